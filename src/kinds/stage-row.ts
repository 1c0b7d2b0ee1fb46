// Rows of `crm.status` that are stages of a smart process -> properties. Colours come with `#` or without.

import { semanticsOfLetter, stageEntity } from '../model/stage.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow } from './contract.ts';

export const colorOf = (text: string): string => text.replace(/^#/, '').toUpperCase();

export function parseStage(status: any): LiveRow | undefined {
  const entity = stageEntity(status.ENTITY_ID);
  if (entity === undefined) return undefined;
  const name = String(status.NAME ?? '');
  return {
    kind: 'stage',
    uid: `stage:${status.ID}`,
    parent: `funnel:${entity.entityTypeId}/${entity.funnel}`,
    ids: { id: Number(status.ID), statusId: String(status.STATUS_ID), system: status.SYSTEM === 'Y' ? 'Y' : 'N' },
    key: String(status.STATUS_ID ?? '').replace(/^[^:]*:/, ''),
    name,
    spec: new Map<string, Value>([
      ['name', name],
      ['color', colorOf(String(status.COLOR ?? status.EXTRA?.COLOR ?? ''))],
      ['semantics', semanticsOfLetter(status.SEMANTICS)],
      ['sort', Number(status.SORT ?? 0)],
    ]),
  };
}

// Rows of `crm.status` that are stages -> properties. Colours come with `#` or without, for leads, deals and quotes in
// EXTRA as well. Where a portal has but one funnel or none, its own stages are everybody's.

import { withoutPrefix } from '../model/ids.ts';
import { familyAt, semanticsOfLetter, stageEntity, type StageEntity, type StageFamily } from '../model/stage.ts';
import { standardTypeByNumber } from '../model/standard-types.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow, ReadContext } from './contract.ts';

export const colorOf = (text: string): string => text.replace(/^#/, '').toUpperCase();

const homeOf = ({ entityTypeId, funnel }: StageEntity): string | undefined =>
  funnel === undefined ? standardTypeByNumber(entityTypeId) : `funnel:${entityTypeId}/${funnel}`;

/** Stages stand in a funnel of their type, or in the type itself. */
export const familyOfRow = ({ parent = '' }: LiveRow): StageFamily =>
  familyAt(standardTypeByNumber(Number(/^funnel:(\d+)\//.exec(parent)?.[1])) ?? parent);

/** Made by every portal, in a row of stages every portal has. */
function isGiven(context: ReadContext, home: string, entity: StageEntity, key: string, isSystem: boolean): boolean {
  const type = standardTypeByNumber(entity.entityTypeId);
  const isEverybodys = entity.funnel === undefined || context.rows('funnel').some((row) => row.uid === home && row.given);
  return type !== undefined && isEverybodys && (isSystem || familyAt(type).automatic.has(key));
}

export function parseStage(context: ReadContext, status: any): LiveRow | undefined {
  const entity = stageEntity(status.ENTITY_ID);
  const home = entity && homeOf(entity);
  if (entity === undefined || home === undefined) return undefined;
  const name = String(status.NAME ?? '');
  const key = withoutPrefix(String(status.STATUS_ID ?? ''));
  return {
    kind: 'stage',
    uid: `stage:${status.ID}`,
    parent: home,
    ids: { id: Number(status.ID), statusId: String(status.STATUS_ID), system: status.SYSTEM === 'Y' ? 'Y' : 'N' },
    key,
    name,
    ...(isGiven(context, home, entity, key, status.SYSTEM === 'Y') ? { given: true as const } : {}),
    spec: new Map<string, Value>([
      ['name', name],
      ['color', colorOf(String(status.COLOR ?? status.EXTRA?.COLOR ?? ''))],
      ['semantics', semanticsOfLetter(status.SEMANTICS)],
      ['sort', Number(status.SORT ?? 0)],
    ]),
  };
}

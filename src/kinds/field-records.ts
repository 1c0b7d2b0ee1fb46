// Who fills a field, asked without looking at what it was filled with, and fields whose type is gone: deleting a
// smart process leaves them behind (FACTS §8.6). Not equal to nothing is, in the database, neither NULL nor an empty
// text, and for numbers not 0 either; a yes/no field is filled by a yes.

import type { Call } from '../model/call.ts';
import type { LiveRow, ReadContext, Stray } from './contract.ts';
import { languagesOf, listed } from './field-read.ts';
import { recordIds } from './sources.ts';

export function recordsWith({ ids, spec }: LiveRow, [type]: readonly LiveRow[]): Call | undefined {
  const name = String(ids['fieldName']);
  const filter: Readonly<Record<string, string>> = spec.get('type') === 'boolean' ? { [`=${name}`]: '1' } : { [`!=${name}`]: '' };
  return type === undefined ? undefined : recordIds(type.ids['entityTypeId']!, filter);
}

export function strayFields(context: ReadContext): Stray[] {
  const types = new Set(context.rows('smartProcess').map(({ ids }) => `CRM_${ids['id']}`));
  return listed(context, languagesOf(context)[0])
    .filter(({ entityId }) => /^CRM_\d+$/.test(String(entityId)) && !types.has(String(entityId)))
    .map((row) => ({ kind: 'field', uid: `field:${row.id}`, name: String(row.fieldName), owner: String(row.entityId) }));
}

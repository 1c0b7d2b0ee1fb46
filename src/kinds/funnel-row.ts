// The dictionaries of every type come in one call, the stages of a funnel being one of them. An entry
// without a name comes from an older server, which wants a call per type.

import type { Call } from '../model/call.ts';
import { stageEntity } from '../model/stage.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow, ReadContext } from './contract.ts';
import { STATUS_TYPES } from './sources.ts';

const funnelList = (entityTypeId: number): Call => ({ method: 'crm.category.list', params: { entityTypeId }, retry: 'read' });

const entries = (context: ReadContext): any[] =>
  ((context.answer(STATUS_TYPES)?.result ?? []) as any[]).filter((entry) => stageEntity(entry?.ID) !== undefined);
const numberOf = (entry: any): number => stageEntity(entry.ID)!.entityTypeId;

/** Types that have to be asked one by one: wanted ones the call for all does not list, or lists without names. */
function unlisted(context: ReadContext): number[] {
  if (context.answer(STATUS_TYPES) === undefined) return [];
  const listed = new Set(entries(context).map(numberOf));
  const nameless = entries(context).filter((entry) => entry.CATEGORY_NAME === undefined);
  const wanted = context.rows('smartProcess').filter((row) => context.types !== undefined || context.wants(row)).map((row) => Number(row.ids['entityTypeId']));
  return [...new Set([...nameless.map(numberOf), ...wanted.filter((type) => !listed.has(type))])];
}

const parseFunnel = (category: any): LiveRow => ({
  kind: 'funnel',
  uid: `funnel:${category.entityTypeId}/${category.id}`,
  parent: `smartProcess:${category.entityTypeId}`,
  ids: { id: Number(category.id), entityTypeId: Number(category.entityTypeId) },
  name: String(category.name ?? ''),
  spec: new Map<string, Value>([
    ['name', String(category.name ?? '')],
    ['default', category.isDefault === 'Y' || category.isDefault === true],
    ['sort', Number(category.sort ?? 0)],
  ]),
});

function parseEntry(entry: any): LiveRow {
  const { entityTypeId, funnel: id } = stageEntity(entry.ID)!;
  return parseFunnel({ entityTypeId, id, name: entry.CATEGORY_NAME, sort: entry.CATEGORY_SORT, isDefault: entry.IS_DEFAULT_CATEGORY });
}

export const funnelReads = (context: ReadContext): Call[] => [STATUS_TYPES, ...unlisted(context).map(funnelList)];

export function funnelRows(context: ReadContext): LiveRow[] {
  const named = entries(context).filter((entry) => entry.CATEGORY_NAME !== undefined).map(parseEntry);
  const asked = unlisted(context).flatMap((entityTypeId) => {
    const categories: any[] = context.answer(funnelList(entityTypeId))?.result?.categories ?? [];
    return categories.map((category) => parseFunnel({ entityTypeId, ...category }));
  });
  return [...named, ...asked];
}

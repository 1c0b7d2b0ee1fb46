// Rows of `crm.type` -> properties. A list leaves out relations and linked fields (trap 7), so the types we
// want are read one by one beside it, or alone when they are known beforehand.

import type { Call } from '../model/call.ts';
import { isOn, trueFalse } from '../model/flag.ts';
import { TYPE_SETTINGS } from '../model/type-settings.ts';
import type { Value } from '../model/value.ts';
import type { Interest, LiveRow, ReadContext, Touched } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { typeRead } from './sources.ts';

const lists = (context: ReadContext): Call[] => pages(context, 'crm.type.list', { order: { id: 'ASC' } });
const full = (context: ReadContext, id: string | number): any => context.answer(typeRead(id))?.result?.type;

/** Both sides as they would have to be sent again: predefined relations are not ours to send. */
function wholeRelations(relations: any): NonNullable<LiveRow['whole']> {
  const again = (side: any) => {
    const ours = Object.values<any>(side ?? {}).filter((entry) => !isOn(entry.isPredefined));
    return Object.fromEntries(ours.map(({ entityTypeId, isChildrenListEnabled }) => [
      String(entityTypeId),
      { entityTypeId: Number(entityTypeId), isChildrenListEnabled: trueFalse(isOn(isChildrenListEnabled)) },
    ]));
  };
  return { 'relations.parent': again(relations?.parent), 'relations.child': again(relations?.child) };
}

function parseType(type: any): LiveRow {
  const spec = new Map<string, Value>([['title', String(type.title ?? '')], ['entityTypeId', Number(type.entityTypeId)]]);
  if (type.code !== undefined) spec.set('code', String(type.code ?? ''));
  for (const [word, key] of Object.entries(TYPE_SETTINGS)) if (type[key] !== undefined && type[key] !== null) spec.set(`settings.${word}`, isOn(type[key]));
  return {
    kind: 'smartProcess',
    uid: `smartProcess:${type.entityTypeId}`,
    ids: { id: Number(type.id), entityTypeId: Number(type.entityTypeId) },
    key: String(type.entityTypeId),
    name: String(type.title ?? ''),
    mark: String(type.code ?? ''),
    spec,
    ...(type.relations === undefined ? {} : { whole: wholeRelations(type.relations) }),
  };
}

/** When every type that matters is known, the others need not be listed. */
export function typesKnown(touched: readonly Touched[]): Pick<Interest, 'types'> {
  const types = touched.flatMap(({ ids }) => (ids === undefined ? [] : [{ id: Number(ids['id']), entityTypeId: Number(ids['entityTypeId']) }]));
  return types.length > 0 && types.length === touched.length ? { types } : {};
}

export function typeReads(context: ReadContext): Call[] {
  if (context.types !== undefined) return context.types.map((type) => typeRead(type.id));
  const wanted = context.rows('smartProcess').filter((row) => context.wants(row));
  return [...lists(context), ...wanted.map((row) => typeRead(row.ids['id']!))];
}

export function typeRows(context: ReadContext): LiveRow[] {
  if (context.types !== undefined) return context.types.flatMap((type) => full(context, type.id) ?? []).map(parseType);
  const listed = pageRows(context, lists(context), (result) => result?.types, (type) => type.id);
  return listed.map((type) => parseType({ ...type, ...full(context, type.id) }));
}

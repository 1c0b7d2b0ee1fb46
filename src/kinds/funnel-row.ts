// The dictionaries of every type come in one call, the stages of a funnel being one of them. Entries without a name
// want a call per type: those of deals and invoices, and every one of an older server.

import type { Call } from '../model/call.ts';
import { stageEntity } from '../model/stage.ts';
import { STANDARD_TYPES, standardTypeByNumber } from '../model/standard-types.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow, ReadContext } from './contract.ts';
import { STATUS_TYPES } from './sources.ts';

const funnelList = (entityTypeId: number): Call => ({ method: 'crm.category.list', params: { entityTypeId }, retry: 'read' });

const entries = (context: ReadContext): any[] =>
  ((context.answer(STATUS_TYPES)?.result ?? []) as any[]).filter((entry) => stageEntity(entry?.ID)?.funnel !== undefined);
const numberOf = (entry: any): number => stageEntity(entry.ID)!.entityTypeId;

const WITH_FUNNELS = ['deal', 'invoice'];

/** Types that have to be asked one by one: wanted ones the call for all does not list, or lists without names. */
function unlisted(context: ReadContext): number[] {
  if (context.answer(STATUS_TYPES) === undefined) return [];
  const named = new Set(entries(context).filter((entry) => entry.CATEGORY_NAME !== undefined).map(numberOf));
  const types = context.rows('smartProcess').filter((row) => context.types !== undefined || context.wants(row));
  return [...types.map((row) => Number(row.ids['entityTypeId'])), ...standardWanted(context)].filter((type) => !named.has(type));
}

/** Known beforehand, and asked in the first round. */
const standardWanted = (context: ReadContext): number[] =>
  WITH_FUNNELS.flatMap((key) => {
    const { entityTypeId } = STANDARD_TYPES[key]!;
    return context.wants({ kind: 'crm', uid: key, ids: { entityTypeId }, key, name: key, spec: new Map() }) ? [entityTypeId] : [];
  });

function parseFunnel(category: any): LiveRow {
  const standard = standardTypeByNumber(Number(category.entityTypeId));
  const isDefault = category.isDefault === 'Y' || category.isDefault === true;
  return {
    kind: 'funnel',
    uid: `funnel:${category.entityTypeId}/${category.id}`,
    parent: standard ?? `smartProcess:${category.entityTypeId}`,
    ids: { id: Number(category.id), entityTypeId: Number(category.entityTypeId) },
    name: String(category.name ?? ''),
    ...(standard !== undefined && isDefault ? { given: true as const } : {}),
    spec: new Map<string, Value>([
      ['name', String(category.name ?? '')],
      ['default', isDefault],
      ['sort', Number(category.sort ?? 0)],
    ]),
  };
}

function parseEntry(entry: any): LiveRow {
  const { entityTypeId, funnel: id } = stageEntity(entry.ID)!;
  return parseFunnel({ entityTypeId, id, name: entry.CATEGORY_NAME, sort: entry.CATEGORY_SORT, isDefault: entry.IS_DEFAULT_CATEGORY });
}

export const funnelReads = (context: ReadContext): Call[] => {
  const early = context.answer(STATUS_TYPES) === undefined ? standardWanted(context) : [];
  return [STATUS_TYPES, ...[...early, ...unlisted(context)].map(funnelList)];
};

export function funnelRows(context: ReadContext): LiveRow[] {
  const named = entries(context).filter((entry) => entry.CATEGORY_NAME !== undefined).map(parseEntry);
  const asked = unlisted(context).flatMap((entityTypeId) => {
    const categories: any[] = context.answer(funnelList(entityTypeId))?.result?.categories ?? [];
    return categories.map((category) => parseFunnel({ entityTypeId, ...category }));
  });
  return [...named, ...asked];
}

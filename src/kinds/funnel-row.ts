// The dictionaries of every type come in one call, the stages of a funnel being one of them. Entries without a name
// want a call per type: those of deals and invoices, and every one of an older server.

import type { Call } from '../model/call.ts';
import { stageEntity } from '../model/stage.ts';
import { standardTypeByNumber } from '../model/standard-types.ts';
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
  const standard = context.rows('crm').filter((row) => WITH_FUNNELS.includes(row.uid) && context.wants(row));
  return [...types, ...standard].map((row) => Number(row.ids['entityTypeId'])).filter((type) => !named.has(type));
}

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

export const funnelReads = (context: ReadContext): Call[] => [STATUS_TYPES, ...unlisted(context).map(funnelList)];

export function funnelRows(context: ReadContext): LiveRow[] {
  const named = entries(context).filter((entry) => entry.CATEGORY_NAME !== undefined).map(parseEntry);
  const asked = unlisted(context).flatMap((entityTypeId) => {
    const categories: any[] = context.answer(funnelList(entityTypeId))?.result?.categories ?? [];
    return categories.map((category) => parseFunnel({ entityTypeId, ...category }));
  });
  return [...named, ...asked];
}

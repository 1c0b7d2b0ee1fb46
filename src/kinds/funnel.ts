// https://apidocs.bitrix24.com/api-reference/crm/universal/category/index.html
// No key of ours can be stored: a funnel is known by its id, its name, or by being the default one.
// The default funnel comes with the type (trap 11). One call lists every funnel of every type
// (crm.status.entity.types, FACTS §11); default flags inside batches are Y/N only (FACTS §2.2).

import type { Problem } from '../model/problem.ts';
import { revealed, type Value } from '../model/value.ts';
import type { Call } from '../model/call.ts';
import type { Kind, LiveRow, ReadContext } from './contract.ts';
import { STATUS_TYPES } from './sources.ts';

const SMART_PROCESS_STAGES = /^DYNAMIC_(\d+)_STAGE_(\d+)$/;

const funnelList = (entityTypeId: number): Call => ({ method: 'crm.category.list', params: { entityTypeId }, retry: 'read' });

/** Funnels out of the one call for all types; an entry without a name comes from an older server, which wants a call per type. */
const entries = (context: ReadContext): any[] =>
  ((context.answer(STATUS_TYPES)?.result ?? []) as any[]).filter((entry) => SMART_PROCESS_STAGES.test(String(entry?.ID ?? '')));
const numberOf = (entry: any): number => Number(SMART_PROCESS_STAGES.exec(entry.ID)![1]);
/** Types that have to be asked one by one: wanted ones the call for all does not list, or lists without names. */
function unlisted(context: ReadContext): number[] {
  if (context.answer(STATUS_TYPES) === undefined) return [];
  const listed = new Set(entries(context).map(numberOf));
  const wanted = context.rows('smartProcess').filter((row) => context.types !== undefined || context.wants(row)).map((row) => Number(row.ids['entityTypeId']));
  return [...new Set([...entries(context).filter((entry) => entry.CATEGORY_NAME === undefined).map(numberOf), ...wanted.filter((type) => !listed.has(type))])];
}

function parseEntry(entry: any): LiveRow {
  const [, entityTypeId, id] = SMART_PROCESS_STAGES.exec(entry.ID)!;
  const flag = entry.IS_DEFAULT_CATEGORY;
  return parseFunnel({ entityTypeId, id, name: entry.CATEGORY_NAME, sort: entry.CATEGORY_SORT, isDefault: flag === true || flag === 'Y' ? 'Y' : 'N' });
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

export const funnel: Kind = {
  name: 'funnel',
  parent: 'smartProcess',
  section: 'funnels',
  scopes: ['crm'],
  keyed: false,
  ordered: { first: 500, step: 10 },
  declare(body, words) {
    const spec = new Map<string, Value>();
    const name = words.text(['name'], body.get('name') ?? null);
    if (name !== undefined) spec.set('name', name);
    for (const property of ['default', 'sort']) if (body.has(property)) spec.set(property, body.get(property) as Value);
    return spec;
  },
  check(own, children) {
    const stages = children('stage');
    if (stages.length === 0) return [];
    const of = (semantics: string) => stages.filter((stage) => stage.spec.get('semantics') === semantics);
    const found: Problem[] = [];
    const problem = (code: string, message: string, hint: string) => found.push({ code, level: 'error' as const, message, hint, address: own.address });
    if (of('success').length !== 1) problem('success-stage', `${own.address} must have exactly one success stage, it has ${of('success').length}`, 'every funnel has one success stage with the key SUCCESS: name it, e.g. `SUCCESS: Done`');
    if (of('failure').length === 0) problem('failure-stage', `${own.address} has no failure stage`, 'declare FAIL, or a stage with `semantics: failure`');
    if (of('process').length === 0) problem('process-stage', `${own.address} has no stage before its final ones`, 'declare at least NEW');
    const rank: Record<string, number> = { process: 0, success: 1, failure: 2 };
    const ranks = stages.map((stage) => rank[String(stage.spec.get('semantics'))]!);
    if (ranks.some((value, index) => index > 0 && value < ranks[index - 1]!)) problem('stage-order', `stages of ${own.address} are out of order`, 'write process stages first, then SUCCESS, then the failure stages: the portal keeps final stages last');
    return found;
  },
  identify: ({ spec }) => ({ name: revealed(spec.get('name')) ?? '' }),
  automatic: {
    row: (row) => (row.spec.get('default') === true ? 'default' : undefined),
    role: ({ spec }) => (spec.get('default') === true ? 'default' : undefined),
    roles: new Map([['default', new Map<string, Value>([['default', true], ['sort', 500]])]]),
  },
  reads: (context) => [STATUS_TYPES, ...unlisted(context).map(funnelList)],
  parse: (context) => [
    ...entries(context).filter((entry) => entry.CATEGORY_NAME !== undefined).map(parseEntry),
    ...unlisted(context).flatMap((entityTypeId) => (context.answer(funnelList(entityTypeId))?.result?.categories ?? []).map((category: any) => parseFunnel({ entityTypeId, ...category }))),
  ],
  write({ action, own, parent, address, id }) {
    const fields: Record<string, unknown> = {};
    for (const [path, { after }] of own?.changed ?? []) fields[path === 'default' ? 'isDefault' : path] = path === 'default' ? (after === true ? 'Y' : 'N') : after;
    const entityTypeId = id(parent!, 'entityTypeId');
    if (action === 'create') return { method: 'crm.category.add', params: { entityTypeId, fields }, retry: 'create', seconds: 0.7 };
    return { method: 'crm.category.update', params: { entityTypeId, id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.5 };
  },
  created: (result) => (result?.category ? { id: Number(result.category.id), entityTypeId: Number(result.category.entityTypeId) } : undefined),
  uid: (ids, parent) => `funnel:${ids['entityTypeId'] ?? parent?.['entityTypeId']}/${ids['id']}`,
};

// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/index.html
// Two ids: `id` builds field names, `entityTypeId` everything else (FACTS §8.1).
// list has no relations and no linked fields, so the types we want are read one by one (trap 7).
// Toggles are Y/N on the wire; customSections are never sent (trap 8), isInitialized never sent back.

import type { Problem } from '../model/problem.ts';
import { revealed, type Value } from '../model/value.ts';
import type { Call } from '../model/call.ts';
import type { Kind, LiveRow, ReadContext } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { typeRead } from './sources.ts';

const TOGGLES: Readonly<Record<string, string>> = {
  stages: 'isStagesEnabled',
  funnels: 'isCategoriesEnabled',
  client: 'isClientEnabled',
  automation: 'isAutomationEnabled',
  businessProcesses: 'isBizProcEnabled',
  recycleBin: 'isRecyclebinEnabled',
  openPermissions: 'isSetOpenPermissions',
  beginCloseDates: 'isBeginCloseDatesEnabled',
  products: 'isLinkWithProductsEnabled',
  myCompany: 'isMycompanyEnabled',
  documents: 'isDocumentsEnabled',
  source: 'isSourceEnabled',
  observers: 'isObserversEnabled',
  useInUserFields: 'isUseInUserfieldEnabled',
  payments: 'isPaymentsEnabled',
  counters: 'isCountersEnabled',
  recurring: 'isRecurringEnabled',
  tracking: 'isCrmTrackingEnabled',
};

const typesOf = (result: any): unknown => result?.types;
const typeLists = (context: ReadContext): Call[] => pages(context, 'crm.type.list', { order: { id: 'ASC' } });

const yes = (stored: unknown): boolean => stored === 'Y' || stored === true || stored === 1 || stored === '1';

/** Both sides as they would have to be sent again: predefined relations are not ours to send. */
function wholeRelations(relations: any): NonNullable<LiveRow['whole']> {
  const again = (side: any) =>
    Object.fromEntries(
      Object.values(side ?? {})
        .filter((entry: any) => !yes(entry.isPredefined))
        .map((entry: any) => [String(entry.entityTypeId), { entityTypeId: Number(entry.entityTypeId), isChildrenListEnabled: yes(entry.isChildrenListEnabled) ? 'true' : 'false' }]),
    );
  return { 'relations.parent': again(relations?.parent), 'relations.child': again(relations?.child) };
}

function parseType(type: any): LiveRow {
  const spec = new Map<string, Value>([['title', String(type.title ?? '')], ['entityTypeId', Number(type.entityTypeId)]]);
  if (type.code !== undefined) spec.set('code', String(type.code ?? ''));
  for (const [word, key] of Object.entries(TOGGLES)) if (type[key] !== undefined && type[key] !== null) spec.set(`settings.${word}`, yes(type[key]));
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

export const smartProcess: Kind = {
  name: 'smartProcess',
  section: 'smartProcesses',
  scopes: ['crm'],
  fixed: ['entityTypeId'],
  saidOnCreate: { 'settings.openPermissions': 'write `settings: { openPermissions: false }`, or true: by default the portal opens new funnels to every employee' },
  blind: ['settings.tracking'],
  keyed: true,
  mark: 'code',
  declare(body, words) {
    const spec = new Map<string, Value>();
    const title = words.text(['title'], body.get('title') ?? null);
    if (title !== undefined) spec.set('title', title);
    for (const name of ['code', 'entityTypeId']) if (body.has(name)) spec.set(name, body.get(name) as Value);
    const settings = body.get('settings');
    if (settings instanceof Map) for (const [word, value] of settings) spec.set(`settings.${word}`, value as Value);
    if (body.has('linkedUserFields') && !spec.has('settings.useInUserFields')) spec.set('settings.useInUserFields', true);
    return spec;
  },
  check(own, children) {
    const found: Problem[] = [];
    const problem = (code: string, message: string, hint: string) => found.push({ code, level: 'error' as const, message, hint, address: own.address });
    const funnels = children('funnel');
    const defaults = funnels.filter((funnel) => funnel.spec.get('default') === true);
    if (funnels.length > 0 && defaults.length !== 1) {
      const many = defaults.length > 1 ? `${defaults.length} funnels are marked default` : 'no funnel is marked default';
      problem('default-funnel', `${own.address} must have exactly one default funnel, but ${many}`, 'write `default: true` on exactly one funnel: every smart process has a default funnel from birth, and that one is renamed');
    }
    if (funnels.length > 1 && own.spec.get('settings.funnels') !== true) {
      problem('funnels-disabled', `${own.address} declares ${funnels.length} funnels while settings.funnels is not true`, 'add `settings: { funnels: true }`');
    }
    if (own.spec.get('settings.stages') === false && funnels.some((funnel) => children('stage', funnel.address).length > 0)) {
      problem('stages-disabled', `${own.address} declares stages while settings.stages is false`, 'set `settings: { stages: true }` or leave the stages out');
    }
    if (children('linkedUserField').length > 0 && own.spec.get('settings.useInUserFields') === false) {
      problem('linked-fields-disabled', `${own.address} declares linkedUserFields while settings.useInUserFields is false`, 'the portal links a smart process to task and calendar fields only while settings.useInUserFields is true');
    }
    return found;
  },
  identify: ({ spec }) => ({
    name: revealed(spec.get('title')) ?? '',
    ...(spec.has('entityTypeId') ? { key: String(spec.get('entityTypeId')) } : {}),
    ...(spec.has('code') ? { pin: { property: 'code', value: spec.get('code')! } } : {}),
  }),
  reads: (context) => context.types?.map((type) => typeRead(type.id)) ?? [...typeLists(context), ...context.rows('smartProcess').filter((row) => context.wants(row)).map((row) => typeRead(row.ids['id']!))],
  parse: (context) =>
    context.types?.flatMap((type) => context.answer(typeRead(type.id))?.result?.type ?? []).map(parseType) ??
    pageRows(context, typeLists(context), typesOf, (type) => type.id).map((type) => parseType({ ...type, ...context.answer(typeRead(type.id))?.result?.type })),
  write({ action, own, address, id }) {
    const fields: Record<string, unknown> = {};
    for (const [path, { after }] of own?.changed ?? []) {
      if (path.startsWith('settings.')) fields[TOGGLES[path.slice('settings.'.length)]!] = after === true ? 'Y' : 'N';
      else fields[path] = after;
    }
    if (own?.mark !== undefined) fields['code'] = own.mark;
    if (action === 'create') return { method: 'crm.type.add', params: { fields }, retry: 'create', seconds: 2 };
    return { method: 'crm.type.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 2 };
  },
  created: (result) => (result?.type ? { id: Number(result.type.id), entityTypeId: Number(result.type.entityTypeId) } : undefined),
  uid: (ids) => `smartProcess:${ids['entityTypeId']}`,
};

// https://apidocs.bitrix24.com/api-reference/crm/universal/category/index.html
// No key of ours can be stored: a funnel is known by its id, its name, or by being the default one.
// The default funnel comes with the type (trap 11); that of deals is number 0 and stays the default, so below the
// standard types the key `default` means it. One call lists every funnel of every type
// (crm.status.entity.types, FACTS §11); default flags inside batches are Y/N only (FACTS §2.2).

import type { Call } from '../model/call.ts';
import { yesNo } from '../model/flag.ts';
import { revealed, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Declared, Kind, Words, WriteInput } from './contract.ts';
import { checkStages, isDefaultOf } from './final-stages.ts';
import { funnelReads, funnelRows } from './funnel-row.ts';
import { properties } from './properties.ts';

function declare(body: Body, words: Words, key: string, parent: string): Map<string, Value> {
  const spec = properties(body, words, 'name', 'default', 'sort');
  return isDefaultOf(parent, key) ? spec.set('default', true) : spec;
}

const MADE_WITH_TYPE = new Map([['default', new Map<string, Value>([['default', true], ['sort', 500]])]]);

function uncreatable(own: Declared): ReturnType<NonNullable<Kind['uncreatable']>> {
  if (!isDefaultOf(own.parent!, own.key)) return undefined;
  return { message: texts.rules.noDefaultFunnel(own.parent!), hint: texts.rules.noDefaultFunnelHint };
}

function write({ action, own, parent, address, id }: WriteInput): Call {
  const fields: Record<string, unknown> = {};
  for (const [path, { after }] of own?.changed ?? []) {
    if (path === 'default') fields['isDefault'] = yesNo(after);
    else fields[path] = after;
  }
  const entityTypeId = id(parent!, 'entityTypeId');
  if (action === 'create') return { method: 'crm.category.add', params: { entityTypeId, fields }, retry: 'create', seconds: 0.7 };
  return { method: 'crm.category.update', params: { entityTypeId, id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.5 };
}

export const funnel: Kind = {
  name: 'funnel',
  parents: ['smartProcess', 'crm'],
  section: 'funnels',
  title: 'name',
  depicts: 'board',
  scopes: ['crm'],
  probe: 'crm.category.add',
  keyed: false,
  ordered: { first: 500, step: 10 },
  // the default funnel of a standard type has its key by its place
  pulled: {
    style: 'word',
    longest: 30,
    goesWith: ['settings.funnels'],
    key: (row) => (row.given ? 'default' : undefined),
    isIdle: (_row, parent) => parent?.kind === 'smartProcess' && parent.spec.get('settings.stages') !== true && parent.spec.get('settings.funnels') !== true,
    usual: (row): Readonly<Record<string, Value>> => (row.given ? { default: true } : {}),
  },
  declare,
  check: (own, children) => checkStages(own, children('stage')),
  identify: ({ spec }) => ({ name: revealed(spec.get('name')) ?? '' }),
  automatic: {
    row: (row) => (row.spec.get('default') === true ? 'default' : undefined),
    role: ({ spec }) => (spec.get('default') === true ? 'default' : undefined),
    roles: () => MADE_WITH_TYPE,
  },
  uncreatable,
  risks: (own) => (own.action === 'create' && own.address.startsWith('invoice/') ? [texts.choice.invoiceFunnel] : []),
  reads: funnelReads,
  parse: funnelRows,
  write,
  created: (result) => (result?.category ? { id: Number(result.category.id), entityTypeId: Number(result.category.entityTypeId) } : undefined),
  uid: (ids, parent) => `funnel:${ids['entityTypeId'] ?? parent?.['entityTypeId']}/${ids['id']}`,
};

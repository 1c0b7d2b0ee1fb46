// https://apidocs.bitrix24.com/api-reference/crm/index.html
// The types every portal has: leads, deals, contacts, companies, quotes and invoices. They are there by themselves
// and stay; what is declared is what stands below them: fields, and funnels or stages where a type has them.

import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Kind } from './contract.ts';
import { checkStages } from './final-stages.ts';
import { recordIds } from './sources.ts';

const CONFIGURABLE = Object.entries(STANDARD_TYPES).filter(([, { fields }]) => fields !== undefined);

export const crm: Kind = {
  name: 'crm',
  section: 'crm',
  depicts: 'box',
  scopes: ['crm'],
  lookup: true,
  keyed: true,
  bare: CONFIGURABLE.map(([name]) => name),
  check: (own, children) => checkStages(own, children('stage')),
  identify: ({ key }) => ({ key, name: key }),
  reads: () => [],
  parse: () => CONFIGURABLE.map(([name, { entityTypeId }]) => ({ kind: 'crm', uid: name, ids: { entityTypeId }, key: name, name, spec: new Map() })),
  records: ({ ids }) => recordIds(ids['entityTypeId']!),
  uid: (ids) => CONFIGURABLE.find(([, { entityTypeId }]) => entityTypeId === ids['entityTypeId'])?.[0],
};

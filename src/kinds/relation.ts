// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/crm-type-update.html
// One row seen from both types (FACTS §8.3), under one address. Written from the smart process, between two
// smart processes from the parent's side; an update fails silently (trap 6), so it is read back.

import { relationAddress } from '../model/address.ts';
import { isRef } from '../model/value.ts';
import type { Body, Kind } from './contract.ts';
import { relationProperties } from './relation-body.ts';
import { relationPulled } from './relation-pulled.ts';
import { relationRows } from './relation-row.ts';
import { writer, writeRelations } from './relation-write.ts';

export const relation: Kind = {
  name: 'relation',
  parents: ['smartProcess'],
  section: 'relations',
  depicts: 'line',
  scopes: ['crm'],
  keyed: true,
  travelsWith: 'row',
  links: true,
  rowOf: writer,
  entries: (section) =>
    (Array.isArray(section) ? section : []).map((body: Body, index: number) => {
      const name = body.has('parent') ? 'parent' : 'child';
      return { key: `${name}:${String(body.get(name))}`, body, path: [index] };
    }),
  addressOf(parent, key) {
    const other = key.slice(key.indexOf(':') + 1);
    return key.startsWith('parent:') ? relationAddress(other, parent) : relationAddress(parent, other);
  },
  declare: relationProperties,
  identify({ spec }, uidOf) {
    const [parent, child] = ['parent', 'child'].map((end) => spec.get(end)).map((end) => (isRef(end) ? uidOf(end.$ref) : undefined));
    return parent === undefined || child === undefined ? {} : { key: `${parent}>${child}` };
  },
  readsWith: ['smartProcess'],
  pulled: relationPulled,
  reads: () => [],
  parse: relationRows,
  write: writeRelations,
  uid: (ids) => `relation:${ids['parent']}>${ids['child']}`,
};

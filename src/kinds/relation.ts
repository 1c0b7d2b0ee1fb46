// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/crm-type-update.html
// One row seen from both types (FACTS §8.3), under one address. A side is replaced as a whole and fails
// silently (trap 6), so it is laid over what is live, and read back. The flag is the string "true"
// (trap 5); predefined relations come back in reads and are nobody's. Written from the smart process,
// between two smart processes from the parent's side.

import { relationAddress } from '../model/address.ts';
import { STANDARD_TYPES, standardTypeByNumber } from '../model/standard-types.ts';
import type { CarrySlot } from '../model/plan.ts';
import { isRef, type Value } from '../model/value.ts';
import type { Body, Item, Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { typeRead } from './sources.ts';

const uidOfNumber = (entityTypeId: number): string => standardTypeByNumber(entityTypeId) ?? `smartProcess:${entityTypeId}`;
const refOf = (entityTypeId: number) => {
  const uid = uidOfNumber(entityTypeId);
  return { $ref: uid in STANDARD_TYPES ? uid : `uid:${uid}` };
};
const isOn = (stored: unknown): boolean => stored === 'Y' || stored === true || stored === 'true';

function row(parent: number, child: number, relation: any): LiveRow {
  return {
    kind: 'relation',
    uid: `relation:${parent}>${child}`,
    ids: { parent, child },
    key: `${uidOfNumber(parent)}>${uidOfNumber(child)}`,
    spec: new Map<string, Value>([['parent', refOf(parent)], ['child', refOf(child)], ['list', isOn(relation.isChildrenListEnabled)]]),
  };
}

/** Relations of the types read in full; each once. */
function parseRelations(context: ReadContext): LiveRow[] {
  const rows = new Map<string, LiveRow>();
  for (const type of context.rows('smartProcess')) {
    const relations = context.answer(typeRead(type.ids['id']!))?.result?.type?.relations;
    const own = Number(type.ids['entityTypeId']);
    for (const side of ['parent', 'child'] as const) {
      for (const relation of Array.isArray(relations?.[side]) ? relations[side] : Object.values(relations?.[side] ?? {})) {
        if (isOn(relation.isPredefined)) continue;
        const other = Number(relation.entityTypeId);
        const parsed = side === 'parent' ? row(other, own, relation) : row(own, other, relation);
        rows.set(parsed.uid, parsed);
      }
    }
  }
  return [...rows.values()];
}

const ends = (address: string): [string, string] => {
  const [, parent, child] = /^relation\((.+?),(.+)\)$/.exec(address) ?? [];
  return [parent!, child!];
};
const isStandard = (address: string): boolean => address in STANDARD_TYPES;

/** The type a relation is written to: the smart process, or the parent of two. */
const writer = (address: string): string => {
  const [parent, child] = ends(address);
  return isStandard(parent) ? child : parent;
};

function side(input: WriteInput, name: 'parent' | 'child', parts: readonly Item[]): CarrySlot {
  const set = parts.filter((part) => part.action !== 'delete').map((part) => {
    const other = ends(part.address)[name === 'parent' ? 0 : 1];
    const entityTypeId = isStandard(other) ? STANDARD_TYPES[other]!.entityTypeId : input.id(other, 'entityTypeId');
    const list = part.changed.get('list')?.after ?? part.spec.get('list') ?? part.row?.spec.get('list');
    return [input.text(entityTypeId), { entityTypeId, isChildrenListEnabled: list === true ? 'true' : 'false' }] as const;
  });
  return { $carry: input.address, list: `relations.${name}`, as: 'list', set, drop: [] };
}

export const relation: Kind = {
  name: 'relation',
  parent: 'smartProcess',
  section: 'relations',
  scopes: ['crm'],
  keyed: true,
  travelsWith: 'row',
  links: true,
  rowOf: writer,
  entries: (section) =>
    (Array.isArray(section) ? section : []).map((body: Body, index: number) => ({
      key: body.has('parent') ? `parent:${String(body.get('parent'))}` : `child:${String(body.get('child'))}`,
      body,
      path: [index],
    })),
  addressOf(parent, key) {
    const other = key.slice(key.indexOf(':') + 1);
    return key.startsWith('parent:') ? relationAddress(other, parent) : relationAddress(parent, other);
  },
  declare(body, words, _key, owner) {
    const above = body.has('parent');
    const name = above ? 'parent' : 'child';
    const other = words.ref([name], body.get(name) ?? null, ['standard', 'smartProcess']);
    const spec = new Map<string, Value>(body.has('list') ? [['list', body.get('list') as Value]] : []);
    if (other !== undefined) spec.set(name, other);
    spec.set(above ? 'child' : 'parent', { $ref: owner });
    if (isRef(other) && other.$ref === owner) words.problem([name], 'illegal-relation', `${owner} cannot be its own ${name}`, 'the portal has no relation of a type to itself; a field of type crm can point at records of the same smart process');
    const standard = isRef(other) ? STANDARD_TYPES[other.$ref] : undefined;
    if (standard && !standard[name]) {
      const why = name === 'parent' ? 'Contacts and companies become parents through `settings: { client: true }`, not through a relation' : 'Orders become children through `settings: { payments: true }`, not through a relation';
      words.problem([name], 'illegal-relation', `${String(body.get(name))} cannot be a ${name} in a relation`, why);
    }
    return spec;
  },
  identify({ spec }, uidOf) {
    const [parent, child] = ['parent', 'child'].map((end) => spec.get(end)).map((end) => (isRef(end) ? uidOf(end.$ref) : undefined));
    return parent === undefined || child === undefined ? {} : { key: `${parent}>${child}` };
  },
  reads: () => [],
  parse: parseRelations,
  write(input) {
    const above = input.parts.filter((part) => ends(part.address)[1] === input.address);
    const below = input.parts.filter((part) => ends(part.address)[0] === input.address);
    const relations = {
      ...(above.some((part) => part.action !== 'none' && writer(part.address) === input.address) ? { parent: side(input, 'parent', above) } : {}),
      ...(below.some((part) => part.action !== 'none') ? { child: side(input, 'child', below) } : {}),
    };
    return { method: 'crm.type.update', params: { id: input.id(input.address, 'id'), fields: { relations } }, retry: 'idempotent', seconds: 2 };
  },
  uid: (ids) => `relation:${ids['parent']}>${ids['child']}`,
};

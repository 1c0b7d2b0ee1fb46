// https://apidocs.bitrix24.com/api-reference/crm/automated-solution/index.html
// A digital workplace (automated solution) has no key but its title, which is not unique. Its types are
// one list of type row ids, replaced as a whole: members travel with it, laid over what is live.
// Errors of an update are swallowed (trap 43), so it is read back.

import type { CarrySlot } from '../model/plan.ts';
import { isRef, revealed, sameValue, type Value } from '../model/value.ts';
import type { Call } from '../model/call.ts';
import type { Written } from '../model/source.ts';
import type { Item, Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { pageRows, pages } from './paging.ts';

const lists = (context: ReadContext): Call[] => pages(context, 'crm.automatedsolution.list', { order: { id: 'ASC' } });
const solutions = (context: ReadContext): any[] => pageRows(context, lists(context), (result) => result?.automatedSolutions, (row) => row.id);

const parse = (row: any): LiveRow => ({
  kind: 'workplace',
  uid: `workplace:${row.id}`,
  ids: { id: Number(row.id) },
  name: String(row.title ?? ''),
  spec: new Map<string, Value>([['title', String(row.title ?? '')]]),
  whole: { typeIds: Object.fromEntries((row.typeIds ?? []).map((id: unknown) => [String(id), Number(id)])) },
});

function typeIds(input: WriteInput): unknown {
  const changed = input.parts.filter((part) => part.action === 'create');
  const type = (part: Item) => input.id((part.spec.get('type') as { $ref: string }).$ref, 'id');
  if (input.action === 'create') return input.parts.map(type);
  // what moves to another workplace in the same apply must not be carried back
  const leaving = input.all('member').filter((part) => part.action === 'create' && !changed.some(({ address }) => address === part.address)).flatMap((part) => {
    const id = type(part);
    return typeof id === 'object' ? [] : [String(id)];
  });
  return { $carry: input.address, list: 'typeIds', as: 'list', set: changed.map((part) => [input.text(type(part)), type(part)] as const), drop: leaving } satisfies CarrySlot;
}

export const workplace: Kind = {
  name: 'workplace',
  section: 'workplaces',
  scopes: ['crm'],
  keyed: false,
  declare(body, words) {
    const title = words.text(['title'], body.get('title') ?? null);
    return new Map<string, Value>(title === undefined ? [] : [['title', title]]);
  },
  identify: ({ spec }) => ({ name: revealed(spec.get('title')) ?? '' }),
  reads: lists,
  parse: (context) => solutions(context).map(parse),
  write(input) {
    const fields: Record<string, unknown> = {};
    if (input.own?.changed.has('title')) fields['title'] = input.own.changed.get('title')!.after;
    if (input.parts.some((part) => part.action === 'create')) fields['typeIds'] = typeIds(input);
    if (input.action === 'create') return { method: 'crm.automatedsolution.add', params: { fields }, retry: 'create', seconds: 1 };
    return { method: 'crm.automatedsolution.update', params: { id: input.id(input.address, 'id'), fields }, retry: 'idempotent', seconds: 1 };
  },
  created: (result) => (result?.automatedSolution ? { id: Number(result.automatedSolution.id) } : undefined),
  uid: (ids) => `workplace:${ids['id']}`,
};

export const workplaceMember: Kind = {
  name: 'member',
  parent: 'workplace',
  section: 'smartProcesses',
  scopes: ['crm'],
  keyed: true,
  travelsWith: 'parent',
  links: true,
  entries: (section) =>
    section instanceof Map
      ? [...section].map(([key, written]) => ({ key, body: new Map<string, Written>([...(written instanceof Map ? written : []), ['type', key]]), path: [key] }))
      : (Array.isArray(section) ? section : []).map((key, index) => ({ key: String(key), body: new Map<string, Written>([['type', key]]), path: [index] })),
  declare(body, words) {
    const written = body.get('type');
    const type = words.ref([], typeof written === 'string' && !written.includes('.') ? `smartProcess.${written}` : (written ?? null), ['smartProcess']);
    return new Map<string, Value>(type === undefined ? [] : [['type', type]]);
  },
  check(own, _children, all) {
    const type = own.spec.get('type');
    const first = isRef(type) ? all('member').find(({ spec }) => sameValue(spec.get('type') ?? null, type)) : undefined;
    if (!isRef(type) || first === undefined || first.address === own.address) return [];
    return [{ code: 'two-workplaces', level: 'error', message: `${type.$ref} is in two workplaces: ${first.parent} and ${own.parent}`, hint: 'a smart process lives in one workplace at most: take it out of one of them', address: own.address }];
  },
  identify: ({ spec }, uidOf) => {
    const type = spec.get('type');
    const uid = isRef(type) ? uidOf(type.$ref) : undefined;
    return uid === undefined ? {} : { key: uid };
  },
  reads: () => [],
  parse(context) {
    const types = new Map(context.rows('smartProcess').map((row) => [Number(row.ids['id']), row.uid]));
    return solutions(context).flatMap((solution) =>
      (solution.typeIds ?? []).flatMap((id: unknown) => {
        const type = types.get(Number(id));
        return type === undefined ? [] : [{ kind: 'member', uid: `member:${solution.id}/${Number(id)}`, parent: `workplace:${solution.id}`, ids: { type: Number(id) }, key: type, spec: new Map<string, Value>([['type', { $ref: `uid:${type}` }]]) }];
      }),
    );
  },
  uid: (ids, parent) => (parent ? `member:${parent['id']}/${ids['type']}` : undefined),
};

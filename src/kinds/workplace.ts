// https://apidocs.bitrix24.com/api-reference/crm/automated-solution/index.html
// A digital workplace (automated solution) has no key but its title, which is not unique. Its types are
// one list of type row ids, replaced as a whole: members travel with it, laid over what is live.
// Errors of an update are swallowed (trap 43), so it is read back.

import type { Call } from '../model/call.ts';
import type { CarrySlot } from '../model/plan.ts';
import { revealed, type Ref, type Value } from '../model/value.ts';
import type { Item, Kind, LiveRow, WriteInput } from './contract.ts';
import { properties } from './properties.ts';
import { workplaceLists, workplacesOf } from './sources.ts';

const parseWorkplace = (row: any): LiveRow => ({
  kind: 'workplace',
  uid: `workplace:${row.id}`,
  ids: { id: Number(row.id) },
  name: String(row.title ?? ''),
  spec: new Map<string, Value>([['title', String(row.title ?? '')]]),
  whole: { typeIds: Object.fromEntries((row.typeIds ?? []).map((id: unknown) => [String(id), Number(id)])) },
});

function typeIds(input: WriteInput): unknown {
  const type = (part: Item) => input.id((part.spec.get('type') as Ref).$ref, 'id');
  const coming = input.parts.filter((part) => part.action === 'create');
  if (input.action === 'create') return coming.map(type);
  const here = new Set(coming.map(({ address }) => address));
  // what moves to another workplace in the same apply must not be carried back
  const leaving = input.all('member').filter((part) => part.action === 'create' && !here.has(part.address)).map(type);
  const drop = leaving.flatMap((id) => (typeof id === 'object' ? [] : [String(id)]));
  const set = coming.map(type).map((id) => [input.text(id), id] as const);
  return { $carry: input.address, list: 'typeIds', as: 'list', set, drop } satisfies CarrySlot;
}

function write(input: WriteInput): Call {
  const fields: Record<string, unknown> = {};
  if (input.own?.changed.has('title')) fields['title'] = input.own.changed.get('title')!.after;
  if (input.parts.some((part) => part.action === 'create')) fields['typeIds'] = typeIds(input);
  if (input.action === 'create') return { method: 'crm.automatedsolution.add', params: { fields }, retry: 'create', seconds: 1 };
  return { method: 'crm.automatedsolution.update', params: { id: input.id(input.address, 'id'), fields }, retry: 'idempotent', seconds: 1 };
}

export const workplace: Kind = {
  name: 'workplace',
  section: 'workplaces',
  title: 'title',
  scopes: ['crm'],
  probe: 'crm.automatedsolution.add',
  keyed: false,
  declare: (body, words) => properties(body, words, 'title'),
  identify: ({ spec }) => ({ name: revealed(spec.get('title')) ?? '' }),
  reads: workplaceLists,
  parse: (context) => workplacesOf(context).map(parseWorkplace),
  write,
  created: (result) => (result?.automatedSolution ? { id: Number(result.automatedSolution.id) } : undefined),
  uid: (ids) => `workplace:${ids['id']}`,
};

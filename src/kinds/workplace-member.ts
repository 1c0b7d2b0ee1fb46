// https://apidocs.bitrix24.com/api-reference/crm/automated-solution/index.html
// A smart process in a digital workplace: an entry of the workplace's list of types, and written with it.
// A type lives in one workplace at most.

import { problemsOf, type Problem } from '../model/problem.ts';
import type { Written } from '../model/source.ts';
import { isRef, sameValue, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Declared, Kind, LiveRow, ReadContext } from './contract.ts';
import { listOrMap } from './entries.ts';
import { workplacesOf } from './sources.ts';
import { permissionsLost } from './workplace-member-risks.ts';

function checkOnce(own: Declared, members: readonly Declared[]): Problem[] {
  const type = own.spec.get('type');
  const first = isRef(type) ? members.find(({ spec }) => sameValue(spec.get('type') ?? null, type)) : undefined;
  if (!isRef(type) || first === undefined || first.address === own.address) return [];
  return [problemsOf(own.address)('two-workplaces', texts.rules.twoWorkplaces(type.$ref, first.parent!, own.parent!), texts.rules.twoWorkplacesHint)];
}

const parseMember = (workplace: any, id: number, type: string): LiveRow => ({
  kind: 'member',
  uid: `member:${workplace.id}/${id}`,
  parent: `workplace:${workplace.id}`,
  ids: { type: id },
  key: type,
  spec: new Map<string, Value>([['type', { $ref: `uid:${type}` }]]),
});

function parse(context: ReadContext): LiveRow[] {
  const types = new Map(context.rows('smartProcess').map((row) => [Number(row.ids['id']), row.uid]));
  return workplacesOf(context).flatMap((workplace) =>
    ((workplace.typeIds ?? []) as unknown[]).map(Number).flatMap((id) => (types.has(id) ? [parseMember(workplace, id, types.get(id)!)] : [])),
  );
}

export const workplaceMember: Kind = {
  name: 'member',
  parents: ['workplace'],
  section: 'smartProcesses',
  scopes: ['crm'],
  keyed: true,
  travelsWith: 'parent',
  links: true,
  entries: (section) => listOrMap(section, (key, written) => new Map<string, Written>([...(written instanceof Map ? written : []), ['type', key]])),
  declare(body, words) {
    const written = body.get('type');
    const type = words.ref([], typeof written === 'string' && !written.includes('.') ? `smartProcess.${written}` : (written ?? null), ['smartProcess']);
    return new Map<string, Value>(type === undefined ? [] : [['type', type]]);
  },
  check: (own, _children, all) => checkOnce(own, all('member')),
  identify({ spec }, uidOf) {
    const type = spec.get('type');
    const uid = isRef(type) ? uidOf(type.$ref) : undefined;
    return uid === undefined ? {} : { key: uid };
  },
  readsWith: ['smartProcess'],
  pulled: { style: 'word', longest: 60, section: (entries) => entries.map(({ key }) => key) },
  reads: () => [],
  parse,
  risks: permissionsLost,
  uid: (ids, parent) => (parent ? `member:${parent['id']}/${ids['type']}` : undefined),
};

// https://apidocs.bitrix24.com/api-reference/crm/status/index.html
// One unfiltered call lists every stage of the portal: filters silently ignore unknown keys (trap 15).
// An update without SORT stores 10 and one says true whatever happened (trap 13), so SORT always
// travels. STATUS_ID and semantics are fixed (trap 26); CATEGORY_ID is passed on add and never
// compared (trap 16). Removing a system stage wants FORCED=Y.

import { revealed, type Value } from '../model/value.ts';
import type { Call } from '../model/call.ts';
import type { Kind, LiveRow } from './contract.ts';

const STATUS_LIST: Call = { method: 'crm.status.list', params: {}, retry: 'read' };
const ENTITY = /^DYNAMIC_(\d+)_STAGE_(\d+)$/;
const WORDS: Readonly<Record<string, string>> = { S: 'success', F: 'failure' };
const LETTERS: Readonly<Record<string, string>> = { success: 'S', failure: 'F', process: '' };
const colorOf = (text: string): string => text.replace(/^#/, '').toUpperCase();

function parseStage(status: any): LiveRow | undefined {
  const entity = ENTITY.exec(String(status.ENTITY_ID ?? ''));
  if (entity === null) return undefined;
  const key = String(status.STATUS_ID ?? '').replace(/^[^:]*:/, '');
  return {
    kind: 'stage',
    uid: `stage:${status.ID}`,
    parent: `funnel:${entity[1]}/${entity[2]}`,
    ids: { id: Number(status.ID), statusId: String(status.STATUS_ID), system: status.SYSTEM === 'Y' ? 'Y' : 'N' },
    key,
    name: String(status.NAME ?? ''),
    spec: new Map<string, Value>([
      ['name', String(status.NAME ?? '')],
      ['color', colorOf(String(status.COLOR ?? status.EXTRA?.COLOR ?? ''))],
      ['semantics', WORDS[String(status.SEMANTICS ?? '')] ?? 'process'],
      ['sort', Number(status.SORT ?? 0)],
    ]),
  };
}

const usual = (key: string): string => (key === 'SUCCESS' ? 'success' : key === 'FAIL' ? 'failure' : 'process');
const automatic = (semantics: string, sort: number): ReadonlyMap<string, Value> => new Map<string, Value>([['semantics', semantics], ['sort', sort]]);
const RANK: Readonly<Record<string, number>> = { process: 0, success: 1, failure: 2 };

export const stage: Kind = {
  name: 'stage',
  parent: 'funnel',
  section: 'stages',
  scopes: ['crm'],
  fixed: ['semantics'],
  keyed: true,
  ordered: { first: 10, step: 10, group: (spec) => RANK[String(spec.get('semantics') ?? 'process')] ?? 0 },
  declare(body, words, key) {
    const spec = new Map<string, Value>();
    const name = words.text(['name'], body.get('name') ?? null);
    if (name !== undefined) spec.set('name', name);
    const color = body.get('color');
    if (color !== undefined) spec.set('color', typeof color === 'string' ? colorOf(color) : (color as Value));
    spec.set('semantics', (body.get('semantics') as Value | undefined) ?? usual(key));
    if (body.has('sort')) spec.set('sort', body.get('sort') as Value);
    if (key === 'SUCCESS' && spec.get('semantics') !== 'success') words.problem(['semantics'], 'success-stage', 'the stage SUCCESS is the success stage of its funnel on every portal', 'leave `semantics` out, or give the stage another key');
    if (key !== 'SUCCESS' && spec.get('semantics') === 'success') words.problem(['semantics'], 'success-stage', `the success stage of a funnel always has the key SUCCESS, not ${key}`, 'rename the key to SUCCESS; its name and color are yours');
    return spec;
  },
  identify: ({ spec, key }) => ({ key, name: revealed(spec.get('name')) ?? key }),
  automatic: {
    row: (row) => row.key,
    role: ({ key }) => key,
    roles: new Map([
      ['NEW', automatic('process', 10)],
      ['PREPARATION', automatic('process', 20)],
      ['CLIENT', automatic('process', 30)],
      ['SUCCESS', automatic('success', 40)],
      ['FAIL', automatic('failure', 50)],
    ]),
    removable: true,
  },
  reads: () => [STATUS_LIST],
  parse: (context) => ((context.answer(STATUS_LIST)?.result ?? []) as any[]).flatMap((status) => parseStage(status) ?? []),
  write({ action, own, parent, address, id, text }) {
    if (action === 'delete') {
      const forced = own?.key === 'NEW' || own?.key === 'SUCCESS' || own?.key === 'FAIL' || own?.row?.ids['system'] === 'Y';
      return { method: 'crm.status.delete', params: { id: id(address, 'id'), ...(forced ? { params: { FORCED: 'Y' } } : {}) }, retry: 'idempotent', seconds: 0.3 };
    }
    const known = (path: string): Value | undefined => own!.changed.get(path)?.after ?? own!.spec.get(path) ?? own!.row?.spec.get(path);
    const color = known('color');
    const fields = {
      ...(known('name') === undefined ? {} : { NAME: known('name') }),
      SORT: known('sort') ?? 10,
      ...(color === undefined || color === '' ? {} : { COLOR: color }),
    };
    if (action === 'update') return { method: 'crm.status.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.3 };
    const entityId = text('DYNAMIC_', id(parent!, 'entityTypeId'), '_STAGE_', id(parent!, 'id'));
    const semantics = LETTERS[String(known('semantics'))]!;
    const identity = { ENTITY_ID: entityId, STATUS_ID: own!.key, CATEGORY_ID: id(parent!, 'id') };
    return { method: 'crm.status.add', params: { fields: { ...identity, ...fields, ...(semantics === '' ? {} : { SEMANTICS: semantics }) } }, retry: 'create', seconds: 0.3 };
  },
  created: (result) => (result === undefined || result === null ? undefined : { id: Number(result) }),
  uid: (ids) => `stage:${ids['id']}`,
  // a process stage must stand below the success stage when it is added, a failure stage above it (trap 12)
  after: (own, sibling) => own.action === 'create' && sibling.key === 'SUCCESS' && sibling.action === 'update' && sibling.changed.has('sort'),
};

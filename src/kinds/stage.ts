// https://apidocs.bitrix24.com/api-reference/crm/status/index.html
// One unfiltered call lists every stage of the portal: filters silently ignore unknown keys (trap 15).
// An update says true whatever happened (trap 13), so it is read back. STATUS_ID and semantics are
// fixed (trap 26); CATEGORY_ID is never compared (trap 16).

import type { Call } from '../model/call.ts';
import { AUTOMATIC_STAGES, rankOf, semanticsOfKey } from '../model/stage.ts';
import { revealed, type Value } from '../model/value.ts';
import type { Body, Kind, Words } from './contract.ts';
import { keysAlike } from './keys-alike.ts';
import { properties } from './properties.ts';
import { colorOf, parseStage } from './stage-row.ts';
import { writeStage } from './stage-write.ts';

const STATUS_LIST: Call = { method: 'crm.status.list', params: {}, retry: 'read' };

function declare(body: Body, words: Words, key: string): Map<string, Value> {
  const spec = properties(body, words, 'name', 'color');
  const color = spec.get('color');
  if (typeof color === 'string') spec.set('color', colorOf(color));
  spec.set('semantics', (body.get('semantics') as Value | undefined) ?? semanticsOfKey(key));
  if (body.has('sort')) spec.set('sort', body.get('sort') as Value);
  const isSuccess = spec.get('semantics') === 'success';
  const wrong = (message: string, hint: string): void => words.problem(['semantics'], 'success-stage', message, hint);
  if (key === 'SUCCESS' && !isSuccess) {
    wrong('the stage SUCCESS is the success stage of its funnel on every portal', 'leave `semantics` out, or give the stage another key');
  }
  if (key !== 'SUCCESS' && isSuccess) {
    wrong(`the success stage of a funnel always has the key SUCCESS, not ${key}`, 'rename the key to SUCCESS; its name and color are yours');
  }
  return spec;
}

export const stage: Kind = {
  name: 'stage',
  parent: 'funnel',
  section: 'stages',
  title: 'name',
  depicts: 'column',
  scopes: ['crm'],
  fixed: ['semantics'],
  keyed: true,
  ordered: { first: 10, step: 10, group: rankOf },
  declare,
  check: (own, children) => keysAlike(own, children('stage', own.parent)),
  identify: ({ spec, key }) => ({ key, name: revealed(spec.get('name')) ?? key }),
  automatic: { row: (row) => row.key, role: ({ key }) => key, roles: AUTOMATIC_STAGES, removable: true },
  reads: () => [STATUS_LIST],
  parse: (context) => ((context.answer(STATUS_LIST)?.result ?? []) as any[]).flatMap((status) => parseStage(status) ?? []),
  write: writeStage,
  created: (result) => (result === undefined || result === null ? undefined : { id: Number(result) }),
  uid: (ids) => `stage:${ids['id']}`,
  // a process stage must stand below the success stage when it is added, a failure stage above it (trap 12)
  after: (own, sibling) => own.action === 'create' && sibling.key === 'SUCCESS' && sibling.action === 'update' && sibling.changed.has('sort'),
};

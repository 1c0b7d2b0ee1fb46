// https://apidocs.bitrix24.com/api-reference/crm/status/index.html
// One unfiltered call lists every stage of the portal.
// An update says true whatever happened (trap 13), so it is read back. STATUS_ID and semantics are
// fixed (trap 26); CATEGORY_ID is never compared (trap 16).

import { familyAt, rankOf, semanticsOfKey } from '../model/stage.ts';
import { revealed, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Kind, Words } from './contract.ts';
import { keysAlike } from './keys-alike.ts';
import { properties } from './properties.ts';
import { STATUS_LIST } from './sources.ts';
import { colorOf, familyOfRow, parseStage } from './stage-row.ts';
import { writeStage } from './stage-write.ts';

function declare(body: Body, words: Words, key: string, parent: string): Map<string, Value> {
  const spec = properties(body, words, 'name', 'color');
  const color = spec.get('color');
  if (typeof color === 'string') spec.set('color', colorOf(color));
  const family = familyAt(parent);
  spec.set('semantics', (body.get('semantics') as Value | undefined) ?? semanticsOfKey(key, family));
  if (body.has('sort')) spec.set('sort', body.get('sort') as Value);
  const isSuccess = spec.get('semantics') === 'success';
  const [success] = family.success;
  const wrong = (message: string, hint: string): void => words.problem(['semantics'], 'success-stage', message, hint);
  if (family.success.includes(key) && !isSuccess) {
    wrong(texts.rules.isSuccess(key), texts.rules.isSuccessHint);
  }
  if (!family.success.includes(key) && isSuccess) {
    wrong(texts.rules.otherSuccess(success!, key), texts.rules.otherSuccessHint(success!));
  }
  return spec;
}

export const stage: Kind = {
  name: 'stage',
  parents: ['funnel', 'crm'],
  section: 'stages',
  title: 'name',
  depicts: 'column',
  scopes: ['crm'],
  probe: 'crm.status.add',
  fixed: ['semantics'],
  handle: 'statusId',
  keyed: true,
  ordered: { first: 10, step: 10, group: rankOf },
  pulled: {
    own: /^(?!UC_)[0-9A-Za-z_-]+$/,
    style: 'code',
    longest: 20,
    isIdle: (_row, _funnel, type) => type?.kind === 'smartProcess' && type.spec.get('settings.stages') !== true,
    usual: (row) => ({ semantics: semanticsOfKey(row.key!, familyOfRow(row)) }),
  },
  declare,
  check: (own, children) => keysAlike(own, children('stage', own.parent)),
  identify: ({ spec, key }) => ({ key, name: revealed(spec.get('name')) ?? key }),
  automatic: { row: (row) => row.key, role: ({ key }) => key, roles: (parent) => familyAt(parent).automatic, removable: true },
  reads: () => [STATUS_LIST],
  parse: (context) => ((context.answer(STATUS_LIST)?.result ?? []) as any[]).flatMap((status) => parseStage(context, status) ?? []),
  write: writeStage,
  created: (result) => (result === undefined || result === null ? undefined : { id: Number(result) }),
  uid: (ids) => `stage:${ids['id']}`,
  // a process stage must stand below the success stage when it is added, a failure stage above it (trap 12)
  after: (own, sibling) =>
    own.action === 'create' && familyAt(sibling.address).success.includes(sibling.key) && sibling.action === 'update' && sibling.changed.has('sort'),
};

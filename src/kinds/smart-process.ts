// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/index.html
// Two ids: `id` builds field names, `entityTypeId` everything else (FACTS §8.1).
// list has no relations and no linked fields, so the types we want are read one by one (trap 7).
// Toggles are Y/N on the wire; customSections are never sent (trap 8), isInitialized never sent back.

import type { Call } from '../model/call.ts';
import { yesNo } from '../model/flag.ts';
import { TYPE_SETTINGS } from '../model/type-settings.ts';
import { revealed, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Kind, Words, WriteInput } from './contract.ts';
import { properties } from './properties.ts';
import { checkType } from './smart-process-check.ts';
import { recordIds } from './sources.ts';
import { typeReads, typeRows, typesKnown } from './smart-process-row.ts';

function declare(body: Body, words: Words): Map<string, Value> {
  const spec = properties(body, words, 'title', 'code', 'entityTypeId');
  const settings = body.get('settings');
  if (settings instanceof Map) for (const [word, value] of settings) spec.set(`settings.${word}`, value as Value);
  if (body.has('linkedUserFields') && !spec.has('settings.useInUserFields')) spec.set('settings.useInUserFields', true);
  return spec;
}

function write({ action, own, address, id }: WriteInput): Call {
  const fields: Record<string, unknown> = {};
  for (const [path, { after }] of own?.changed ?? []) {
    const setting = path.startsWith('settings.') ? TYPE_SETTINGS[path.slice('settings.'.length)] : undefined;
    if (setting === undefined) fields[path] = after;
    else fields[setting] = yesNo(after);
  }
  if (own?.mark !== undefined) fields['code'] = own.mark;
  if (action === 'create') return { method: 'crm.type.add', params: { fields }, retry: 'create', seconds: 2 };
  return { method: 'crm.type.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 2 };
}

export const smartProcess: Kind = {
  name: 'smartProcess',
  section: 'smartProcesses',
  title: 'title',
  depicts: 'box',
  scopes: ['crm'],
  probe: 'crm.type.add',
  fixed: ['entityTypeId'],
  saidOnCreate: {
    'settings.openPermissions': texts.rules.openPermissions,
  },
  blind: ['settings.tracking'],
  handle: 'entityTypeId',
  pulled: { own: /^(?!)/, style: 'word', longest: 40, always: ['settings.openPermissions'], pins: ['entityTypeId', 'code'] },
  keyed: true,
  mark: 'code',
  declare,
  check: checkType,
  identify: ({ spec }) => ({
    name: revealed(spec.get('title')) ?? '',
    ...(spec.has('entityTypeId') ? { key: String(spec.get('entityTypeId')) } : {}),
    ...(spec.has('code') ? { pin: { property: 'code', value: spec.get('code')! } } : {}),
  }),
  narrow: typesKnown,
  reads: typeReads,
  parse: typeRows,
  records: ({ ids }) => recordIds(ids['entityTypeId']!),
  write,
  created: (result) => (result?.type ? { id: Number(result.type.id), entityTypeId: Number(result.type.entityTypeId) } : undefined),
  uid: (ids) => `smartProcess:${ids['entityTypeId']}`,
};

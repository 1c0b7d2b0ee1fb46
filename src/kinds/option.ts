// https://apidocs.bitrix24.com/api-reference/crm/universal/userfieldconfig/userfieldconfig-update.md
// Options live in their field's row and are replaced as a whole, matched by id only (traps 20, 21):
// they travel with the field, laid over what is live at that moment. The key is the option's xmlId; for one made
// by hand the portal makes up 32 digits, so it is found by its name once and then given its key.

import type { Written } from '../model/source.ts';
import { revealed, type Value } from '../model/value.ts';
import type { Kind, LiveRow } from './contract.ts';
import { keysAlike } from './keys-alike.ts';
import { properties } from './properties.ts';
import { fieldRead, recordIds } from './sources.ts';

const MADE_UP = /^([0-9a-f]{32})?$/;

const parseOption = (field: LiveRow, option: any): LiveRow => ({
  kind: 'option',
  uid: `option:${option.id}`,
  parent: field.uid,
  ids: { id: Number(option.id) },
  key: String(option.xmlId ?? ''),
  ...(MADE_UP.test(String(option.xmlId ?? '')) ? { keyless: true as const } : {}),
  name: String(option.value ?? ''),
  spec: new Map<string, Value>([
    ['name', String(option.value ?? '')],
    ['default', option.def === 'Y'],
    ['sort', Number(option.sort ?? 0)],
    ['xmlId', String(option.xmlId ?? '')],
  ]),
});

export const option: Kind = {
  name: 'option',
  parents: ['field'],
  section: 'options',
  title: 'name',
  scopes: ['userfieldconfig', 'crm'],
  keyed: true,
  keyedBy: 'xmlId',
  travelsWith: 'parent',
  pulled: { own: /^[A-Za-z][A-Za-z0-9_-]*$/, style: 'word', longest: 40, omitted: ['xmlId'], short: 'name' },
  ordered: { first: 10, step: 10 },
  // one that is said to be the default takes it from the others
  entries(section) {
    const written: readonly [string, Written][] = section instanceof Map ? [...section] : [];
    const found = written.map(([key, said]) => ({ key: String(key), path: [key], body: said instanceof Map ? said : new Map([['name', said]]) }));
    if (!found.some(({ body }) => body.get('default') === true)) return found;
    return found.map((entry) => (entry.body.has('default') ? entry : { ...entry, body: new Map([...entry.body, ['default', false]]) }));
  },
  declare: (body, words) => properties(body, words, 'name', 'default', 'sort'),
  check: (own, children) => keysAlike(own, children('option', own.parent)),
  identify: ({ key, spec }) => ({ key, name: revealed(spec.get('name')) ?? key }),
  reads: () => [],
  parse: (context) =>
    context.rows('field').flatMap((field) => {
      const options = context.answer(fieldRead(field.ids['id']!))?.result?.field?.enum;
      return Array.isArray(options) ? options.map((row) => parseOption(field, row)) : [];
    }),
  // what a list of several options holds cannot be asked for option by option
  records: ({ ids }, [field, type]) =>
    field === undefined || type === undefined || field.spec.get('multiple') === true
      ? undefined
      : recordIds(type.ids['entityTypeId']!, { [`=${field.ids['fieldName']}`]: String(ids['id']) }),
  uid: (ids) => `option:${ids['id']}`,
};

// https://apidocs.bitrix24.com/api-reference/crm/universal/userfieldconfig/index.html
// One unfiltered list per label language (the language asked for is not in the answer, trap 22), then
// the fields whose options or other labels matter one by one. Flags are exactly "Y" (trap 17),
// showFilter reads back as E (trap 18), labels and settings are replaced as a whole (trap 19): they are
// laid over what is live at the head of the wave. Field names carry the type's row id (traps 1, 9).

import { FIELD_TYPES, isDay, targetEntries, type Setting } from '../model/field-types.ts';
import type { CarrySlot } from '../model/plan.ts';
import { revealed, trimmed, type Value } from '../model/value.ts';
import type { Call, Json } from '../model/call.ts';
import type { Item, Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { fieldRead } from './sources.ts';

const FLAGS: Readonly<Record<string, string>> = { mandatory: 'mandatory', multiple: 'multiple', showInFilter: 'showFilter', editInList: 'editInList', searchable: 'isSearchable' };
const LOST_LABELS = ['listColumnLabel', 'listFilterLabel', 'errorMessage'];

function lists(context: ReadContext, language: string | undefined): Call[] {
  const params = {
    moduleId: 'crm',
    select: language === undefined ? { 0: '*' } : { 0: '*', language },
    order: { id: 'ASC' },
    ...(context.types === undefined ? {} : { filter: { entityId: context.types.map((type) => `CRM_${type.id}`) } }),
  };
  return pages(context, 'userfieldconfig.list', params, context.count('field'));
}
const listed = (context: ReadContext, language: string | undefined): any[] =>
  pageRows(context, lists(context, language), (result) => result?.fields, (row) => row.id);

const textOf = (label: unknown): string => (typeof label === 'string' ? label : typeof label === 'object' && label !== null ? String(Object.values(label)[0] ?? '') : '');

const saysAnything = (label: unknown): boolean => (typeof label === 'object' && label !== null ? Object.values(label) : [label]).some((text) => text !== undefined && text !== null && text !== '');

/** Settings in the form the portal takes back: lists as it reads them, no nulls. */
function resend(type: string, settings: any): Record<string, Json> {
  const ready: Record<string, Json> = {};
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (type === 'file' && key === 'EXTENSIONS') ready[key] = (Array.isArray(value) ? value : Object.keys(value ?? {})).join(',');
    else ready[key] = (value ?? '') as Json;
  }
  return ready;
}

/** Labels by language; a field without any answers one empty text under no language. */
const texts = (labels: any): Record<string, string> => Object.fromEntries(Object.entries(labels ?? {}).flatMap(([language, text]) => (language === '' || text === null ? [] : [[language, String(text)] as const])));

function parseField(row: any, full: any, labels: ReadonlyMap<string, any>): LiveRow | undefined {
  const entity = /^CRM_(\d+)$/.exec(String(row.entityId ?? ''));
  if (entity === null) return undefined;
  const type = String(row.userTypeId);
  const settings = (full ?? row).settings ?? {};
  const spec = new Map<string, Value>([['type', type], ['sort', Number(row.sort ?? 100)], ['xmlId', String(row.xmlId ?? '')]]);
  for (const [word, key] of Object.entries(FLAGS)) spec.set(word, row[key] === 'Y' || (word === 'showInFilter' && ['E', 'I', 'S'].includes(row[key])));
  for (const [word, setting] of Object.entries(FIELD_TYPES[type] ?? {})) spec.set(word, setting.read(settings[setting.key], settings));
  const known = (kind: string, word: string) => {
    if (full !== undefined) for (const [language, text] of Object.entries(texts(full[kind]))) spec.set(`${word}.${language}`, text);
    else for (const [language, source] of labels) spec.set(`${word}.${language}`, textOf(source[kind]));
  };
  known('editFormLabel', 'label');
  known('helpMessage', 'help');
  const whole = full && {
    label: texts(full.editFormLabel),
    help: texts(full.helpMessage),
    settings: resend(type, full.settings),
    enum: Object.fromEntries((full.enum ?? []).map((option: any) => [String(option.id), { id: String(option.id), value: String(option.value), def: option.def === 'Y' ? 'Y' : 'N', sort: String(option.sort), xmlId: String(option.xmlId ?? '') }])),
  };
  const prefix = `UF_CRM_${entity[1]}_`;
  const fieldName = String(row.fieldName ?? '');
  return {
    kind: 'field',
    uid: `field:${row.id}`,
    parent: `typeRow:${entity[1]}`,
    ids: { id: Number(row.id), fieldName },
    key: fieldName.startsWith(prefix) ? fieldName.slice(prefix.length) : fieldName,
    name: [...labels.values()].map((source) => textOf(source.editFormLabel)).find((text) => text !== '') ?? fieldName,
    mark: String(row.xmlId ?? ''),
    spec,
    ...(whole ? { whole } : {}),
    ...(LOST_LABELS.some((kind) => [row, full, ...labels.values()].some((source) => saysAnything(source?.[kind]))) ? { losesLabels: true as const } : {}),
  };
}

const languagesOf = (context: ReadContext): readonly (string | undefined)[] => (context.languages.length > 0 ? context.languages : [undefined]);

/** Types by row id, to find a field's parent. */
function fieldRows(context: ReadContext): LiveRow[] {
  const parents = new Map(context.rows('smartProcess').map((row) => [`typeRow:${row.ids['id']}`, row.uid]));
  const [first, ...others] = languagesOf(context);
  const byLanguage = others.map((language) => [language, new Map(listed(context, language).map((row) => [row.id, row]))] as const);
  return listed(context, first).flatMap((row) => {
    const labels = new Map<string, any>();
    if (first !== undefined) labels.set(first, row);
    for (const [language, rows] of byLanguage) if (rows.has(row.id)) labels.set(language!, rows.get(row.id));
    const parsed = parseField(row, context.answer(fieldRead(row.id))?.result?.field, labels);
    const parent = parsed && parents.get(parsed.parent!);
    return parsed && parent ? [{ ...parsed, parent }] : [];
  });
}

/**
 * Label and help maps: what is live, with the changed languages laid over. A cleared one is sent empty: left
 * out, it would stay where an update merges (FACTS §37(4)).
 */
function labelMap(address: string, own: Item, word: 'label' | 'help', action: WriteInput['action']): unknown {
  const texts = [...(action === 'create' ? own.spec : own.changed)].filter(([path]) => path.startsWith(`${word}.`));
  const after = texts.map(([path, value]) => [path.slice(word.length + 1), action === 'create' ? value : (value as { after: Value }).after] as const);
  if (action === 'create') return Object.fromEntries(after.filter(([, text]) => text !== null && text !== ''));
  return { $carry: address, list: word, as: 'map', set: after.map(([language, text]) => [language, text ?? ''] as const), drop: [] } satisfies CarrySlot;
}

function settingsOf(input: WriteInput, own: Item): unknown {
  const type = String(own.spec.get('type') ?? own.row?.spec.get('type'));
  const table: Readonly<Record<string, Setting>> = FIELD_TYPES[type] ?? {};
  const changed = Object.entries(table).filter(([word]) => own.changed.has(word));
  if (changed.length === 0) return undefined;
  if (type === 'crm') return { $map: targetEntries(own.changed.get('to')!.after as readonly Value[], input.id) };
  const set = changed.map(([word, setting]) => [setting.key, setting.write(own.changed.get(word)!.after, input.id)] as const);
  if (input.action === 'create') return Object.fromEntries(set);
  return { $carry: input.address, list: 'settings', as: 'map', set, drop: [] } satisfies CarrySlot;
}

/** Options: all of a new field's, or the changed ones laid over the live list. */
function enumOf(input: WriteInput): unknown {
  const entry = (item: Item) => {
    const now = (path: string) => item.changed.get(path)?.after ?? item.spec.get(path) ?? item.row?.spec.get(path);
    return { value: now('name'), def: now('default') === true ? 'Y' : 'N', sort: String(now('sort') ?? 500), xmlId: item.row?.key || item.key };
  };
  if (input.action === 'create') return input.parts.map(entry);
  const set = input.parts.filter((item) => item.action !== 'none').map((item) => {
    const id = item.row?.ids['id'];
    return [id === undefined ? `new ${item.key}` : String(id), id === undefined ? entry(item) : { ...entry(item), id: String(id) }] as const;
  });
  return { $carry: input.address, list: 'enum', as: 'list', set, drop: [] } satisfies CarrySlot;
}

function writeField(input: WriteInput): Call {
  const { own, action, parent, id, text } = input;
  const field: Record<string, unknown> = {};
  if (own) {
    for (const [word, key] of Object.entries(FLAGS)) if (own.changed.has(word)) field[key] = own.changed.get(word)!.after === true ? 'Y' : 'N';
    if (own.changed.has('sort')) field['sort'] = String(own.changed.get('sort')!.after);
    if (own.changed.has('xmlId')) field['xmlId'] = own.changed.get('xmlId')!.after;
    if (own.mark !== undefined) field['xmlId'] = own.mark;
    const settings = settingsOf(input, own);
    if (settings !== undefined) field['settings'] = settings;
    if ([...own.changed.keys()].some((path) => path.startsWith('label.') || path.startsWith('help.'))) {
      field['editFormLabel'] = labelMap(input.address, own, 'label', action);
      field['helpMessage'] = labelMap(input.address, own, 'help', action);
    }
  }
  if (input.parts.some((part) => part.action !== 'none')) Object.assign(field, { userTypeId: 'enumeration', enum: enumOf(input) });
  if (action === 'update') return { method: 'userfieldconfig.update', params: { moduleId: 'crm', id: id(input.address, 'id'), field }, retry: 'idempotent', seconds: 0.5 };
  for (const word of ['editFormLabel', 'helpMessage']) if (field[word] && Object.keys(field[word]).length === 0) delete field[word];
  const typeId = id(parent!, 'id');
  const identity = { entityId: text('CRM_', typeId), fieldName: text('UF_CRM_', typeId, '_', own!.key), userTypeId: own!.spec.get('type') };
  return { method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { ...identity, ...field } }, retry: 'create', seconds: 0.7 };
}

export const field: Kind = {
  name: 'field',
  parent: 'smartProcess',
  section: 'fields',
  scopes: ['userfieldconfig', 'crm'],
  fixed: ['type', 'multiple'],
  keyed: true,
  mark: 'xmlId',
  declare(body, words) {
    const spec = new Map<string, Value>();
    const type = String(body.get('type'));
    const table = FIELD_TYPES[type] ?? {};
    for (const [word, value] of body) {
      const setting = table[word];
      if (word === 'label' || word === 'help') {
        const texts = value instanceof Map ? [...value] : [[undefined, value] as const];
        for (const [written, text] of texts) {
          const language = written ?? words.language;
          if (language === undefined) words.problem([word], 'missing-language', 'the language of this text is unknown', 'give the portal a `language`, or write a map per language: `{ en: … }`');
          else spec.set(`${word}.${language}`, trimmed(text as Value));
        }
      } else if (setting !== undefined) {
        const refs = type === 'crm' ? (value as Value[]).flatMap((target, index) => words.ref([word, index], target as never, ['standard', 'smartProcess']) ?? [])
          : word === 'dictionary' ? words.ref([word], value, ['dictionary'])
          : word === 'list' ? words.ref([word], value, ['list'])
          : type === 'money' && value instanceof Map ? { amount: value.get('amount') as Value, currency: words.ref([word, 'currency'], value.get('currency') ?? null, ['currency']) ?? null }
          : setting.texts === 'one' && value !== null ? words.text([word], value)
          : setting.texts === 'each' && value instanceof Map ? Object.fromEntries([...value].map(([key, text]) => [key, words.text([word, key], text) ?? '']))
          : (value as Value);
        if (refs !== undefined) spec.set(word, setting.canon ? setting.canon(refs as Value, words.language) : (refs as Value));
      } else if (['type', 'sort', 'xmlId', ...Object.keys(FLAGS)].includes(word)) spec.set(word, value as Value);
    }
    return spec;
  },
  check(own, children) {
    const [day] = /^\d{4}-\d\d-\d\d/.exec(String(own.spec.get('default') ?? '')) ?? [];
    if (String(own.spec.get('type')).startsWith('date') && day !== undefined && !isDay(day)) {
      return [{ code: 'no-such-day', level: 'error', message: `the default of ${own.address} is a day that does not exist: ${day}`, hint: 'the portal would store another day or none', address: own.address }];
    }
    const defaults = children('option').filter((option) => option.spec.get('default') === true);
    if (defaults.length < 2 || own.spec.get('multiple') === true) return [];
    return [{ code: 'default-option', level: 'error', message: `${own.address} has ${defaults.length} default options`, hint: 'a field that is not `multiple` takes one default option', address: own.address }];
  },
  identify: ({ key, spec }) => ({ key, name: revealed([...spec].find(([path]) => path.startsWith('label.'))?.[1]) ?? key }),
  reads(context) {
    const types = new Set(context.rows('smartProcess').filter((row) => context.types !== undefined || context.wants(row)).map((row) => row.uid));
    // a portal whose list leaves labels out is asked field by field
    const unlabelled = new Set(context.languages.flatMap((language) => listed(context, language)).filter((row) => row.editFormLabel === undefined).map((row) => Number(row.id)));
    const wanted = context
      .rows('field')
      .filter((row) => types.has(row.parent!) && ((context.wants(row) && (row.spec.get('type') === 'enumeration' || unlabelled.has(Number(row.ids['id'])))) || context.whole(row)));
    const ids = new Set([...(context.fields ?? []), ...wanted.map((row) => Number(row.ids['id']))]);
    return [...languagesOf(context).flatMap((language) => lists(context, language)), ...[...ids].map(fieldRead)];
  },
  parse: fieldRows,
  write: writeField,
  created: (result) => (result?.field ? { id: Number(result.field.id), fieldName: String(result.field.fieldName) } : undefined),
  uid: (ids) => `field:${ids['id']}`,
};

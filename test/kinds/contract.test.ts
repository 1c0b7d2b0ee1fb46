import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { load } from '../../src/engine/load.ts';
import { resolve } from '../../src/engine/resolve.ts';
import type { Kind, LiveRow } from '../../src/kinds/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { sectionsOf } from '../../src/sections.ts';
import { HeldFile } from '../../src/model/held-file.ts';
import { FIELD_TYPES } from '../../src/model/field-types.ts';
import type { Value } from '../../src/model/value.ts';
import { loadFiles } from '../engine/load-project.ts';
import { fileOf, isRecorded, readRecorded, recorded } from './recorded.ts';
import { addressesOf, inAddresses, recreate } from './recreate.ts';

const top = new URL('../../', import.meta.url);
const declarable = KINDS.filter((kind) => !kind.lookup);
const schemaPath = (kind: Kind): URL => new URL(`schemas/${fileOf(kind.name)}.json`, top);
const schemaOf = (kind: Kind): any => JSON.parse(readFileSync(schemaPath(kind), 'utf8'));
const examplePath = (kind: Kind): URL => new URL(`examples/${fileOf(kind.name)}.yaml`, top);

/** What the files say and the portal never hears. */
const OURS = new Set(['$initial', '$ignore', 'adopt', 'create', 'description', 'enabled', 'exclusive', 'alongside']);
/** Said by the key, or beside another property, not by one of its own. */
const BY_KEY: Readonly<Record<string, readonly string[]>> = { linkedUserField: ['enabled'], member: ['type'], option: ['xmlId'], fieldType: ['translations'] };
const isRefused = (schema: any): boolean => /refused/.test(String(schema.$ref ?? ''));

/** Properties a schema allows, in the paths of specs; language maps count as one. */
function declaredIn(kind: Kind): string[] {
  const sections = new Set(KINDS.filter((child) => child.parents?.includes(kind.name)).map(({ section }) => section));
  const schema = schemaOf(kind);
  return Object.entries<any>(schema.properties ?? {}).flatMap(([name, property]) => {
    const isOurs = OURS.has(name) && (name !== 'description' || property.$ref === 'text.json#/definitions/description');
    if (isOurs || sections.has(name) || isRefused(property)) return [];
    const inner = property.$ref === '#/definitions/settings' ? schema.definitions.settings.properties : undefined;
    return inner ? Object.keys(inner).filter((each) => !isRefused(inner[each])).map((each) => `${name}.${each}`) : [name];
  });
}

/** The one file of the examples that is none of YAML. */
const FILE = new URL('examples/template.bpt', top);
/** Where a portal does not give a file back, the example's stands for each. */
function withFile(rows: readonly LiveRow[]): readonly LiveRow[] {
  const bytes = readFileSync(FILE);
  const file = new HeldFile('template.bpt', createHash('sha256').update(bytes).digest('hex'), bytes.toString('base64'), { fields: [], activities: false });
  return rows.map((row) => (KINDS.find(({ name }) => name === row.kind)!.files?.['file'] ? { ...row, spec: new Map<string, Value>([...row.spec, ['file', file]]) } : row));
}

const known = (path: string): string => path.replace(/^(label|help|options|title|description|groupName)\..*/, '$1');

/** Where a portal tells nothing but keys, what the example says of one is said of all. */
async function withContent(kind: Kind, rows: readonly LiveRow[]): Promise<readonly LiveRow[]> {
  if (!kind.unseen || rows.some((row) => row.kind === kind.name && row.spec.size > 1)) return rows;
  const { source } = await loadFiles({ 'bxform.yaml': `bxform: 1\nproject: field-service\nportals: { sandbox: { sandbox: true, language: en } }\ninclude: [config/*.yaml]\n`, 'config/example.yaml': readFileSync(examplePath(kind), 'utf8') });
  const declared = [...resolve(source!, KINDS, 'en').graph.declared.values()].find((each) => each.kind === kind.name)!;
  expect([...new Set([...declared.spec.keys()].map((path) => path.split('.')[0]))].sort()).toEqual(['code', ...kind.blind!].sort());
  const settings = declared.spec.get('placementHandler');
  // the portal takes each page of settings once
  const page = (row: LiveRow): [string, Value] => ['placementHandler', typeof settings === 'string' ? `${settings}/${row.key}` : settings!];
  return rows.map((row) => (row.kind === kind.name ? { ...row, spec: new Map([...declared.spec, page(row), ...row.spec]) } : row));
}

const rowsOf = async (kind: Kind): Promise<readonly LiveRow[]> => (await readRecorded(kind.name)).rows(kind.name);

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (_name, kind) => {
  test('has recorded rows, and reads them', async () => {
    expect(isRecorded(kind.name)).toBe(true);
    expect(recorded(kind.name).page).toMatch(/^api-reference\/.+\.md$/);
    const rows = await rowsOf(kind);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ uid }) => uid)).size).toBe(rows.length);
  });

  test('names itself, its parent and its row among the kinds', async () => {
    expect(KINDS.filter(({ name }) => name === kind.name)).toEqual([kind]);
    expect(KINDS.slice(0, KINDS.indexOf(kind)).map(({ name }) => name)).toEqual(expect.arrayContaining([...(kind.parents ?? [])]));
    const live = await readRecorded(kind.name);
    for (const row of await rowsOf(kind)) {
      expect(row.kind).toBe(kind.name);
      const parent = row.parent === undefined ? undefined : live.byUid.get(row.parent);
      if (row.parent !== undefined) expect(kind.parents).toContain(parent?.kind);
      expect(kind.uid!(row.ids, parent?.ids)).toBe(row.uid);
      if (kind.keyed) expect(row.key).toBeDefined();
    }
  });

  test('refers to known kinds only', async () => {
    const refs = JSON.stringify((await rowsOf(kind)).map(({ spec }) => [...spec])).matchAll(/"\$ref":"uid:(\w+):/g);
    for (const [, name] of refs) expect(KINDS.map((each) => each.name)).toContain(name);
  });
});

describe.each(declarable.map((kind) => [kind.name, kind] as const))('%s, declared', (_name, kind) => {
  test('has a schema whose every property is described', () => {
    expect(existsSync(schemaPath(kind))).toBe(true);
    const schema = schemaOf(kind);
    expect(schema.description).toMatch(/\.$/);
    const undescribed = Object.entries<any>({ ...schema.properties, ...schema.definitions?.settings?.properties })
      .filter(([, property]) => property.description === undefined && property.$ref === undefined)
      .map(([name]) => name);
    expect(undescribed).toEqual([]);
  });

  test('has an example that declares one, in both languages, and nothing wrong', async () => {
    for (const language of ['en', 'ru']) {
      const text = readFileSync(examplePath(kind), 'utf8');
      const { source, problems } = await loadFiles({ 'bxform.yaml': `bxform: 1\nproject: field-service\nportals: { sandbox: { sandbox: true, language: ${language} } }\ninclude: [config/*.yaml]\n`, 'config/example.yaml': text, 'config/template.bpt': readFileSync(FILE) });
      expect(problems).toEqual([]);
      const { graph, problems: unresolved } = resolve(source!, KINDS, language);
      expect(unresolved).toEqual([]);
      expect([...graph.declared.values()].map((declared) => declared.kind)).toContain(kind.name);
    }
  });

  test('reads from rows exactly the properties that its schema lets declare', async () => {
    const paths = new Set((await rowsOf(kind)).flatMap(({ spec }) => [...spec.keys()].map(known)));
    const readable = [...paths].filter((path) => !(BY_KEY[kind.name] ?? []).includes(path));
    const blind = new Set(kind.blind);
    const allowed = declaredIn(kind);
    expect(readable.sort()).toEqual(allowed.filter((path) => !blind.has(path)).sort());
    for (const path of [...blind, ...(kind.fixed ?? [])]) expect([...allowed, ...paths, ...(BY_KEY[kind.name] ?? [])]).toContain(path);
  });

  test('created again from its recorded rows, reads back as it was, and nothing is left to change', async () => {
    const live = await readRecorded(kind.name);
    const rows = [...live.byUid.values()].filter((row) => !KINDS.find(({ name }) => name === row.kind)!.inherits || row.spec.get('enabled') === true);
    const lookups = await Promise.all(['list', 'currency', 'dictionary', 'user'].map(async (name) => (await readRecorded(name)).byUid));
    const needed = lookups.flatMap((found) => [...found.values()].filter((row) => JSON.stringify(rows.map(({ spec }) => [...spec])).includes(`"uid:${row.uid}"`)));
    const all = [...needed, ...rows];
    const portal = await recreate(withFile(await withContent(kind, all)));
    onTestFinished(portal.close);
    expect(portal.applied.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect((await portal.plan()).plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, properties }) => ({ address, action, properties }))).toEqual([]);
    const again = await portal.live();
    const mine = (rowsNow: Iterable<LiveRow>): Map<string, Record<string, Value>> => {
      const list = [...rowsNow];
      const addresses = addressesOf(list);
      return new Map(list.map((row) => [addresses.get(row.uid)!, Object.fromEntries([...row.spec].filter(([path, value]) => value !== '' && path !== 'fieldName').map(([path, value]) => [path, inAddresses(value, addresses)]))]));
    };
    const [before, after] = [mine(all), mine(again.byUid.values())];
    for (const [address, spec] of before) expect([address, after.get(address)]).toEqual([address, spec]);
  });
});

describe('the settings of fields', () => {
  const schema = JSON.parse(readFileSync(new URL('schemas/field.json', top), 'utf8'));
  const common = ['type', 'label', 'help', 'mandatory', 'multiple', 'showInFilter', 'editInList', 'searchable', 'sort', 'xmlId', 'fieldName', 'options', ...OURS];

  test('stand in the schema for the types that have them, and for no others', () => {
    const inSchema = Object.fromEntries((schema.properties.type.else.enum as string[]).map((type) => [type, Object.keys(schema.properties).filter((name) => !common.includes(name) && (schema.dependencies[name].properties.type.enum as string[]).includes(type)).sort()]));
    const inModel = Object.fromEntries(Object.entries(FIELD_TYPES).map(([type, table]) => [type, Object.keys(table).sort()]));
    expect(inSchema).toEqual(inModel);
  });

  test('take null in the schema where they can be cleared, and nowhere else', async () => {
    const needed: Readonly<Record<string, string>> = { crm: 'to: [contact]', crm_status: 'dictionary: SOURCE', iblock_section: 'list: SPARE_PARTS', iblock_element: 'list: SPARE_PARTS' };
    const told: string[] = [];
    for (const [type, table] of Object.entries(FIELD_TYPES)) {
      for (const [word, setting] of Object.entries(table)) {
        const body = [`type: ${type}`, ...(needed[type] && !needed[type]!.startsWith(word) ? [needed[type]!] : []), `${word}: null`].join(', ');
        const { problems } = await loadFiles({ 'bxform.yaml': `bxform: 1\nproject: field-service\nportals: { sandbox: { sandbox: true, language: en } }\nsmartProcesses: { equipment: { title: Equipment, settings: { openPermissions: false }, fields: { SERIAL: { ${body} } } } }` });
        if ((problems.length === 0) !== (setting.clearable === true)) told.push(`${type}.${word}`);
      }
    }
    expect(told).toEqual([]);
  });
});

test('the story of the examples resolves without a remark', async () => {
  const { source, problems } = await load('examples/field-service', { environment: {}, hash: (text) => text, cacheFolder: null, portal: 'sandbox', sections: sectionsOf(KINDS) });
  expect([...problems, ...resolve(source!, KINDS, 'en').problems]).toEqual([]);
});

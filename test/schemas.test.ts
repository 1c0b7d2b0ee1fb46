import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FIELD_TYPES } from '../src/model/field-types.ts';
import { lines, loadFiles, projectFile } from './engine/load-project.ts';
import { KIND_SCHEMAS, readSchemas, referenceMarkdown, resolved, type Schema } from './reference.ts';

const schemas = readSchemas();
const files = [...schemas.keys()];

/** Every map of properties that people may write: of the schema itself, of definitions and of nested maps. */
function properties(schema: Schema, path: string): (readonly [path: string, schema: Schema])[] {
  const own = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([key, value]) => [`${path}.${key}`, value] as const);
  const nested = [...Object.entries((schema['definitions'] ?? {}) as Record<string, Schema>), ...own];
  return [...own, ...nested.flatMap(([name, value]) => properties(value, name.includes('.') ? name : `${path}.${name}`))];
}

/** Every schema inside a schema. */
const parts = (schema: unknown): Schema[] =>
  typeof schema !== 'object' || schema === null ? [] : [schema as Schema, ...Object.values(schema).flatMap(parts)];

describe.each(files)('%s', (file) => {
  const schema = schemas.get(file)!;

  test('describes every property to whoever writes it', () => {
    const silent = properties(schema, file).filter(([, property]) => {
      const { schema: full } = resolved(schemas, property, file);
      return typeof full['description'] !== 'string' || !/^[A-Z“`].*\.$/s.test(full['description']);
    });
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('says in words what every pattern means', () => {
    const wordless = parts(schema).filter((part) => typeof part['pattern'] === 'string' && part['type'] !== undefined && part['x-is'] === undefined);
    expect(wordless).toEqual([]);
  });

  test('refers only to schemas that are there', () => {
    for (const part of parts(schema)) expect(() => resolved(schemas, part, file)).not.toThrow();
  });

  test('uses only the words that errors are made of', () => {
    const known = ['x-is', 'x-hint', 'x-null', 'x-code', 'x-says', 'x-name', 'x-entry', 'x-words', 'x-more', 'x-short', 'x-missing'];
    const used = parts(schema).flatMap((part) => Object.keys(part).filter((key) => key.startsWith('x-')));
    expect(used.filter((key) => !known.includes(key))).toEqual([]);
  });
});

describe('field.json', () => {
  const field = schemas.get('field.json')!;
  const typesOf = (setting: string): string[] => field['dependencies'][setting]?.properties?.type?.enum ?? [];

  test('knows the field types that can be written to a portal', () => {
    expect([...field['properties'].type.else.enum].sort()).toEqual(Object.keys(FIELD_TYPES).sort());
  });

  test.each(Object.keys(FIELD_TYPES))('gives %s the settings that can be written for it', (type) => {
    const declared = Object.keys(field['properties']).filter((setting) => typesOf(setting).includes(type));
    const writable = Object.keys(FIELD_TYPES[type]!);
    // options are resources of their own
    expect(declared.filter((setting) => setting !== 'options').sort()).toEqual(writable.sort());
  });
});

test.each(KIND_SCHEMAS)('examples/%s.yaml loads as an included file', async (kind) => {
  const { problems, source } = await loadFiles({ 'bxform.yaml': projectFile(), 'config/example.yaml': readFileSync(`examples/${kind}.yaml`, 'utf8'), 'config/template.bpt': readFileSync('examples/template.bpt') });
  expect(lines(problems)).toEqual([]);
  expect(source!.root.size).toBeGreaterThan(0);
});

test('an editor, which sees variables as they are written, finds nothing wrong with the examples', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const [file, schema] of schemas) ajv.addSchema(schema, file);
  const story = ['bxform.yaml', 'config/equipment.yaml', 'config/request.yaml', 'config/workplace.yaml'].map((file) => `field-service/${file}`);
  for (const file of [...story, ...KIND_SCHEMAS.map((kind) => `${kind}.yaml`)]) {
    const text = readFileSync(`examples/${file}`, 'utf8');
    const schema = /\$schema=\S*\/(\S+)/.exec(text)![1]!;
    expect(ajv.validate(schema, parse(text)), `${file}: ${ajv.errorsText()}`).toBe(true);
  }
});

test('the reference has a row for everything that can be written', () => {
  const reference = referenceMarkdown(schemas);
  for (const kind of KIND_SCHEMAS) {
    for (const [path, property] of properties(schemas.get(`${kind}.json`)!, '')) {
      if (resolved(schemas, property, `${kind}.json`).schema['doNotSuggest'] !== true) expect(reference).toContain(`${path.split('.').at(-1)}\` |`);
    }
  }
  expect(reference).toContain('| `rows` | whole number | for `string` `url`; a whole number from 1 to 50; default `1` |');
  expect(reference).toContain('| `rules.colours-alike.limit` | number |');
  expect(reference).toContain('| `schema` | map | required |');
  expect(reference).not.toContain('undefined');
  expect(reference).not.toContain('customSections');
});

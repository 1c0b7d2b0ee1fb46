// The configuration reference in Markdown, out of the schemas: one table per kind with key, value, limits
// and description. Editors show the same words.

import { readdirSync, readFileSync } from 'node:fs';

export type Schema = { readonly [key: string]: any };
export type Schemas = ReadonlyMap<string, Schema>;

/** Kinds as a reader meets them. */
export const KIND_SCHEMAS = ['smart-process', 'field', 'option', 'funnel', 'stage', 'relation', 'linked-user-field', 'workplace', 'workplace-member', 'template', 'field-type', 'manual'] as const;

/** Schemas of the configuration by file name. */
export const readSchemas = (): Schemas =>
  new Map(
    readdirSync('schemas')
      .filter((file) => file.endsWith('.json') && !file.startsWith('output-'))
      .map((file) => [file, JSON.parse(readFileSync(`schemas/${file}`, 'utf8')) as Schema]),
  );

/** A schema with what it refers to filled in; its own words win. `home`: the file it stands in. */
export function resolved(schemas: Schemas, schema: Schema, home: string): { readonly schema: Schema; readonly home: string } {
  if (typeof schema['$ref'] !== 'string') return { schema, home };
  const [file, path = ''] = schema['$ref'].split('#') as [string, string?];
  const next = file === '' ? home : file;
  const target = path.split('/').slice(1).reduce<Schema>((at, step) => at[step], schemas.get(next)!);
  const found = resolved(schemas, target, next);
  const { $ref: _, ...own } = schema;
  return { schema: { ...found.schema, ...own }, home: found.home };
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', boolean: 'true or false', integer: 'whole number', number: 'number', array: 'list', object: 'map', null: 'null' };
const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

function valueWords(schemas: Schemas, schema: Schema, home: string): string {
  if (schema['const'] !== undefined) return code(schema['const']);
  if (schema['enum'] !== undefined) return schema['enum'].map(code).join(' ');
  if (schema['else']?.['enum'] !== undefined) return `${schema['else'].enum.map(code).join(' ')} ${code('fieldType.KEY')}`;
  const types = [schema['type'] ?? []].flat() as string[];
  const names = schema['propertyNames'] && resolved(schemas, schema['propertyNames'], home).schema;
  const perLanguage = names?.['pattern'] === '^[a-z]{2}$';
  const onlyTrue = schema['not']?.['const'] === false;
  const onlyFalse = schema['not']?.['const'] === true;
  const word = (type: string): string => (type === 'object' && perLanguage ? 'text per language' : type === 'boolean' && (onlyTrue || onlyFalse) ? `\`${onlyTrue}\`` : WORDS[type]!);
  const shown = types.filter((type) => type !== 'null').map(word);
  return shown.join(' or ') || 'depends on the type';
}

function limitWords(schema: Schema, key: string, owner: Schema): string[] {
  const types = [schema['type'] ?? []].flat() as string[];
  const isListed = schema['enum'] !== undefined || schema['else']?.['enum'] !== undefined || schema['const'] !== undefined;
  const only = owner['dependencies']?.[key]?.properties?.type?.enum as string[] | undefined;
  return [
    ...(owner['required']?.includes(key) ? ['required'] : []),
    ...(only === undefined ? [] : [`for ${only.map(code).join(' ')}`]),
    ...(schema['maxLength'] === undefined ? [] : [`at most ${schema['maxLength']} characters`]),
    ...(!isListed && (schema['minimum'] !== undefined || schema['exclusiveMinimum'] !== undefined || schema['if'] !== undefined || (schema['pattern'] !== undefined && schema['pattern'] !== '\\S')) ? [schema['x-is'].replace(/, or null$/, '')] : []),
    ...(schema['default'] === undefined ? [] : [`default ${code(schema['default'])}`]),
    ...(types.includes('null') ? ['`null` clears it'] : []),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function rows(schemas: Schemas, owner: Schema, home: string, prefix = ''): string[] {
  return Object.entries((owner['properties'] ?? {}) as Record<string, Schema>).flatMap(([key, written]) => {
    const { schema, home: at } = resolved(schemas, written, home);
    if (schema['doNotSuggest'] === true) return [];
    const row = `| \`${prefix}${key}\` | ${cell(valueWords(schemas, schema, at))} | ${cell(limitWords(schema, key, owner).join('; '))} | ${cell(schema['description'] ?? '')} |`;
    const inner = schema['properties'] !== undefined && schema['additionalProperties'] === false && schema['x-entry'] === undefined && schema['title'] === undefined;
    return [row, ...(inner ? rows(schemas, schema, at, `${prefix}${key}.`) : [])];
  });
}

const table = (lines: readonly string[]): string => ['| Key | Value | Limits | What it is |', '| --- | --- | --- | --- |', ...lines].join('\n');

function section(schemas: Schemas, title: string, owner: Schema, home: string): string {
  const own = rows(schemas, owner, home);
  const values = own.length === 0 && owner['enum'] !== undefined ? rows(schemas, owner['definitions']['all'], home) : own;
  return `### ${title}\n\n${owner['description']}\n\n${table(values)}\n`;
}

export function referenceMarkdown(schemas: Schemas): string {
  const project = schemas.get('project.json')!;
  const portal = { ...project['definitions']['portal'], description: 'One entry of `portals`.' } as Schema;
  return [
    section(schemas, project['title'], project, 'project.json'),
    section(schemas, 'Portal', portal, 'project.json'),
    section(schemas, 'Lint', schemas.get('lint.json')!, 'lint.json'),
    section(schemas, 'Lint: a rule of your own', { ...schemas.get('lint.json')!['definitions'].own, description: 'One entry of `lint.own`.' } as Schema, 'lint.json'),
    section(schemas, schemas.get('config.json')!['title'], schemas.get('config.json')!, 'config.json'),
    ...KIND_SCHEMAS.map((kind) => section(schemas, schemas.get(`${kind}.json`)!['title'], schemas.get(`${kind}.json`)!, `${kind}.json`)),
  ].join('\n');
}

// What is wrong with a value, in the words of whoever wrote it. The words come from the schema beside the
// rule that was broken: `x-is` (what it must be), `x-hint` (what to do), `x-says` and `x-code` (a message
// and a code of its own), `x-null` (for an empty value), `x-name` (what the map is), `x-entry` (something
// with a life of its own: null would delete it), `x-words` (to suggest from), `x-short` (a text alone
// stands for this key). Secrets are never shown.

import type { ErrorObject } from 'ajv';
import { nearest } from '../model/nearest.ts';
import { Secret } from '../model/value.ts';
import { child, type Node, type Spot } from './tree.ts';

export interface Words {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type Schema = Readonly<Record<string, any>>;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a map',
  null: 'null',
};

function shown(node: Node): string {
  if (node.kind === 'map' || node.kind === 'list') return `a ${node.kind}`;
  if (node.kind === 'unfilled') return 'unknown';
  if (node.value instanceof Secret) return node.value.toString();
  const text = JSON.stringify(node.value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** The value as words of a sentence: its key, or its number in a list. */
export function subject({ path }: Spot): string {
  const [last, list] = [path.at(-1), path.at(-2)];
  if (last === undefined) return 'the file';
  return /^\d+$/.test(last) && list !== undefined ? `entry ${Number(last) + 1} of \`${list}\`` : `\`${last}\``;
}

const listed = (words: readonly unknown[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
const ofTypes = (error: ErrorObject): string => listed([error.params['type']].flat().map((type: string) => TYPES[type]));
const mustBe = (error: ErrorObject, schema: Schema, spot: Spot): string => `${subject(spot)} must be ${schema['x-is'] ?? ofTypes(error)}, not ${shown(spot.node)}`;
const didYouMean = (word: string | undefined): string | undefined => (word === undefined ? undefined : `did you mean \`${word}\`?`);

function emptyValue(error: ErrorObject, schema: Schema, spot: Spot): Words {
  const expected = [error.params['type']].flat() as string[];
  if (schema['x-entry'] !== undefined) {
    const what = schema['x-entry'] as string;
    return { code: 'deleting-unavailable', message: `${subject(spot)} is null, which asks for the ${what} to be deleted; this version does not delete`, hint: `remove the line: ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} that is not listed stays as it is` };
  }
  if (schema['x-null'] !== undefined) return { code: 'null-value', message: `${subject(spot)} has no value`, hint: schema['x-null'] };
  if (expected.includes('object') && !expected.includes('string')) return { code: 'wrong-type', message: mustBe(error, schema, spot), hint: 'write what belongs to it below it, indented, or remove the line' };
  return { code: 'null-value', message: `${subject(spot)} cannot be cleared`, hint: 'give it a value, or remove the line to leave it as it is' };
}

function typeHint(error: ErrorObject, node: Node): string | undefined {
  const expected = [error.params['type']].flat() as string[];
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'string') {
    if (expected.includes('boolean') && /^(y|n|yes|no|on|off|true|false)$/i.test(value)) return `write ${/^(y|yes|on|true)$/i.test(value) ? 'true' : 'false'}, without quotes`;
    if ((expected.includes('integer') || expected.includes('number')) && /^-?\d+(\.\d+)?$/.test(value)) return 'remove the quotes';
    if (expected.includes('array')) return `write a list: [${value}]`;
  }
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain && expected.includes('string') ? `put it in quotes: "${value}"` : undefined;
}

function wrongType(error: ErrorObject, schema: Schema, spot: Spot): Words {
  if (spot.node.kind === 'scalar' && spot.node.value === null) return emptyValue(error, schema, spot);
  return { code: 'wrong-type', message: mustBe(error, schema, spot), hint: schema['x-hint'] ?? typeHint(error, spot.node) };
}

function notOneOf(allowed: readonly unknown[], spot: Spot): Words {
  const value = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? spot.node.value : undefined;
  if (spot.node.kind === 'scalar' && spot.node.value === null) return { code: 'null-value', message: `${subject(spot)} cannot be cleared`, hint: `write ${listed(allowed)}` };
  const close = value === undefined ? undefined : nearest(value, allowed.map(String));
  return { code: 'not-allowed', message: `${subject(spot)} must be ${listed(allowed)}, not ${shown(spot.node)}`, hint: didYouMean(close) };
}

function badPattern(error: ErrorObject, schema: Schema, spot: Spot): Words {
  const value = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? spot.node.value : '';
  const close = nearest(value, schema['x-words'] ?? []);
  return { code: schema['x-code'] ?? 'bad-value', message: schema['x-says'] ?? mustBe(error, schema, spot), hint: didYouMean(close) ?? schema['x-hint'] };
}

/** A key that was refused by the rule for keys, and the same written so that it would pass. */
export function badKey(key: string, error: ErrorObject, schema: Schema): Words {
  if (error.keyword === 'maxLength') return { code: 'too-long', message: `the key \`${key}\` has ${[...key].length} characters, at most ${error.params['limit']} fit`, hint: schema['x-hint'] };
  const pattern = new RegExp(schema['pattern'] ?? '');
  const forms = [key, key.toUpperCase(), key.toLowerCase()].flatMap((form) => [form.trim(), form.trim().replaceAll(/\W+/g, '_')]);
  return { code: 'bad-key', message: `the key \`${key}\` must be ${schema['x-is']}`, hint: didYouMean(forms.find((form) => pattern.test(form))) ?? schema['x-hint'] };
}

export const isLanguage = (key: string): boolean => /^[a-z]{2}$/.test(key);

/** `NEW: { ru: …, en: … }` where a text alone would be the name. */
export function textPerLanguage(schema: Schema, spot: Spot, languages: readonly string[]): Words {
  const short = schema['x-short'] as string;
  const texts = languages.map((language) => `${language}: …`).join(', ');
  return { code: 'missing-key', message: `${schema['x-name']} with texts per language needs \`${short}\``, hint: `write ${spot.path.at(-1)}: { ${short}: { ${texts} } }` };
}

export function unknownKey(error: ErrorObject, schema: Schema): Words {
  const key = error.params['additionalProperty'] as string;
  const known = Object.keys(schema['properties'] ?? {}).filter((name) => !String(schema['properties'][name].$ref).includes('/refused'));
  const all = known.length <= 20 ? `known here: ${known.join(', ')}` : `the configuration reference lists what ${schema['x-name']} knows`;
  return { code: 'unknown-key', message: `\`${key}\` is not known in ${schema['x-name'] ?? 'this map'}`, hint: didYouMean(nearest(key, known)) ?? all };
}

export function otherType(setting: string, error: ErrorObject, field: Node): Words {
  const type = child(field, 'type');
  const is = type?.kind === 'scalar' ? String(type.value) : 'of another type';
  return { code: 'setting-of-other-type', message: `\`${setting}\` is a setting of ${listed(error.params['allowedValues'])} fields, and this field is ${is}`, hint: 'remove the line, or correct the type' };
}

export function wordsOf(error: ErrorObject, schema: Schema, spot: Spot): Words {
  switch (error.keyword) {
    case 'type':
      return wrongType(error, schema, spot);
    case 'enum':
      return notOneOf(error.params['allowedValues'], spot);
    case 'const':
      return { ...notOneOf([error.params['allowedValue']], spot), ...(schema['x-hint'] ? { hint: schema['x-hint'] } : {}) };
    case 'pattern':
      return badPattern(error, schema, spot);
    case 'not':
      return { code: schema['x-code'] ?? 'not-allowed', message: schema['x-says'] ?? mustBe(error, schema, spot), hint: schema['x-hint'] };
    case 'maxLength': {
      const length = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? `has ${[...spot.node.value].length} characters` : 'is too long';
      return { code: 'too-long', message: `${subject(spot)} ${length}, at most ${error.params['limit']} fit`, hint: 'shorten it: the portal would cut it off or refuse it' };
    }
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return { code: 'empty', message: `${subject(spot)} is empty`, hint: schema['x-is'] && `write ${schema['x-is']}` };
    default:
      return { code: 'out-of-range', message: mustBe(error, schema, spot), hint: schema['x-hint'] };
  }
}

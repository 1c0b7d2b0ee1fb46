// What is wrong with a value, in the words of whoever wrote it. The words come from the schema beside the
// rule that was broken: `x-is` (what it must be), `x-hint` (what to do), `x-says` and `x-code` (a message
// and a code of its own), `x-null` (for an empty value), `x-name` (what the map is), `x-entry` (something
// with a life of its own: null would delete it), `x-words` (to suggest from), `x-more` (what else is allowed beside a
// list), `x-short` (a text alone stands for this key). Secrets are never shown.

import type { ErrorObject } from 'ajv';
import { nearest } from '../model/nearest.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { child, type Node, type Spot } from './tree.ts';

export interface Words {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type Schema = Readonly<Record<string, any>>;

const { said } = texts.schemas;
const words = texts.files.value;
const TYPES: Readonly<Record<string, string>> = words.types;

/** A word of the schema that its rule may lack. */
const word = (schema: Schema, name: 'x-hint' | 'x-name' | 'x-says'): string | undefined => (schema[name] === undefined ? undefined : said(schema[name] as string));

function shown(node: Node): string {
  if (node.kind === 'map' || node.kind === 'list') return words[node.kind];
  if (node.kind === 'unfilled') return words.unknown;
  if (node.value instanceof Secret) return node.value.toString();
  const text = JSON.stringify(node.value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** The value as words of a sentence: its key, or its number in a list. */
export function subject({ path }: Spot): string {
  const [last, list] = [path.at(-1), path.at(-2)];
  if (last === undefined) return words.file;
  return /^\d+$/.test(last) && list !== undefined ? words.entry(Number(last) + 1, list) : `\`${last}\``;
}

const ofTypes = (error: ErrorObject): string => words.or([error.params['type']].flat().map((type: string) => TYPES[type]));
const mustBe = (error: ErrorObject, schema: Schema, spot: Spot): string => words.mustBe(subject(spot), schema['x-is'] === undefined ? ofTypes(error) : said(schema['x-is']), shown(spot.node));
const didYouMean = (close: string | undefined): string | undefined => (close === undefined ? undefined : texts.files.didYouMean(close));

function emptyValue(error: ErrorObject, schema: Schema, spot: Spot): Words {
  const expected = [error.params['type']].flat() as string[];
  if (schema['x-entry'] !== undefined) {
    const what = said(schema['x-entry'] as string);
    return { code: 'deleting-unavailable', message: words.deleting(subject(spot), what), hint: words.deletingHint(what) };
  }
  if (schema['x-null'] !== undefined) return { code: 'null-value', message: words.noValue(subject(spot)), hint: said(schema['x-null']) };
  if (expected.includes('object') && !expected.includes('string')) return { code: 'wrong-type', message: mustBe(error, schema, spot), hint: words.belowHint };
  return { code: 'null-value', message: words.notCleared(subject(spot)), hint: words.notClearedHint };
}

function typeHint(error: ErrorObject, node: Node): string | undefined {
  const expected = [error.params['type']].flat() as string[];
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'string') {
    if (expected.includes('boolean') && /^(y|n|yes|no|on|off|true|false)$/i.test(value)) return words.unquoted(/^(y|yes|on|true)$/i.test(value) ? 'true' : 'false');
    if ((expected.includes('integer') || expected.includes('number')) && /^-?\d+(\.\d+)?$/.test(value)) return words.removeQuotes;
    if (expected.includes('array')) return words.writeList(value);
  }
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain && expected.includes('string') ? words.quoted(String(value)) : undefined;
}

function wrongType(error: ErrorObject, schema: Schema, spot: Spot): Words {
  if (spot.node.kind === 'scalar' && spot.node.value === null) return emptyValue(error, schema, spot);
  return { code: 'wrong-type', message: mustBe(error, schema, spot), hint: word(schema, 'x-hint') ?? typeHint(error, spot.node) };
}

function notOneOf(allowed: readonly unknown[], spot: Spot): Words {
  const value = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? spot.node.value : undefined;
  if (spot.node.kind === 'scalar' && spot.node.value === null) return { code: 'null-value', message: words.notCleared(subject(spot)), hint: words.write(words.or(allowed)) };
  const close = value === undefined ? undefined : nearest(value, allowed.map(String));
  return { code: 'not-allowed', message: words.mustBe(subject(spot), words.or(allowed), shown(spot.node)), hint: didYouMean(close) };
}

function badPattern(error: ErrorObject, schema: Schema, spot: Spot): Words {
  const value = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? spot.node.value : '';
  const close = nearest(value, schema['x-words'] ?? []);
  return { code: schema['x-code'] ?? 'bad-value', message: word(schema, 'x-says') ?? mustBe(error, schema, spot), hint: didYouMean(close) ?? word(schema, 'x-hint') };
}

/** A key that was refused by the rule for keys, and the same written so that it would pass. */
export function badKey(key: string, error: ErrorObject, schema: Schema): Words {
  if (error.keyword === 'maxLength') return { code: 'too-long', message: words.keyTooLong(key, [...key].length, error.params['limit']), hint: word(schema, 'x-hint') };
  const pattern = new RegExp(schema['pattern'] ?? '');
  const forms = [key, key.toUpperCase(), key.toLowerCase()].flatMap((form) => [form.trim(), form.trim().replaceAll(/\W+/g, '_')]);
  return { code: 'bad-key', message: words.badKey(key, said(schema['x-is'])), hint: didYouMean(forms.find((form) => pattern.test(form))) ?? word(schema, 'x-hint') };
}

export const isLanguage = (key: string): boolean => /^[a-z]{2}$/.test(key);

/** `NEW: { ru: …, en: … }` where a text alone would be the name. */
export function textPerLanguage(schema: Schema, spot: Spot, languages: readonly string[]): Words {
  const short = schema['x-short'] as string;
  const perLanguage = languages.map((language) => `${language}: …`).join(', ');
  return { code: 'missing-key', message: words.perLanguage(said(schema['x-name']), short), hint: words.write(`${spot.path.at(-1)}: { ${short}: { ${perLanguage} } }`) };
}

export function unknownKey(error: ErrorObject, schema: Schema): Words {
  const key = error.params['additionalProperty'] as string;
  const known = Object.keys(schema['properties'] ?? {}).filter((name) => !String(schema['properties'][name].$ref).includes('/refused'));
  const all = known.length <= 20 ? words.knownHere(known.join(', ')) : words.reference(said(schema['x-name']));
  return { code: 'unknown-key', message: words.unknownKey(key, word(schema, 'x-name')), hint: didYouMean(nearest(key, known)) ?? all };
}

export function otherType(setting: string, error: ErrorObject, field: Node): Words {
  const type = child(field, 'type');
  const is = type?.kind === 'scalar' ? String(type.value) : undefined;
  return { code: 'setting-of-other-type', message: words.otherType(setting, words.or(error.params['allowedValues']), is), hint: words.otherTypeHint };
}

export function wordsOf(error: ErrorObject, schema: Schema, spot: Spot): Words {
  switch (error.keyword) {
    case 'type':
      return wrongType(error, schema, spot);
    case 'enum':
      return notOneOf([...(error.params['allowedValues'] as unknown[]), ...(schema['x-more'] ?? [])], spot);
    case 'const':
      return { ...notOneOf([error.params['allowedValue']], spot), ...(schema['x-hint'] ? { hint: said(schema['x-hint']) } : {}) };
    case 'pattern':
      return badPattern(error, schema, spot);
    case 'not':
      return { code: schema['x-code'] ?? 'not-allowed', message: word(schema, 'x-says') ?? mustBe(error, schema, spot), hint: word(schema, 'x-hint') };
    case 'maxLength': {
      const length = spot.node.kind === 'scalar' && typeof spot.node.value === 'string' ? [...spot.node.value].length : undefined;
      return { code: 'too-long', message: words.tooLong(subject(spot), length, error.params['limit']), hint: words.tooLongHint };
    }
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return { code: 'empty', message: words.empty(subject(spot)), hint: schema['x-is'] && words.write(said(schema['x-is'])) };
    default:
      return { code: 'out-of-range', message: mustBe(error, schema, spot), hint: word(schema, 'x-hint') };
  }
}

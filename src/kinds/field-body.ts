// The body of a field -> properties: labels and hints by language, switches as they are written, and the
// settings of its type in the form in which they read back.

import { FIELD_FLAGS } from '../model/field-flags.ts';
import type { Setting } from '../model/field-setting.ts';
import { FIELD_TYPES } from '../model/field-types.ts';
import type { Written } from '../model/source.ts';
import { trimmed, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Words } from './contract.ts';
import { checkBounds } from './field-check.ts';

const PLAIN = ['sort', 'xmlId', 'fieldName', ...Object.keys(FIELD_FLAGS)];
/** What a field of type crm may point at. */
const TYPES = ['standard', 'smartProcess'];

function sayTexts(spec: Map<string, Value>, word: string, value: Written, words: Words): void {
  const byLanguage: readonly (readonly [string | undefined, Written])[] = value instanceof Map ? [...value] : [[undefined, value]];
  for (const [written, text] of byLanguage) {
    const language = written ?? words.language;
    if (language === undefined) words.problem([word], 'missing-language', texts.rules.noLanguage, texts.rules.noLanguageHint);
    else spec.set(`${word}.${language}`, trimmed(text as Value));
  }
}

/** A type of this project's application by reference, one of the portal's by its name. */
function typeOf(written: Written, words: Words): Value | undefined {
  return String(written).startsWith('fieldType.') ? words.ref(['type'], written, ['fieldType']) : (written as Value);
}

/** A setting with names in it made references, and language maps made texts; undefined: a problem was told. */
function settled(type: string, word: string, value: Written, setting: Setting, words: Words): Value | undefined {
  if (type === 'crm') return (value as readonly Written[]).flatMap((target, index) => words.ref([word, index], target, TYPES) ?? []);
  if (word === 'dictionary' || word === 'list') return words.ref([word], value, [word]);
  if (type === 'money' && value instanceof Map) {
    return { amount: value.get('amount') as Value, currency: words.ref([word, 'currency'], value.get('currency') ?? null, ['currency']) ?? null };
  }
  if (setting.texts === 'one' && value !== null) return words.text([word], value);
  if (setting.texts === 'each' && value instanceof Map) {
    return Object.fromEntries([...value].map(([key, text]) => [key, words.text([word, key], text) ?? '']));
  }
  return value as Value;
}

export function fieldProperties(body: Body, words: Words): Map<string, Value> {
  const spec = new Map<string, Value>();
  const type = String(body.get('type'));
  for (const [word, value] of body) {
    const setting = FIELD_TYPES[type]?.[word];
    if (word === 'label' || word === 'help') sayTexts(spec, word, value, words);
    else if (word === 'type') {
      const said = typeOf(value, words);
      if (said !== undefined) spec.set(word, said);
    }
    else if (setting !== undefined) {
      const said = settled(type, word, value, setting, words);
      if (said !== undefined) spec.set(word, setting.canon ? setting.canon(said, words.language) : said);
    } else if (PLAIN.includes(word)) spec.set(word, value as Value);
  }
  checkBounds(spec, words);
  return spec;
}

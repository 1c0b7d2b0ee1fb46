// Title and description of a type of fields. The one that reads back is that of the portal's language; what was written
// for every language is kept beside it as it was applied. The server fills a language that lacks a title with
// the code, so each gets one.

import type { Written } from '../model/source.ts';
import { trimmed, type Value } from '../model/value.ts';
import type { Item, Words } from './contract.ts';
import { known } from './properties.ts';

const TEXTS = [['title', 'TITLE'], ['description', 'DESCRIPTION']] as const;

export function sayTexts(spec: Map<string, Value>, property: string, written: Written, words: Words): void {
  const said = words.text([property], written);
  if (said !== undefined) spec.set(property, said);
  if (!(written instanceof Map)) return;
  spec.set(`translations.${property}`, Object.fromEntries([...written].map(([language, text]) => [language, trimmed(text as Value)])));
}

type PerLanguage = Readonly<Record<string, Value>>;

/** All texts, declared or not: what is not sent is lost. */
export function fieldTypeTexts(own: Item): Record<string, unknown> {
  const said = TEXTS.map(([property, key]) => {
    const each = own.spec.get(`translations.${property}`) as PerLanguage | undefined;
    return { key, one: known(own, property) || (property === 'title' ? known(own, 'code')! : undefined), each };
  });
  const languages = new Set(said.flatMap(({ each }) => Object.keys(each ?? {})));
  const textsIn = (language?: string): Record<string, unknown> =>
    Object.fromEntries(said.flatMap(({ key, one, each }) => {
      const text = (language === undefined ? undefined : each?.[language]) ?? one;
      return text === undefined ? [] : [[key, text] as const];
    }));
  if (languages.size === 0) return textsIn();
  // a server that knows no languages here takes the plain ones
  return { ...textsIn(), LANG_ALL: Object.fromEntries([...languages].map((language) => [language, textsIn(language)])) };
}

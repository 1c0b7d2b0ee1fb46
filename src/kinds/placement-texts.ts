// Texts of a placement: kept per language, all languages at once (LANG_ALL); single texts are ignored beside it.
// In the files a plain text is that of the portal's language. Languages nobody declares stay as they are.

import type { Written } from '../model/source.ts';
import { trimmed, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Words } from './contract.ts';

/** Properties that are texts, and what the portal calls them. */
export const TEXTS: Readonly<Record<string, string>> = { title: 'TITLE', description: 'DESCRIPTION', groupName: 'GROUP_NAME' };

type Said = readonly (readonly [path: string, text: Value])[];

/** A text by language; nothing, where a problem was told. */
export function saidTexts(word: string, written: Written, words: Words): Said {
  if (written instanceof Map) return [...written].map(([language, text]) => [`${word}.${language}`, trimmed(text as Value)]);
  if (words.language !== undefined) return [[`${word}.${words.language}`, trimmed(written as Value)]];
  words.problem([word], 'missing-language', texts.rules.noLanguage, texts.rules.noLanguageHint);
  return [];
}

/** Texts as they read back: what is empty in a language is not said in it. */
export const liveTexts = (langAll: any): Said =>
  Object.entries<any>(langAll ?? {}).flatMap(([language, row]) =>
    Object.entries(TEXTS).flatMap(([word, name]) => (row?.[name] ? [[`${word}.${language}`, String(row[name])] as const] : [])),
  );

/** The same for a call; undefined: nothing is said. */
export function sentTexts(spec: Spec): Readonly<Record<string, Readonly<Record<string, Value>>>> | undefined {
  const languages = new Map<string, Record<string, Value>>();
  for (const [path, text] of spec) {
    const [word = '', language = ''] = path.split('.');
    if (word in TEXTS) languages.set(language, { ...languages.get(language), [TEXTS[word]!]: text });
  }
  return languages.size === 0 ? undefined : Object.fromEntries(languages);
}

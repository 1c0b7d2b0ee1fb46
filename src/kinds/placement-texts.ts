// Texts of a placement: kept per language, all languages at once (LANG_ALL); single texts are ignored beside it.
// In the files a plain text is that of the portal's language.

import type { Written } from '../model/source.ts';
import { trimmed, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Words } from './contract.ts';

/** Properties that are texts, and what the portal calls them. */
export const TEXTS: Readonly<Record<string, string>> = { title: 'TITLE', description: 'DESCRIPTION', groupName: 'GROUP_NAME' };

type ByLanguage = Readonly<Record<string, Value>>;
const asMap = (value: Value | undefined): ByLanguage => (typeof value === 'object' && value !== null ? (value as ByLanguage) : {});

/** A text by language; undefined: a problem was told. */
export function byLanguage(word: string, written: Written, words: Words): Value | undefined {
  if (written instanceof Map) return Object.fromEntries([...written].map(([language, text]) => [language, trimmed(text as Value)]));
  if (words.language !== undefined) return { [words.language]: trimmed(written as Value) };
  words.problem([word], 'missing-language', texts.rules.noLanguage, texts.rules.noLanguageHint);
  return undefined;
}

/** Texts as they read back: what is empty in a language is not said in it. */
export function liveTexts(langAll: any): readonly (readonly [string, Value])[] {
  const languages = Object.entries<any>(langAll ?? {});
  return Object.entries(TEXTS).flatMap(([word, name]) => {
    const said = languages.flatMap(([language, row]) => (row?.[name] ? [[language, String(row[name])] as const] : []));
    return said.length === 0 ? [] : [[word, Object.fromEntries(said)] as const];
  });
}

/** The same for a call; undefined: nothing is said. */
export function sentTexts(spec: Spec): Readonly<Record<string, ByLanguage>> | undefined {
  const languages = new Map<string, Record<string, Value>>();
  for (const [word, name] of Object.entries(TEXTS)) {
    for (const [language, text] of Object.entries(asMap(spec.get(word)))) languages.set(language, { ...languages.get(language), [name]: text });
  }
  return languages.size === 0 ? undefined : Object.fromEntries(languages);
}

// The body of an activity or a robot -> properties. Texts are kept in all their languages, as the portal does; each
// property and return value is a path of its own, and a list of their names keeps the order.

import type { Written } from '../model/source.ts';
import { trimmed, type Value } from '../model/value.ts';
import type { Body, Words } from './contract.ts';
import { checkParameter, checkTogether } from './activity-check.ts';
import { optionsOf } from './activity-options.ts';
import { checkHandler } from './handler-address.ts';
import { DOCUMENT_TYPES } from './document-type.ts';

/** A text, or all its languages. */
const told = (written: Written): Value => (written instanceof Map ? Object.fromEntries([...written].map(([language, text]) => [language, trimmed(text as Value)])) : trimmed(written as Value));

/** Words that stand for an edition, a module or all of a kind; everything else names a type of documents. */
export const RULES = ['b24', 'box', 'crm', 'lists', 'disk', 'smartProcesses'];

function filterOf(body: Body, words: Words): Value {
  const rules = (side: string): readonly Value[] =>
    ((body.get(side) ?? []) as readonly Written[]).flatMap((rule, index) => (RULES.includes(String(rule)) ? String(rule) : (words.ref(['filter', side, index], rule, DOCUMENT_TYPES) ?? [])));
  return Object.fromEntries(['include', 'exclude'].filter((side) => body.has(side)).map((side) => [side, rules(side)]));
}

function parameterOf(body: Body, words: Words, path: readonly string[]): Value {
  const said: [string, Value][] = [['name', told(body.get('name') ?? '')]];
  if ((body.get('description') ?? null) !== null) said.push(['description', told(body.get('description')!)]);
  said.push(['type', (body.get('type') as Value | undefined) ?? 'string']);
  if (body.has('options')) said.push(['options', optionsOf(body.get('options')!, words, [...path, 'options'])]);
  for (const word of ['required', 'multiple']) if (body.has(word)) said.push([word, body.get(word) as Value]);
  if ((body.get('default') ?? null) !== null) said.push(['default', body.get('default') as Value]);
  return Object.fromEntries(said);
}

const SECTIONS = ['properties', 'returnProperties'] as const;
const PLAIN = ['useSubscription'] as const;

export function activityProperties(body: Body, words: Words, key: string): Map<string, Value> {
  const spec = new Map<string, Value>([['code', (body.get('code') as Value | undefined) ?? key]]);
  for (const word of ['handler', 'placementHandler'] as const) {
    if (!body.has(word)) continue;
    const address = body.get(word) as Value;
    if (address !== null) checkHandler(words, [word], address);
    spec.set(word, address);
  }
  for (const word of ['name', 'description'] as const) if (body.has(word)) spec.set(word, told(body.get(word)!));
  for (const word of PLAIN) if (body.has(word)) spec.set(word, body.get(word) as Value);
  const references = [['runAs', ['user']], ['documentType', DOCUMENT_TYPES]] as const;
  for (const [word, kinds] of references) {
    const written = body.get(word);
    const found = written === undefined || written === null ? written : words.ref([word], written, kinds);
    if (found !== undefined) spec.set(word, found);
  }
  const filter = body.get('filter');
  if (filter !== undefined) spec.set('filter', filter instanceof Map ? filterOf(filter, words) : null);
  for (const section of SECTIONS) {
    const written = body.get(section);
    if (!(written instanceof Map)) continue;
    spec.set(section, [...written.keys()].map(String));
    for (const [name, parameter] of written) {
      checkParameter(parameter as Body, words, [section, String(name)], body);
      spec.set(`${section}.${name}`, parameterOf(parameter as Body, words, [section, String(name)]));
    }
  }
  checkTogether(body, words);
  return spec;
}

// What most bodies are made of: a text in the portal's language, and properties that are taken as they are written.

import { Secret, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Item, Words } from './contract.ts';

/** What a property is after the change, managed or not: what always travels has to be said as it is. */
export const known = (own: Item, path: string): Value | undefined => own.changed.get(path)?.after ?? own.spec.get(path) ?? own.row?.spec.get(path);

/** Everything it is after the change: what is made anew keeps what nobody manages. */
export const whole = (own: Item): Spec =>
  new Map([...(own.row?.spec ?? []), ...own.spec, ...[...own.changed].map(([path, { after }]) => [path, after] as const)]);

export function properties(body: Body, words: Words, text: string, ...plain: readonly string[]): Map<string, Value> {
  const spec = new Map<string, Value>();
  const said = words.text([text], body.get(text) ?? null);
  if (said !== undefined) spec.set(text, said);
  for (const property of plain) if (body.has(property)) spec.set(property, body.get(property) as Value);
  return spec;
}

/** What a thing is known by on the portal. It is kept in the state and named in plans, so it cannot be a secret. */
export function identifier(body: Body, words: Words, property: string, otherwise = ''): string {
  const written = body.get(property);
  if (!(written instanceof Secret)) return String(written ?? otherwise);
  words.problem([property], 'secret-code', texts.bindings.secretCode(property), texts.bindings.secretCodeHint);
  return '';
}

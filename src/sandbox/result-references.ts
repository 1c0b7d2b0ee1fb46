// `$result[name][path]` inside a batch: a value of an earlier command put into a later one, with the
// swallowing the server's way of matching brings along (FACTS 4.1, 35.1, 35.2).

import type { PhpArray, PhpValue } from './php-array.ts';

/** Values are replaced; keys are passed through, for a reference in a key does nothing. */
export function substitute(params: PhpArray, batch: PhpArray): PhpArray {
  const names = [...batch.keys()].map((name) => name.replace(/[^a-z_]/gi, '')).join('|');
  // A reference runs on to the next whitespace, whatever stands there.
  const reference = new RegExp(`\\$(${names})([^ \\t\\n\\v\\f\\r]*)`, 'gi');
  return substituteAll(params, batch, reference);
}

function substituteAll(params: PhpArray, batch: PhpArray, reference: RegExp): PhpArray {
  return new Map([...params].map(([key, value]) => [
    key, value instanceof Map ? substituteAll(value, batch, reference) : substituteOne(value, batch, reference),
  ]));
}

function substituteOne(value: PhpValue, batch: PhpArray, reference: RegExp): PhpValue {
  if (typeof value !== 'string') return value;
  let text = value;
  for (const match of value.matchAll(reference)) {
    const [whole, name = '', tail = ''] = match;
    const path = [...tail.matchAll(/\[([^\]]+)\]/g)].map((step) => step[1] ?? '');
    if (path.length === 0) continue; // `$result` alone is ordinary text
    const found = walk(batch.get(name) ?? null, path);
    if (whole === text) return found; // the whole value: becomes whatever was found, arrays included
    // Embedded: numbers become text; anything that is not text leaves the literal reference behind.
    if (typeof found === 'number') text = text.split(whole).join(String(found));
    else if (typeof found === 'string') text = text.split(whole).join(found);
  }
  return text;
}

/** A missing step ends the walk at the last level found; so a failed producer hands on its surroundings. */
function walk(start: PhpValue, path: readonly string[]): PhpValue {
  let found = start;
  for (const step of path) {
    const next = element(found, step);
    if (next === undefined || next === null) break;
    found = next;
  }
  return found;
}

function element(value: PhpValue, key: string): PhpValue | undefined {
  if (value instanceof Map) return value.get(key);
  // PHP indexes text by position: `[0]` of "15" is "1".
  if (typeof value === 'string' && /^(?:0|-?[1-9]\d*)$/.test(key)) return value.at(Number(key));
  return undefined;
}

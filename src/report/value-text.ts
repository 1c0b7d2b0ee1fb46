// A property value on one line, in the words of the configuration: texts in quotes, addresses bare.

import { isFile } from '../model/held-file.ts';
import { isRef, type Value } from '../model/value.ts';
import { isSecret } from './json.ts';
import { texts } from '../texts/index.ts';
import { quoted, visible } from './visible.ts';

export function valueText(value: Value): string {
  if (value === null) return texts.value.none;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (isSecret(value)) return texts.value.secret;
  if (isRef(value)) return visible(value.$ref);
  if (isFile(value)) return `${visible(value.$file)} (sha256 ${value.sha256.slice(0, 12)})`;
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  const entries = Object.entries(value).map(entryText);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A long value line by line: the lines of a text, the items of a list, the entries of a map. */
export function valueLines(value: Value): readonly string[] | undefined {
  if (typeof value === 'string') return value.includes('\n') ? value.split('\n') : undefined;
  if (typeof value !== 'object' || value === null || isSecret(value) || isRef(value) || isFile(value)) return undefined;
  return Array.isArray(value) ? value.map(valueText) : Object.entries(value).map(entryText);
}

const entryText = ([key, value]: readonly [string, Value]): string => `${/^[\w.-]+$/.test(key) ? key : quoted(key)}: ${valueText(value)}`;

// What bizproc.activity.* and bizproc.robot.* make of their parameters before they look at them: keys go
// to capitals all the way down, except those right below PROPERTIES, RETURN_PROPERTIES and OPTIONS, which
// are names the application chose (FACTS 17.1).

import { RestError } from '../contract.ts';
import type { Call } from '../contract.ts';
import { checkHandler } from './application-context.ts';
import { isArray, isEmpty, isSet, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';

const invalid = (text: string): RestError => new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', text);

export function capitalised(given: PhpArray, keepKeys = false): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => {
    const name = keepKeys ? key : key.toUpperCase();
    return [name, isArray(value) ? asGiven(value, capitalised(value, name === 'PROPERTIES' || name === 'RETURN_PROPERTIES' || name === 'OPTIONS')) : value];
  }));
}

const asGiven = (value: PhpArray, changed: Record<string, unknown>): unknown => (Array.isArray(value) ? Object.values(changed) : changed);

export function checkCode(code: unknown): string {
  if (isEmpty(code)) throw invalid('Empty activity code!');
  if (typeof code !== 'string' || !/^[a-z0-9.\-_]+$/i.test(code)) throw invalid('Wrong activity code!');
  return code;
}

export function checkProperties(properties: unknown): void {
  if (!isArray(properties)) throw invalid('Wrong properties array!');
  for (const [key, property] of Object.entries(properties)) {
    if (!/^[a-z][a-z0-9_]*$/i.test(key)) throw invalid(`Wrong property key (${key})!`);
    if (!isArray(property) || isEmpty(property['NAME'])) throw invalid(`Empty property NAME (${key})!`);
  }
}

/** Only the form counts: an object type nobody has is as good as any. */
export function isDocumentType(given: unknown): boolean {
  const parts = isArray(given) ? valuesOf(given) : [given];
  const [moduleId, entity, type] = parts.length > 2 ? parts : ['', ...parts].slice(-3);
  const trimmed = (part: unknown): string => (isArray(part) ? '' : toText(part).trim());
  return parts.length >= 2 && trimmed(type) !== '' && trimmed(entity) !== '' && /^[a-z0-9._-]*$/i.test(trimmed(moduleId));
}

export function checkActivityDocumentType(given: unknown): void {
  if (!isDocumentType(given)) throw invalid('Wrong activity DOCUMENT_TYPE!');
}

export function checkFilter(given: unknown): void {
  if (!isArray(given)) throw invalid('Wrong activity FILTER!');
}

export function checkNewActivity(call: Call, given: PhpArray): string {
  if (Object.keys(given).length === 0) throw invalid('Empty data!');
  const code = checkCode(given['CODE']);
  checkHandler(call, given['HANDLER']);
  if (isEmpty(given['NAME'])) throw invalid('Empty activity NAME!');
  if (isSet(given['PROPERTIES'])) checkProperties(given['PROPERTIES']);
  if (isSet(given['RETURN_PROPERTIES'])) checkProperties(given['RETURN_PROPERTIES']);
  if (isSet(given['DOCUMENT_TYPE'])) checkActivityDocumentType(given['DOCUMENT_TYPE']);
  if (isSet(given['FILTER'])) checkFilter(given['FILTER']);
  return code;
}

/** The columns have their limits: 128 for the code, 1000 for the address, 65534 bytes for each serialised map of properties. */
export const fitsColumns = (row: PhpArray): boolean =>
  toText(row['code']).length <= 128 && toText(row['handler']).length <= 1000
  && ['properties', 'returnProperties'].every((name) => serializedLength(row[name]) < 65535);

/** Bytes of `serialize($value)`. */
function serializedLength(value: unknown): number {
  if (!isSet(value)) return 2;
  if (typeof value === 'boolean') return 4;
  if (typeof value === 'number') return String(value).length + 3;
  if (!isArray(value)) return textLength(toText(value));
  const entries = Object.entries(value);
  const keyLength = (key: string): number => (/^(?:0|-?[1-9]\d*)$/.test(key) ? key.length + 3 : textLength(key));
  return String(entries.length).length + 5 + entries.reduce((sum, [key, inner]) => sum + keyLength(key) + serializedLength(inner), 0);
}

function textLength(text: string): number {
  const bytes = Buffer.byteLength(text);
  return bytes + String(bytes).length + 6;
}

/** A plain text is said in every language; a map keeps the languages it names, in capitals. */
export const localised = (text: unknown): unknown => (isArray(text) ? text : { '*': toText(text) });

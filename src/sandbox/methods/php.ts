// Values as PHP sees them (FACTS §2.1): a form body or a batch command brings strings, JSON brings
// types, and a PHP array is either a JavaScript array or a map. Every family converts through here,
// so that "1", 1 and true differ exactly where the portal makes them differ.

export type PhpArray = { readonly [key: string]: unknown };

export const isArray = (value: unknown): value is PhpArray => typeof value === 'object' && value !== null;

/** `(array)$value` for what is one already, otherwise nothing. */
export const asArray = (value: unknown): PhpArray => (isArray(value) ? value : {});

export const valuesOf = (value: unknown): unknown[] => (isArray(value) ? Object.values(value) : []);

/** `(int)$value` */
export function toInt(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return Math.trunc(toDouble(value));
  return isArray(value) && Object.keys(value).length > 0 ? 1 : 0;
}

/** `(double)$value` */
export function toDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Number(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(value)?.[0] ?? 0);
  return toInt(value);
}

/** `(string)$value` */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  return isArray(value) ? 'Array' : '';
}

/** `is_numeric($value)` */
export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value));

/** `empty($value)` */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === false || value === '' || value === '0' || value === 0
  || (isArray(value) && Object.keys(value).length === 0);

/** `isset($value)` */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** PHP writes an empty map as `[]` (FACTS §2.3). */
export const jsonMap = (map: Record<string, unknown>): unknown => (Object.keys(map).length === 0 ? [] : map);

/** `mb_substr($text, 0, $length)`: counts characters, not code units. */
export const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

export const lengthOf = (text: string): number => Array.from(text).length;

/** camelCase of a parameter to the column name, as the CRM controllers do it: upper-case input breaks apart. */
export const camelToUpper = (name: string): string =>
  name
    .replace(/(\d+)([A-Za-z])/g, '$1_$2')
    .replace(/([A-Za-z])(\d)/g, '$1_$2')
    .replace(/([^_])([A-Z])/g, '$1_$2')
    .toUpperCase();

/** camelToUpper on every key, all the way down. */
export function keysToUpper(value: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(asArray(value))) {
    result[camelToUpper(key)] = isArray(inner) ? keysToUpper(inner) : inner;
  }
  return result;
}

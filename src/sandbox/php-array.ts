// PHP has one container: an ordered map whose integer-like keys are integers. Everything a request
// carries becomes one before it is looked at, because the order of a batch's commands, the merge of
// query and body, and `[]` versus `{}` in a reply all follow from it (FACTS 2.1, 2.3, 4).

export type PhpValue = null | boolean | number | string | PhpArray;
export type PhpArray = Map<string, PhpValue>;

const integerKey = /^(?:0|-?[1-9]\d{0,17})$/;

/** The key `[]` gets: one above the highest integer key, never below 0. */
export function nextIndex(array: PhpArray): string {
  let next = 0;
  for (const key of array.keys()) if (integerKey.test(key)) next = Math.max(next, Number(key) + 1);
  return String(next);
}

/** Keys 0..n-1 in that order: what PHP sends as a JSON array. */
export function isList(keys: Iterable<string>): boolean {
  let expected = 0;
  for (const key of keys) if (key !== String(expected++)) return false;
  return true;
}

/** The JSON-like value the methods see: lists become arrays, every other map a plain object. */
export function toPlain(value: PhpValue): unknown {
  if (!(value instanceof Map)) return value;
  if (isList(value.keys())) return [...value.values()].map(toPlain);
  return toObject(value);
}

/** A plain object whatever the keys are: the top level of parameters. */
export function toObject(array: PhpArray): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of array) {
    Object.defineProperty(object, key, {
      value: toPlain(value), enumerable: true, configurable: true, writable: true,
    });
  }
  return object;
}

/** Any plain value as PHP would hold it. */
export function fromPlain(value: unknown): PhpValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [String(key), fromPlain(inner)]));
  if (Array.isArray(value)) return new Map(value.map((inner, index) => [String(index), fromPlain(inner)]));
  if (typeof value === 'object') {
    return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, fromPlain(inner)]));
  }
  return value as boolean | number | string;
}

/**
 * JSON text to a PHP value, keeping the written order of integer-like keys, which a JavaScript
 * object would sort. Undefined when the text is not JSON.
 */
export function parseJson(text: string): PhpValue | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // In valid JSON a string followed by a colon is a key: mark it so that no key looks like a number.
  const marked = text.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?/gs, (whole, inner: string, colon?: string) =>
    colon === undefined ? whole : `"@${inner}"${colon}`);
  return unmark(JSON.parse(marked));
}

function unmark(value: unknown): PhpValue {
  if (Array.isArray(value)) return new Map(value.map((inner, index) => [String(index), unmark(inner)]));
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]) => [key.slice(1), unmark(inner)]));
  }
  return value as null | boolean | number | string;
}

/** What `if ($value)` decides in PHP: "0", "", 0, null, false and an empty array are false, the string "false" is true. */
export function truthy(value: PhpValue | undefined): boolean {
  if (value instanceof Map) return value.size > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '' && value !== '0';
}

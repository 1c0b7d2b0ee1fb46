// Property values in the user's words. Everything here is plain JSON but `Secret`,
// which turns itself into a slot and a keyed hash whenever it is written down, and a file, of which path and hash are written down.

import { isFile, type FileMark } from './held-file.ts';

/** An address as a value: `{ $ref: "smartProcess.request" }`. */
export interface Ref {
  readonly $ref: string;
}

/** A text with at least one `${env.NAME}` in it. The revealed text never leaves through JSON or a template string. */
export class Secret {
  readonly #text: string;
  /** the text as written, e.g. `Bearer ${env.TOKEN}` */
  readonly template: string;
  readonly #hash: (text: string) => string;
  /** `hash` is asked for only when it is written down: its key comes from the credential, which may itself be a secret */
  constructor(template: string, text: string, hash: (text: string) => string) {
    this.#text = text;
    this.template = template;
    this.#hash = hash;
  }
  /** keyed hash of the revealed text */
  get hash(): string {
    return this.#hash(this.#text);
  }
  reveal(): string {
    return this.#text;
  }
  /** the same without blanks at its ends, which the portal cuts off */
  trimmed(): Secret {
    const text = this.#text.trim();
    return text === this.#text ? this : new Secret(this.template, text, this.#hash);
  }
  toJSON(): { $env: string; hash: string } {
    return { $env: this.template, hash: this.hash };
  }
  toString(): string {
    return '(secret)';
  }
}

export type Value = null | boolean | number | string | Ref | Secret | FileMark | readonly Value[] | { readonly [key: string]: Value };

/** Properties of a resource by path: `title`, `settings.stages`, `label.en`. Absent means unmanaged, null means cleared. */
export type Spec = ReadonlyMap<string, Value>;

export const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string';

/** A text as the portal keeps it: without blanks at its ends. */
export function trimmed<T>(text: T): T {
  if (typeof text === 'string') return text.trim() as T;
  return text instanceof Secret ? (text.trimmed() as T) : text;
}

const plain = (value: Value): unknown => (value instanceof Secret ? value.reveal() : isFile(value) ? value.sha256 : value);

/** The text itself, for comparing; never for printing. */
export function revealed(value: Value | undefined): string | undefined {
  if (value instanceof Secret) return value.reveal();
  return value === undefined || value === null ? undefined : String(value);
}

/** Is what people call the resource by made of a secret? Then its live name is not to be shown or kept either. */
export const hidesName = (spec: Iterable<readonly [string, Value]>): boolean =>
  [...spec].some(([path, value]) => value instanceof Secret && /^(title|name|label\..+)$/.test(path));

/** Is there a secret anywhere in it? */
export const saysSecret = (value: unknown): boolean =>
  value instanceof Secret || (typeof value === 'object' && value !== null && Object.values(value).some(saysSecret));

/** Equal in content; lists compare in order, maps without order, a secret with the text it stands for, a file by its bytes. */
export function sameValue(a: Value, b: Value): boolean {
  const left = plain(a);
  const right = plain(b);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftKeys = Object.keys(left);
  if (leftKeys.length !== Object.keys(right).length) return false;
  return leftKeys.every((key) => Object.hasOwn(right, key) && sameValue((left as any)[key], (right as any)[key]));
}

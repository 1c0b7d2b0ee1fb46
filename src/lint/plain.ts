// Written values as the plain objects that JSON Schema speaks of.

import type { Written } from '../model/source.ts';
import { Secret } from '../model/value.ts';

/** `open` says what stands for a secret. */
export function plain(written: Written, open: (secret: Secret) => string): unknown {
  if (written instanceof Secret) return open(written);
  if (Array.isArray(written)) return (written as readonly Written[]).map((each) => plain(each, open));
  if (!(written instanceof Map)) return written;
  const object: Record<string, unknown> = {};
  for (const [key, value] of written as ReadonlyMap<string, Written>) Object.defineProperty(object, key, { value: plain(value, open), enumerable: true });
  return object;
}

/** A resource as an object, secrets as the text that stands for them; a text alone is its name. */
export function bodyOf(written: Written | undefined): Record<string, unknown> {
  const body = plain(written ?? null, (secret) => secret.template);
  if (typeof body === 'string') return { name: body };
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

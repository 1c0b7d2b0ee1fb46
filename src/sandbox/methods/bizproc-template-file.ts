// The file of a workflow template (.bpt), as far as the server looks into it: base64, inside it a
// serialised map, usually compressed, with TEMPLATE in it (FACTS 17.2).

import { inflateSync } from 'node:zlib';
import { RestError } from '../contract.ts';
import { isArray, isEmpty, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { unserialize } from './php-serialized.ts';

/** The bytes of TEMPLATE_DATA, given as [name, base64] or as the base64 alone. */
export function fileBytes(given: unknown): Buffer {
  const content = isEmpty(given) ? '' : toText(isArray(given) ? valuesOf(given)[1] : given);
  const bytes = content === 'false' ? Buffer.alloc(0) : Buffer.from(content, 'base64');
  if (bytes.length === 0) throw new RestError('ERROR_TEMPLATE_VALIDATION_FAILURE', 'Incorrect field TEMPLATE_DATA!');
  return bytes;
}

/** Undefined: no template in it. */
export function unpackTemplate(bytes: Buffer): PhpArray | undefined {
  return templateIn(bytes) ?? templateIn(inflated(bytes));
}

function templateIn(bytes: Buffer | undefined): PhpArray | undefined {
  const value = bytes === undefined ? undefined : unserialize(bytes);
  return isArray(value) && 'TEMPLATE' in value ? value : undefined;
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes);
  } catch {
    return undefined;
  }
}

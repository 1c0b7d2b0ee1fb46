// The file of a workflow template (.bpt), as far as the server looks into it: base64, inside it a
// serialised map, usually compressed, with TEMPLATE in it (FACTS 17.2), and of its steps those that call
// an application: they are named by client id and code, so that a file fits the application it was made for.

import { inflateSync } from 'node:zlib';
import { RestError } from '../contract.ts';
import type { Data } from '../contract.ts';
import { md5 } from './field-options.ts';
import { asArray, isArray, isEmpty, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { unserialize } from './php-serialized.ts';
import { rowsOf } from './rows.ts';

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

/** What is wrong with the steps, said in one text; undefined when nothing is. */
export function faultOfSteps(data: Data, steps: unknown): string | undefined {
  if (!isArray(steps)) return 'The value of an argument \'TEMPLATE\' must be of type array';
  for (const step of valuesOf(steps)) {
    const { Type: type, Properties: properties, Children: children } = asArray(step);
    const fault = faultOfStep(data, toText(type), asArray(properties)) ?? (isArray(children) ? faultOfSteps(data, children) : undefined);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfStep(data: Data, type: string, given: PhpArray): string | undefined {
  if (!type.startsWith('rest_')) return undefined;
  const activity = rowsOf(data, 'bizprocActivities').find((row) => type === `rest_${md5(`${row['clientId']}@${row['code']}`)}`);
  if (activity === undefined) return `Activity "${type}" is not found. `;
  const missing = Object.entries(asArray(activity['properties'])).filter(([name, property]) => {
    const { REQUIRED: required, DEFAULT: usual } = asArray(property);
    return required === 'Y' && isEmpty(given[name] ?? usual);
  });
  return missing.length === 0 ? undefined : missing.map(([name]) => `The property "${name}" is not filled. `).join('');
}

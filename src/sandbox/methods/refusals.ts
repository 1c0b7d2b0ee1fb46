// Refusals the CRM controllers share (FACTS §5): a wrong argument is code 100, a refusal for want of
// rights is ACCESS_DENIED, an error without a code of its own is "0".

import { RestError } from '../contract.ts';
import type { Call } from '../contract.ts';
import { asArray, isArray, isNumeric, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { say } from './texts.ts';
import type { TextName } from './texts.ts';
import { switchOf } from '../switches.ts';

export const refuse = (call: Call, code: string, text: TextName, ...values: readonly (string | number)[]): RestError =>
  new RestError(code, say(call.data, text, ...values), code === 'NOT_FOUND' ? toInt(switchOf(call, 'notFoundStatus')) : 400);

export const accessDenied = (call: Call): RestError => new RestError('ACCESS_DENIED', say(call.data, 'accessDenied'), toInt(switchOf(call, 'accessDeniedStatus')));

export function adminOnly(call: Call): void {
  if (!call.user.admin) throw accessDenied(call);
}

/** A controller argument declared `int`. */
export function intParam(call: Call, name: string): number {
  const value = given(call, name);
  if (!isNumeric(value)) throw wrongType(name, value, 'int');
  return toInt(value);
}

/** A controller argument declared `array`. */
export function arrayParam(call: Call, name: string): PhpArray {
  const value = given(call, name);
  if (!isArray(value)) throw wrongType(name, value, 'array');
  return value;
}

/** A controller argument declared `string`. */
export function textParam(call: Call, name: string): string {
  const value = given(call, name);
  if (isArray(value)) throw wrongType(name, value, 'string');
  return toText(value);
}

/** A controller argument declared `array` with a default. */
export function optionalArrayParam(call: Call, name: string): PhpArray {
  return call.params[name] === undefined ? {} : asArray(arrayParam(call, name));
}

function given(call: Call, name: string): unknown {
  const value = call.params[name];
  if (value === undefined || value === null) throw new RestError('100', `Could not find value for parameter {${name}}`);
  return value;
}

const wrongType = (name: string, value: unknown, type: string): RestError =>
  new RestError('100', `Invalid value {${toText(value)}} to match with parameter {${name}}. Should be value of type ${type}.`);

// How the old CRM proxies take a call and refuse it (FACTS §2.1, §2.3): parameters by any of their
// spellings, an empty code and a text.

import { RestError } from '../contract.ts';
import type { Call, Row } from '../contract.ts';
import { asArray, isArray, isSet, toInt } from './php.ts';
import type { PhpArray } from './php.ts';
import { findRow } from './rows.ts';
import { say } from './texts.ts';
import type { TextName } from './texts.ts';

export const refusal = (description: string, code = ''): RestError => new RestError(code, description);

export const refusalIn = (call: Call, text: TextName, ...values: readonly number[]): RestError => refusal(say(call.data, text, ...values));

export function crmAdminOnly(call: Call): void {
  if (!call.user.admin) throw refusal('Access denied.');
}

export function param(call: Call, name: string): unknown {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  for (const spelling of [name, name.toUpperCase(), capital, `ar${capital}`]) {
    if (isSet(call.params[spelling])) return call.params[spelling];
  }
  return undefined;
}

export function arrayOf(call: Call, name: string): PhpArray {
  const value = param(call, name);
  if (value !== undefined && !isArray(value)) throw refusal(`Parameter '${name}' must be array.`);
  return asArray(value);
}

export function idOf(call: Call): number {
  const id = toInt(isSet(call.params['ID']) ? call.params['ID'] : call.params['id']);
  if (id <= 0) throw refusal('ID is not defined or invalid.');
  return id;
}

export const statusById = (call: Call, id: number): Row | undefined => findRow(call.data, 'statuses', (row) => row['id'] === id);

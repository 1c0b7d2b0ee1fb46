// Changes of an activity or a robot -> its call. Properties and return values are maps the portal replaces as a whole, so
// all of a map goes when anything of it changed. Neither an empty name nor the settings page alone is an update
// (trap 34); an empty text clears what may be cleared.

import type { Call } from '../model/call.ts';
import type { MapSlot } from '../model/plan.ts';
import { isRef, type Value } from '../model/value.ts';
import type { Item, WriteInput } from './contract.ts';
import type { Option } from './activity-options.ts';
import { documentType } from './document-type.ts';

type Parameter = Readonly<Record<string, Value>>;

const yesOrNo = (value: unknown): unknown => (typeof value === 'boolean' ? (value ? 'Y' : 'N') : value);
const plainly = (value: Value): unknown => (Array.isArray(value) ? (value as readonly Value[]).map(yesOrNo) : yesOrNo(value));

const KEYS = ['name', 'description', 'type', 'options', 'required', 'multiple', 'default'] as const;
/** Below these names the portal takes keys as they are, and reads them in capitals. */
const AS_GIVEN = ['PROPERTIES', 'RETURN_PROPERTIES', 'OPTIONS'];

function onWire(name: string, parameter: Parameter): Record<string, unknown> {
  const keyOf = (word: string): string => (AS_GIVEN.includes(name) ? word.toUpperCase() : `${word[0]!.toUpperCase()}${word.slice(1)}`);
  const valueOf = (word: string, value: Value): unknown =>
    word === 'options' ? ({ $map: (value as unknown as readonly Option[]).map((option) => [option.value, option.text] as const) } satisfies MapSlot) : plainly(value);
  return Object.fromEntries(KEYS.flatMap((word) => (parameter[word] === undefined ? [] : [[keyOf(word), valueOf(word, parameter[word])]])));
}

/** A whole map of properties, in its order. */
function parametersOf(own: Item, section: string): Record<string, unknown> {
  const names = (own.spec.get(section) ?? []) as readonly string[];
  return Object.fromEntries(names.flatMap((name) => {
    const parameter = own.spec.get(`${section}.${name}`);
    return parameter === undefined ? [] : [[name, onWire(name, parameter as Parameter)]];
  }));
}

function filterOf(filter: Parameter, input: WriteInput): Record<string, unknown> {
  const ruleOf = (rule: Value): unknown => {
    if (isRef(rule)) return documentType(rule, input);
    if (rule === 'smartProcesses') return ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic'];
    return rule === 'b24' || rule === 'box' ? rule : [rule];
  };
  return Object.fromEntries(Object.entries(filter).map(([side, rules]) => [side.toUpperCase(), (rules as readonly Value[]).map(ruleOf)]));
}

/** What a property is in the API; empty texts clear. */
function valueOf(input: WriteInput, path: string, value: Value): Record<string, unknown> {
  switch (path) {
    case 'runAs':
      return { AUTH_USER_ID: isRef(value) ? input.id(value.$ref, 'id') : 0 };
    case 'documentType':
      return { DOCUMENT_TYPE: isRef(value) ? documentType(value, input) : '' };
    case 'filter':
      return { FILTER: value === null ? '' : filterOf(value as Parameter, input) };
    case 'useSubscription':
      return { USE_SUBSCRIPTION: yesOrNo(value) };
    case 'placementHandler':
      return value === null ? { USE_PLACEMENT: 'N' } : { HANDLER: input.own!.spec.get('handler'), USE_PLACEMENT: 'Y', PLACEMENT_HANDLER: value };
    case 'handler':
      return { HANDLER: value };
    case 'name':
      return { NAME: value };
    case 'description':
      return { DESCRIPTION: value ?? '' };
    default:
      return {};
  }
}

function fieldsOf(input: WriteInput, own: Item): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [path, { after }] of own.changed) if (input.action === 'update' || after !== null) Object.assign(fields, valueOf(input, path, after));
  for (const [section, key] of [['properties', 'PROPERTIES'], ['returnProperties', 'RETURN_PROPERTIES']] as const) {
    if ([...own.changed.keys()].some((path) => path === section || path.startsWith(`${section}.`))) fields[key] = parametersOf(own, section);
  }
  return fields;
}

export const activityWriter = (family: string) => (input: WriteInput): Call => {
  const { action, own, address, id } = input;
  const common = { context: 'app', seconds: 0.3 } as const;
  if (action === 'delete') return { method: `${family}.delete`, params: { CODE: id(address, 'code') }, retry: 'idempotent', ...common };
  const fields = fieldsOf(input, own!);
  if (action === 'create') return { method: `${family}.add`, params: { CODE: own!.spec.get('code'), ...fields }, retry: 'create', ...common };
  return { method: `${family}.update`, params: { CODE: id(address, 'code'), FIELDS: fields }, retry: 'idempotent', ...common };
};

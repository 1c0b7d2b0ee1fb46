// Changes of a field and its options -> one call. Field names carry the type's row id (traps 1, 9) or its name. Below a
// standard type labels go by the older methods, which keep what is not sent (FACTS §13).

import type { Call } from '../model/call.ts';
import { FIELD_FLAGS } from '../model/field-flags.ts';
import { yesNo } from '../model/flag.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { TextSlot } from '../model/plan.ts';
import { isRef, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Item, Kind, WriteInput } from './contract.ts';
import { enumOf, labelMap, settingsOf } from './field-lists.ts';

/** The field's own changes, in the API's words. */
function ownFields(input: WriteInput, own: Item): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [word, key] of Object.entries(FIELD_FLAGS)) if (own.changed.has(word)) fields[key] = yesNo(own.changed.get(word)!.after);
  if (own.changed.has('sort')) fields['sort'] = String(own.changed.get('sort')!.after);
  if (own.changed.has('xmlId')) fields['xmlId'] = own.changed.get('xmlId')!.after;
  if (own.mark !== undefined) fields['xmlId'] = own.mark;
  const settings = settingsOf(input, own);
  if (settings !== undefined) fields['settings'] = settings;
  if ([...own.changed.keys()].some(isLabel)) {
    fields['editFormLabel'] = labelMap(input, own, 'label');
    fields['helpMessage'] = labelMap(input, own, 'help');
  }
  return fields;
}

function nameOf({ parent, id, text }: WriteInput, own: Item): { entityId: string | TextSlot; fieldName: string | TextSlot } {
  const standard = STANDARD_TYPES[parent!]?.fields;
  const typeId = id(parent!, 'id');
  const entityId = standard ?? text('CRM_', typeId);
  return { entityId, fieldName: String(own.spec.get('fieldName') ?? '') || (standard ? `UF_${standard}_${own.key}` : text('UF_CRM_', typeId, '_', own.key)) };
}

const isLabel = (path: string): boolean => /^(label|help)\./.test(path);

/** Labels of what exists, below a type that has the older methods. */
export const labelsApart: NonNullable<Kind['apart']> = {
  name: 'labels',
  holds: (path, { row }) => isLabel(path) && STANDARD_TYPES[row?.parent ?? '']?.olderFields !== undefined,
};

function writeLabels(input: WriteInput, own: Item): Call {
  const fields: Record<string, unknown> = {};
  for (const [word, key] of [['label', 'EDIT_FORM_LABEL'], ['help', 'HELP_MESSAGE']] as const) {
    if ([...own.changed.keys()].some((path) => path.startsWith(`${word}.`))) fields[key] = labelMap(input, own, word);
  }
  const method = `${STANDARD_TYPES[input.parent!]!.olderFields!}.update`;
  return { method, params: { id: input.id(input.address, 'id'), fields }, retry: 'idempotent', seconds: 0.5 };
}

export function writeField(input: WriteInput): Call {
  const { own, action, id } = input;
  if (input.apart) return writeLabels(input, own!);
  const field = own ? ownFields(input, own) : {};
  if (input.parts.some((part) => part.action !== 'none')) Object.assign(field, { userTypeId: 'enumeration', enum: enumOf(input) });
  if (action === 'update') {
    return { method: 'userfieldconfig.update', params: { moduleId: 'crm', id: id(input.address, 'id'), field }, retry: 'idempotent', seconds: 0.5 };
  }
  for (const word of ['editFormLabel', 'helpMessage']) if (field[word] && Object.keys(field[word]).length === 0) delete field[word];
  const type = own!.spec.get('type');
  const identity = { ...nameOf(input, own!), userTypeId: isRef(type) ? id(type.$ref, 'userTypeId') : type };
  return { method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { ...identity, ...field } }, retry: 'create', seconds: 0.7 };
}

/** The type of an application is named with the number of its installation: that of another one is nobody's. */
export const orphaned: NonNullable<Kind['fixedHint']> = (path: string, before: Value | undefined) =>
  (path === 'type' && typeof before === 'string' && /^rest_\d+_/.test(before) ? texts.fieldTypes.orphaned(before) : undefined);

/** An update of labels is an update of all of them, and some kinds of labels are not declared. */
export function labelsLost({ action, changed, row }: Item): string[] {
  const labels = [...changed.keys()].some(isLabel);
  if (action === 'create' || !labels || !row?.losesLabels) return [];
  return [texts.rules.labelsLost];
}

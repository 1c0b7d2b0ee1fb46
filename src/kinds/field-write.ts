// Changes of a field and its options -> one call. Field names carry the type's row id (traps 1, 9).

import type { Call } from '../model/call.ts';
import { FIELD_FLAGS } from '../model/field-flags.ts';
import { yesNo } from '../model/flag.ts';
import type { Item, WriteInput } from './contract.ts';
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
  if ([...own.changed.keys()].some((path) => path.startsWith('label.') || path.startsWith('help.'))) {
    fields['editFormLabel'] = labelMap(input, own, 'label');
    fields['helpMessage'] = labelMap(input, own, 'help');
  }
  return fields;
}

export function writeField(input: WriteInput): Call {
  const { own, action, parent, id, text } = input;
  const field = own ? ownFields(input, own) : {};
  if (input.parts.some((part) => part.action !== 'none')) Object.assign(field, { userTypeId: 'enumeration', enum: enumOf(input) });
  if (action === 'update') {
    return { method: 'userfieldconfig.update', params: { moduleId: 'crm', id: id(input.address, 'id'), field }, retry: 'idempotent', seconds: 0.5 };
  }
  for (const word of ['editFormLabel', 'helpMessage']) if (field[word] && Object.keys(field[word]).length === 0) delete field[word];
  const typeId = id(parent!, 'id');
  const identity = { entityId: text('CRM_', typeId), fieldName: text('UF_CRM_', typeId, '_', own!.key), userTypeId: own!.spec.get('type') };
  return { method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { ...identity, ...field } }, retry: 'create', seconds: 0.7 };
}

/** An update of labels is an update of all of them, and some kinds of labels are not declared. */
export function labelsLost({ action, changed, row }: Item): string[] {
  const labels = [...changed.keys()].some((path) => /^(label|help)\./.test(path));
  if (action === 'create' || !labels || !row?.losesLabels) return [];
  return ['the labels of the list column, the filter and the error message, set elsewhere, will be lost: the portal rebuilds all labels of a field at once'];
}

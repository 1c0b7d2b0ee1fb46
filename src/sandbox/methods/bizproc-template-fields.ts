// What importing a template does besides: fields of the document that the file speaks of and the object
// does not have are made, as the old card would have made them (FACTS 17.2). Only user fields can be
// missing, so nothing but their codes is looked at.

import type { Call, Row } from '../contract.ts';
import { addRow, findRow, nextNumber } from './rows.ts';
import { addOptions } from '../seed-parts.ts';
import { isFieldType, settingsFor } from './field-types.ts';
import { allEntityTypes, entityTypeName, fieldEntityId } from './owner-types.ts';
import { asArray, isArray, toText, valuesOf } from './php.ts';

const fieldTypes: Readonly<Record<string, string>> = { select: 'enumeration', text: 'string', bool: 'boolean', int: 'integer', user: 'employee' };

export function addMissingFields(call: Call, documentType: unknown, fields: unknown): void {
  const entityTypeId = allEntityTypes(call.data).find((one) => entityTypeName(one) === toText(documentType).toUpperCase());
  if (entityTypeId === undefined || !isArray(fields)) return;
  const entityId = fieldEntityId(call.data, entityTypeId);
  for (const [code, described] of Object.entries(fields)) {
    const fieldName = code.toUpperCase();
    const missing = findRow(call.data, 'fields', (row) => row['entityId'] === entityId && row['fieldName'] === fieldName) === undefined;
    const makeable = fieldName.startsWith('UF_CRM_') && !fieldName.endsWith('_PRINTABLE') && !code.includes('.');
    if (missing && makeable) addField(call, entityId, fieldName, asArray(described));
  }
}

function addField(call: Call, entityId: string, fieldName: string, described: Row): void {
  const given = toText(described['Type']).replace(/^UF:/, '');
  const userTypeId = fieldTypes[given] ?? given;
  if (!isFieldType(call.data, userTypeId)) return;
  const label = toText(described['Name']);
  const flag = (value: unknown): 'Y' | 'N' => (value === 'Y' ? 'Y' : 'N');
  const field: Row = {
    id: nextNumber(call.data, 'field'), entityId, fieldName, userTypeId, xmlId: null, sort: 150,
    multiple: flag(described['Multiple']), mandatory: flag(described['Required']),
    showFilter: userTypeId === 'employee' ? 'I' : 'E', showInList: 'Y', editInList: 'Y', isSearchable: 'N',
    settings: settingsFor(call, userTypeId, userTypeId === 'double' ? { PRECISION: 2 } : {}),
    labels: { [call.data.language]: { editFormLabel: label, listColumnLabel: label, listFilterLabel: label } },
  };
  addRow(call.data, 'fields', field);
  if (userTypeId === 'enumeration') addOptions(call.data, field, valuesOf(described['Options']).map(toText));
}

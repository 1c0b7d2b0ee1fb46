// Values of user fields in records, kept under the field's own code. They go with the field, with the
// option they point at, and with the record (FACTS §12.7, §33).

import type { Data, Row } from '../contract.ts';
import { fieldEntityId } from './owner-types.ts';
import { rowsOf } from './rows.ts';

const itemsWith = (data: Data, field: Row): Row[] =>
  rowsOf(data, 'items').filter((item) => fieldEntityId(data, item['entityTypeId']) === field['entityId'] && field['fieldName'] in item['values']);

export function forgetField(data: Data, field: Row): void {
  for (const item of itemsWith(data, field)) delete item['values'][field['fieldName']];
}

export function forgetOption(data: Data, field: Row, optionId: number): void {
  const name: string = field['fieldName'];
  for (const item of itemsWith(data, field)) {
    const value: unknown = item['values'][name];
    if (Array.isArray(value)) item['values'][name] = value.filter((one) => one !== optionId);
    else if (value === optionId) item['values'][name] = null;
  }
}

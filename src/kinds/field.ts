// https://apidocs.bitrix24.com/api-reference/crm/universal/userfieldconfig/index.html
// Its name is UF_CRM_<row id of the type>_<key> (traps 1, 9): no two of one type are alike. Options are resources
// of their own that are written with it. Reading, row, body and call each stand in a file beside this one.

import { revealed } from '../model/value.ts';
import type { Kind } from './contract.ts';
import { fieldProperties } from './field-body.ts';
import { checkField } from './field-check.ts';
import { fieldReads, fieldRows, fieldsKnown } from './field-read.ts';
import { labelsLost, writeField } from './field-write.ts';

export const field: Kind = {
  name: 'field',
  parent: 'smartProcess',
  section: 'fields',
  scopes: ['userfieldconfig', 'crm'],
  fixed: ['type', 'multiple'],
  keyed: true,
  mark: 'xmlId',
  declare: fieldProperties,
  check: (own, children) => checkField(own, children('option')),
  identify: ({ key, spec }) => ({ key, name: revealed([...spec].find(([path]) => path.startsWith('label.'))?.[1]) ?? key }),
  narrow: fieldsKnown,
  reads: fieldReads,
  parse: fieldRows,
  write: writeField,
  risks: labelsLost,
  created: (result) => (result?.field ? { id: Number(result.field.id), fieldName: String(result.field.fieldName) } : undefined),
  uid: (ids) => `field:${ids['id']}`,
};

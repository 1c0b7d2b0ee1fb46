// https://apidocs.bitrix24.com/api-reference/crm/universal/userfieldconfig/index.html
// Its name is UF_CRM_<row id of the type>_<key> (traps 1, 9), below standard types UF_CRM_DEAL_<key> or UF_CRM_<key>. Options are resources
// of their own that are written with it. Reading, row, body and call each stand in a file beside this one.

import { revealed, type Spec } from '../model/value.ts';
import type { Identity, Kind } from './contract.ts';
import { fieldProperties } from './field-body.ts';
import { checkField, uncreatable } from './field-check.ts';
import { fieldReads, fieldRows, fieldsKnown } from './field-read.ts';
import { labelsApart, labelsLost, orphaned, writeField } from './field-write.ts';
import { fieldPulled } from './field-pulled.ts';
import { recordsWith, strayFields } from './field-records.ts';

const keyOrPin = (key: string, spec: Spec): Pick<Identity, 'key' | 'pin'> => {
  const value = spec.get('fieldName');
  return value === undefined ? { key } : { pin: { property: 'fieldName', value } };
};

export const field: Kind = {
  name: 'field',
  parents: ['smartProcess', 'crm'],
  section: 'fields',
  scopes: ['userfieldconfig', 'crm'],
  probe: 'userfieldconfig.add',
  fixed: ['type', 'multiple', 'fieldName'],
  fixedHint: orphaned,
  apart: labelsApart,
  uncreatable,
  handle: 'fieldName',
  pulled: fieldPulled,
  keyed: true,
  mark: 'xmlId',
  declare: fieldProperties,
  check: (own, children) => checkField(own, children('option')),
  identify: ({ key, spec }) => ({ ...keyOrPin(key, spec), name: revealed([...spec].find(([path]) => path.startsWith('label.'))?.[1]) ?? key }),
  narrow: fieldsKnown,
  reads: fieldReads,
  parse: fieldRows,
  records: recordsWith,
  strays: strayFields,
  write: writeField,
  risks: labelsLost,
  created: (result) => (result?.field ? { id: Number(result.field.id), fieldName: String(result.field.fieldName) } : undefined),
  uid: (ids) => `field:${ids['id']}`,
};

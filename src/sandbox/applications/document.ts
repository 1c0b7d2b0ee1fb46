// Records as business processes know them: a triple of module, class and text (FACTS 17.4), and what a
// default such as {=Document:TITLE} comes to for one of them.

import type { Data, Row } from '../contract.ts';
import { allEntityTypes, entityTypeName } from '../methods/owner-types.ts';
import { camelToUpper } from '../methods/php.ts';
import { findRow } from '../methods/rows.ts';

export type BizprocDocument = { readonly id: readonly string[]; readonly type: readonly string[]; readonly record: Row };

const classes: Readonly<Record<string, string>> = {
  LEAD: 'CCrmDocumentLead', DEAL: 'CCrmDocumentDeal', CONTACT: 'CCrmDocumentContact', COMPANY: 'CCrmDocumentCompany',
  QUOTE: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Quote', SMART_INVOICE: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\SmartInvoice',
};

const dynamicClass = 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic';

/** `DEAL_57`, `DYNAMIC_1030_4`: the last part of the triple says it all. */
export function documentOf(data: Data, name: string): BizprocDocument {
  const [, typeName, number] = /^([A-Z]\w*)_(\d+)$/.exec(name.toUpperCase()) ?? [];
  const entityTypeId = allEntityTypes(data).find((one) => entityTypeName(one) === typeName);
  if (typeName === undefined || entityTypeId === undefined) throw new Error(`no such kind of document: ${name}; DEAL_57 or DYNAMIC_1030_4 is expected`);
  const record = findRow(data, 'items', (row) => row['entityTypeId'] === entityTypeId && row['id'] === Number(number));
  if (record === undefined) throw new Error(`no such document on the portal: ${name}`);
  const entity = classes[typeName] ?? dynamicClass;
  return { id: ['crm', entity, `${typeName}_${number}`], type: ['crm', entity, typeName], record };
}

/** Expressions of one field of the document; what nobody knows becomes nothing. */
export function resolved(value: unknown, record: Row): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, record));
  if (typeof value !== 'string') return value;
  return value.replace(/\{=\s*Document\s*:\s*(\w+)\s*\}/gi, (_, name: string) => textOf(fieldOf(record, name)));
}

function fieldOf(record: Row, name: string): unknown {
  const key = Object.keys(record).find((one) => camelToUpper(one) === name.toUpperCase());
  return key === undefined ? (record['values'] as Row | undefined)?.[name.toUpperCase()] : record[key];
}

const textOf = (value: unknown): string => (value === null || value === undefined || typeof value === 'object' ? '' : String(value));

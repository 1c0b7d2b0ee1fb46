// The entity types the portal is born with, and the numbers smart processes may take (FACTS §8.1, §12.1).

import type { Call, Data, Row } from '../contract.ts';
import { findRow, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

export const lead = 1;
export const deal = 2;
export const contact = 3;
export const company = 4;
export const quote = 7;
export const order = 14;
export const smartInvoice = 31;
export const smartDocument = 36;
export const smartB2eDocument = 39;

/** Built on the tables of smart processes, yet never listed among them. */
export const builtInTypes: readonly number[] = [smartInvoice, smartDocument, smartB2eDocument];

const names: Readonly<Record<number, readonly [name: string, en: string, ru: string]>> = {
  [lead]: ['LEAD', 'Lead', 'Лид'],
  [deal]: ['DEAL', 'Deal', 'Сделка'],
  [contact]: ['CONTACT', 'Contact', 'Контакт'],
  [company]: ['COMPANY', 'Company', 'Компания'],
  [quote]: ['QUOTE', 'Estimate', 'Предложение'],
  [order]: ['ORDER', 'Order', 'Заказ'],
  [smartInvoice]: ['SMART_INVOICE', 'Invoice', 'Счет'],
  [smartDocument]: ['SMART_DOCUMENT', 'Document', 'Документ'],
  [smartB2eDocument]: ['SMART_B2E_DOC', 'HR document', 'Кадровый документ'],
};

export const entityTypeName = (entityTypeId: number): string => names[entityTypeId]?.[0] ?? `DYNAMIC_${entityTypeId}`;

export const entityTypeTitle = (data: Data, entityTypeId: number): string =>
  names[entityTypeId]?.[data.language === 'ru' ? 2 : 1] ?? '';

/** Entity types with cards, lists and user fields of their own, besides smart processes. */
const staticFactories: readonly number[] = [lead, deal, contact, company, quote, ...builtInTypes];

export const withoutFunnels: readonly number[] = [lead, quote];

export function isSmartProcessNumber(call: Call, entityTypeId: number): boolean {
  if (entityTypeId >= 1030) return entityTypeId % 2 === 0;
  if (entityTypeId === 192) return switchOf(call, 'entityTypeId192') === 'accepted';
  return entityTypeId >= 128 && entityTypeId < 192;
}

export const smartProcesses = (data: Data): Row[] =>
  rowsOf(data, 'types').filter((type) => type['isInitialized'] === true && !builtInTypes.includes(type['entityTypeId']));

export const typeByNumber = (data: Data, entityTypeId: number): Row | undefined =>
  findRow(data, 'types', (type) => type['entityTypeId'] === entityTypeId && type['isInitialized'] === true);

export const hasFactory = (data: Data, entityTypeId: number): boolean =>
  staticFactories.includes(entityTypeId) || typeByNumber(data, entityTypeId) !== undefined;

/** Object code of user fields: the row id of a smart process, not its entityTypeId. */
export function fieldEntityId(data: Data, entityTypeId: number): string {
  if (staticFactories.includes(entityTypeId)) return `CRM_${entityTypeName(entityTypeId)}`;
  return `CRM_${typeByNumber(data, entityTypeId)?.['id']}`;
}

export const allEntityTypes = (data: Data): number[] => [
  ...staticFactories,
  ...smartProcesses(data).map((type): number => type['entityTypeId']),
];

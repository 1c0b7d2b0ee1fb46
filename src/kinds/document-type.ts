// What workflows call a type of documents: a triple of module, class and type (FACTS §17.4). The class is the
// portal's own PHP, and the type carries a number that every portal has its own of, so references stand for both.

import { splitAddress } from '../model/address.ts';
import type { Ref } from '../model/value.ts';
import type { WriteInput } from './contract.ts';

/** What a reference to a type of documents may name. */
export const DOCUMENT_TYPES = ['standard', 'smartProcess', 'list'];

const CRM = 'Bitrix\\Crm\\Integration\\BizProc\\Document\\';
const STANDARD: Readonly<Record<string, readonly [document: string, type: string]>> = {
  lead: ['CCrmDocumentLead', 'LEAD'],
  contact: ['CCrmDocumentContact', 'CONTACT'],
  company: ['CCrmDocumentCompany', 'COMPANY'],
  deal: ['CCrmDocumentDeal', 'DEAL'],
  quote: [`${CRM}Quote`, 'QUOTE'],
  order: [`${CRM}Order`, 'ORDER'],
  invoice: [`${CRM}SmartInvoice`, 'SMART_INVOICE'],
};

export function documentType({ $ref: address }: Ref, { id, text }: Pick<WriteInput, 'id' | 'text'>): unknown {
  const standard = STANDARD[address];
  if (standard !== undefined) return ['crm', ...standard];
  // universal lists; those of the news feed (bitrix_processes) are no lists of people
  if (/^list[.[]/.test(splitAddress(address)[0]!)) return ['lists', 'Bitrix\\Lists\\BizprocDocumentLists', text('iblock_', id(address, 'id'))];
  return ['crm', `${CRM}Dynamic`, text('DYNAMIC_', id(address, 'entityTypeId'))];
}

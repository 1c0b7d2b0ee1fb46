// The CRM types every portal has: they can be referred to and configured, not created. Numbers: FACTS §8.1,
// crm.enum.ownertype; user fields: FACTS §12.1, §13.

export interface StandardType {
  readonly entityTypeId: number;
  /** key in the settings of a `crm` field (FACTS §12.6) */
  readonly fieldKey?: string;
  /** may stand above a smart process in a relation / below it (FACTS §8.3) */
  readonly parent: boolean;
  readonly child: boolean;
  /** what its user fields belong to: `CRM_DEAL`, and names begin with `UF_CRM_DEAL_`; absent: it is not configured here */
  readonly fields?: string;
  /** method family of its older user-field methods, which lead to the same fields */
  readonly olderFields?: string;
}

export const STANDARD_TYPES: Readonly<Record<string, StandardType>> = {
  lead: { entityTypeId: 1, fieldKey: 'LEAD', parent: true, child: true, fields: 'CRM_LEAD', olderFields: 'crm.lead.userfield' },
  deal: { entityTypeId: 2, fieldKey: 'DEAL', parent: true, child: true, fields: 'CRM_DEAL', olderFields: 'crm.deal.userfield' },
  contact: { entityTypeId: 3, fieldKey: 'CONTACT', parent: false, child: true, fields: 'CRM_CONTACT', olderFields: 'crm.contact.userfield' },
  company: { entityTypeId: 4, fieldKey: 'COMPANY', parent: false, child: true, fields: 'CRM_COMPANY', olderFields: 'crm.company.userfield' },
  quote: { entityTypeId: 7, fieldKey: 'QUOTE', parent: true, child: true, fields: 'CRM_QUOTE', olderFields: 'crm.quote.userfield' },
  order: { entityTypeId: 14, fieldKey: 'ORDER', parent: true, child: false },
  invoice: { entityTypeId: 31, fieldKey: 'SMART_INVOICE', parent: true, child: true, fields: 'CRM_SMART_INVOICE' },
};

export const standardTypeByNumber = (entityTypeId: number): string | undefined =>
  Object.keys(STANDARD_TYPES).find((name) => STANDARD_TYPES[name]!.entityTypeId === entityTypeId);

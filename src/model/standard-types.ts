// The CRM types every portal has: they can be referred to, not created. Numbers: FACTS §8.1, crm.enum.ownertype.

export interface StandardType {
  readonly entityTypeId: number;
  /** key in the settings of a `crm` field (FACTS §12.6) */
  readonly fieldKey?: string;
  /** may stand above a smart process in a relation / below it (FACTS §8.3) */
  readonly parent: boolean;
  readonly child: boolean;
}

export const STANDARD_TYPES: Readonly<Record<string, StandardType>> = {
  lead: { entityTypeId: 1, fieldKey: 'LEAD', parent: true, child: true },
  deal: { entityTypeId: 2, fieldKey: 'DEAL', parent: true, child: true },
  contact: { entityTypeId: 3, fieldKey: 'CONTACT', parent: false, child: true },
  company: { entityTypeId: 4, fieldKey: 'COMPANY', parent: false, child: true },
  quote: { entityTypeId: 7, fieldKey: 'QUOTE', parent: true, child: true },
  order: { entityTypeId: 14, fieldKey: 'ORDER', parent: true, child: false },
  invoice: { entityTypeId: 31, fieldKey: 'SMART_INVOICE', parent: true, child: true },
};

export const standardTypeByNumber = (entityTypeId: number): string | undefined =>
  Object.keys(STANDARD_TYPES).find((name) => STANDARD_TYPES[name]!.entityTypeId === entityTypeId);

// Entries that every portal has in its dictionaries from birth, by code. Those the portal marks as its own (`SYSTEM`)
// need no list; these it does not mark. Source: crm/classes/general/crm_status.php and crm/install (the default rows).

const CODES: Readonly<Record<string, readonly string[]>> = {
  SOURCE: ['EMAIL', 'WEB', 'ADVERTISING', 'PARTNER', 'RECOMMENDATION', 'TRADE_SHOW', 'OTHER'],
  CONTACT_TYPE: ['CLIENT', 'SUPPLIER', 'PARTNER', 'OTHER'],
  COMPANY_TYPE: ['CUSTOMER', 'SUPPLIER', 'COMPETITOR', 'PARTNER', 'OTHER'],
  EMPLOYEES: ['EMPLOYEES_2', 'EMPLOYEES_3', 'EMPLOYEES_4'],
  INDUSTRY: ['IT', 'TELECOM', 'MANUFACTURING', 'BANKING', 'CONSULTING', 'FINANCE', 'GOVERNMENT', 'DELIVERY', 'ENTERTAINMENT', 'NOTPROFIT', 'OTHER'],
  DEAL_TYPE: ['COMPLEX', 'GOODS', 'SERVICES', 'SERVICE'],
  HONORIFIC: ['HNR_EN_1', 'HNR_EN_2', 'HNR_EN_3', 'HNR_EN_4', 'HNR_RU_1', 'HNR_RU_2'],
};

/** A dictionary is whatever `crm.status` keeps that is no row of stages. */
export const isFactoryEntry = (dictionary: string, code: string): boolean => CODES[dictionary]?.includes(code) ?? false;

import { expect, test } from 'vitest';
import { itemFieldName } from '../../src/model/item-field-name.ts';

test.each([
  // crm/universal/index.md
  ['UF_CRM_3_DIGIT', 'ufCrm3Digit'],
  ['UF_CRM_10_5186744711', 'ufCrm10_5186744711'],
  ['UF_CRM_3_DIGIT10', 'ufCrm_3_DIGIT10'],
  ['UF_CRM_3_DIGIT_10', 'ufCrm_3_DIGIT_10'],
  ['UF_CRM_1747309879', 'ufCrm_1747309879'],
  // the rest by the patterns of the server
  ['UF_CRM_41_SERIAL_NUMBER', 'ufCrm41SerialNumber'],
  ['UF_CRM_41_SERIAL__NUMBER', 'ufCrm41SerialNumber'],
  ['UF_CRM_9999_SERIAL', 'ufCrm9999Serial'],
  ['UF_CRM_10000_SERIAL', 'ufCrm_10000_SERIAL'],
  ['UF_CRM_DEAL_CONTRACT_NO', 'ufCrmDealContractNo'],
  ['UF_CRM_DEAL_CONTRACT_2', 'ufCrm_DEAL_CONTRACT_2'],
  ['UF_CRM_SMART_INVOICE_PAID', 'ufCrmSmartInvoicePaid'],
  ['UF_CRM_41_2024_12', 'ufCrm41_2024_12'],
  ['UF_CRM_41_1_2', 'ufCrm41_12'],
])('a record has %s under %s', (column, name) => expect(itemFieldName(column)).toBe(name));

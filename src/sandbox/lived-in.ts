// A portal whose people have arranged the standard types by hand for years, and two smart processes
// beside them: what the browser, old scripts and other integrations leave behind. Codes are made up by
// the portal, labels repeat, a system entry was renamed, a stage is gone, numbers are codes.
// Nothing of it belongs to whoever configures the portal; the codes below never change.

import type { Data, Row } from './contract.ts';
import { companyPictures } from './methods/field-access.ts';
import { addFunnel, defaultFunnel, defaultFunnelName, stagePrefix, stagesEntityId } from './methods/funnels.ts';
import { company, contact, deal, lead, quote, smartInvoice } from './methods/owner-types.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './methods/rows.ts';
import { initialToggles } from './methods/type-columns.ts';
import { portalLanguages } from './methods/userfield-input.ts';
import { addCardField, addOldField, addOptions, addRecord, sayIn, type Say, type Words } from './seed-parts.ts';

const began = Date.UTC(2025, 0, 16, 14);

/** Changes the data and returns it. */
export function seedLivedIn(data: Data): Data {
  const say = sayIn(data);
  arrangeStages(data, say);
  const service = addServiceFunnel(data, say);
  arrangeDictionaries(data, say);
  const [serial, condition] = addFields(data, say);
  addCompanyPictures(data, say);
  addClientFunnel(data);
  const general: Row = { id: 0, entityTypeId: deal };
  for (let number = 0; number < 8; number += 1) addRecord(data, deal, number > 4 ? service : general, `${say(['Deal', 'Сделка'])} ${number + 1}`, [serial, condition], number, began);
  for (const entityTypeId of [lead, contact, company, quote]) addRecord(data, entityTypeId, { id: 0, entityTypeId }, say(['Pump works', 'Насосный завод']), [], 0, began);
  addRecord(data, smartInvoice, defaultFunnel(data, smartInvoice)!, say(['Invoice 1', 'Счет 1']), [], 1, began);
  // an invoice is made of a deal or an estimate
  for (const parent of [deal, quote]) addRow(data, 'relations', { parent, child: smartInvoice, isChildrenListEnabled: true });
  addProcesses(data, say);
  return data;
}

function addStage(data: Data, entityTypeId: number, funnelId: number, code: string, name: string, sort: number): void {
  const entityId = stagesEntityId(entityTypeId, funnelId);
  const prefix = stagePrefix(entityTypeId, funnelId);
  for (const stage of rowsOf(data, 'statuses')) if (stage['entityId'] === entityId && stage['sort'] >= sort) stage['sort'] += 10;
  addRow(data, 'statuses', {
    id: nextNumber(data, 'status'), entityId, statusId: prefix === '' ? code : `${prefix}:${code}`, name, nameInit: '', sort, system: 'N', categoryId: funnelId, color: '#ace9fb', semantics: null,
  });
}

function rename(data: Data, entityId: string, statusId: string, name: string): void {
  findRow(data, 'statuses', (row) => row['entityId'] === entityId && row['statusId'] === statusId)!['name'] = name;
}

/** Stages of one's own in every funnel, the first deal stage renamed, one of the deal stages thrown away. */
function arrangeStages(data: Data, say: Say): void {
  addStage(data, deal, 0, 'UC_A1B2C3', say(['Site visit', 'Выезд на объект']), 30);
  for (const item of rowsOf(data, 'items')) if (item['stageId'] === 'PREPAYMENT_INVOICE') item['stageId'] = 'EXECUTING';
  removeRows(data, 'statuses', (row) => row['entityId'] === 'DEAL_STAGE' && row['statusId'] === 'PREPAYMENT_INVOICE');
  rename(data, 'DEAL_STAGE', 'NEW', say(['Request', 'Заявка']));
  addStage(data, lead, 0, 'UC_L7X0QK', say(['Called back', 'Перезвонили']), 30);
  addStage(data, quote, 0, 'UC_Q5D2MN', say(['Discussed', 'Обсуждаем']), 30);
  addStage(data, smartInvoice, defaultFunnel(data, smartInvoice)!['id'], 'UC_N8V3RT', say(['Reminded', 'Напомнили']), 30);
}

function addServiceFunnel(data: Data, say: Say): Row {
  const funnel = addFunnel(data, deal, { name: say(['Service contracts', 'Сервисные договоры']), sort: 100, isDefault: false, originId: '', originatorId: '', open: true });
  addStage(data, deal, funnel['id'], 'UC_S9W4ZP', say(['Inspection', 'Осмотр']), 20);
  return funnel;
}

/** A system entry under another name, codes that are numbers, and one the browser drew by lot. */
function arrangeDictionaries(data: Data, say: Say): void {
  rename(data, 'SOURCE', 'CALL', say(['Phone', 'Телефон']));
  const entries: readonly (readonly [dictionary: string, code: string, name: string, sort: number])[] = [
    ['SOURCE', '1', say(['Fair in spring', 'Весенняя выставка']), 90],
    ['SOURCE', '2', say(['Leaflet', 'Листовка']), 100],
    ['SOURCE', 'UC_K3M9QX', say(['Messenger', 'Мессенджер']), 110],
    ['CONTACT_TYPE', 'UC_7F0T2B', say(['Site foreman', 'Прораб']), 50],
    ['COMPANY_TYPE', '3', say(['Subcontractor', 'Субподрядчик']), 60],
    ['INDUSTRY', 'UC_0P4YHD', say(['Construction', 'Строительство']), 120],
    ['DEAL_TYPE', '1', say(['Repair', 'Ремонт']), 60],
  ];
  for (const [entityId, statusId, name, sort] of entries) {
    addRow(data, 'statuses', { id: nextNumber(data, 'status'), entityId, statusId, name, nameInit: '', sort, system: 'N', categoryId: 0, color: null, semantics: null });
  }
}

/** On deals two fields bear one label, and UF_CRM_CONTRACT stands beside UF_CRM_DEAL_CONTRACT. */
function addFields(data: Data, say: Say): [serial: Row, condition: Row] {
  const field = { entityId: 'CRM_DEAL', type: 'string', label: ['Serial number', 'Серийный номер'] } as const;
  const serial = addOldField(data, { ...field, fieldName: 'UF_CRM_1737036800' });
  const condition = addOldField(data, { ...field, fieldName: 'UF_CRM_1737036861', type: 'enumeration', label: ['Condition', 'Состояние'], sort: 150 });
  addOptions(data, condition, [say(['Works', 'Исправно']), say(['Broken', 'Сломано']), say(['Written off', 'Списано'])]);
  addCardField(data, { ...field, fieldName: 'UF_CRM_1741255200', xmlId: '' });
  addOldField(data, { ...field, fieldName: 'UF_CRM_1713790573', type: 'crm_status', label: ['Field of work', 'Сфера работы'], showFilter: 'I' });
  const contract = addOldField(data, { ...field, fieldName: 'UF_CRM_CONTRACT', label: ['Contract no.', 'Номер договора'], xmlId: '' });
  contract['labels'] = Object.fromEntries(portalLanguages.map((language) => [language, everyKind(say(['Contract no.', 'Номер договора']))]));
  addCardField(data, { ...field, fieldName: 'UF_CRM_DEAL_CONTRACT', label: ['Contract no.', 'Номер договора'] });
  for (const owner of ['LEAD', 'CONTACT', 'COMPANY', 'QUOTE']) {
    addOldField(data, { ...field, entityId: `CRM_${owner}`, fieldName: 'UF_CRM_1738000000', type: 'date', label: ['Last visit', 'Последний визит'] });
  }
  addCardField(data, { ...field, entityId: 'CRM_SMART_INVOICE', fieldName: 'UF_CRM_SMART_INVOICE_1738000061', type: 'employee', label: ['Engineer', 'Инженер'], showFilter: 'N' });
  return [serial, condition];
}

/** Made by the portal itself, without UF_CRM_ in their codes. */
function addCompanyPictures(data: Data, say: Say): void {
  const labels: readonly Words[] = [['Logo', 'Логотип'], ['Stamp', 'Печать'], ["CEO's signature", 'Подпись руководителя'], ["Accountant's signature", 'Подпись бухгалтера']];
  companyPictures.forEach((fieldName, index) => {
    const label = labels[index]!;
    const field = addCardField(data, { entityId: 'CRM_COMPANY', fieldName, type: 'file', label, sort: (index + 1) * 100, showFilter: 'N' });
    field['showInList'] = 'N';
    field['labels'][data.language]['listColumnLabel'] = say(label);
  });
}

/** As an old script said it: all five texts alike, in every language. */
const everyKind = (text: string): Row => ({ editFormLabel: text, listColumnLabel: text, listFilterLabel: text, errorMessage: text, helpMessage: text });

/** Where documents are signed, contacts have a second, system funnel. */
const addClientFunnel = (data: Data): Row => addFunnel(data, contact, {
  name: sayIn(data)(['Recipients', 'Получатели']), sort: 500, isDefault: false, isSystem: true, code: 'SMART_DOCUMENT_CONTACT', open: true,
});

/** Two smart processes by the same name, the second one with a funnel and a stage of its own. */
function addProcesses(data: Data, say: Say): void {
  for (const second of [false, true]) {
    const entityTypeId = nextNumber(data, 'entityTypeId', 2);
    const type: Row = {
      id: nextNumber(data, 'crm_type'), entityTypeId, title: say(['Equipment', 'Оборудование']), code: null, solutionId: null, ...initialToggles(),
      isStagesEnabled: true, isCategoriesEnabled: second, createdBy: 3, updatedBy: 3, createdTime: began, updatedTime: began,
    };
    addRow(data, 'types', type);
    const common = { sort: 500, isSystem: false, code: '', open: true };
    const first = addFunnel(data, entityTypeId, { name: defaultFunnelName(data), ...common, isDefault: true });
    addStage(data, entityTypeId, first['id'], 'UC_E6J1CW', say(['At the customer', 'У заказчика']), 30);
    const serial = addOldField(data, { entityId: `CRM_${type['id']}`, fieldName: `UF_CRM_${type['id']}_1737036800`, type: 'string', label: ['Serial number', 'Серийный номер'] });
    if (second) addStage(data, entityTypeId, addFunnel(data, entityTypeId, { name: say(['Rental', 'Аренда']), ...common, isDefault: false })['id'], 'UC_R2H8UF', say(['Rented out', 'В аренде']), 20);
    for (let number = 0; number < 3; number += 1) addRecord(data, entityTypeId, first, `${type['title']} ${number + 1}`, [serial], number, began);
  }
}

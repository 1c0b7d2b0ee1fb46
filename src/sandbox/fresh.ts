// A new portal: dictionaries and first stages in its language, the entity types it is born with,
// currencies, a universal list or two, and the fields of tasks and events that can point at records.
// Its people come from people.ts.

import type { Data, Row } from './contract.ts';
import { withPeople } from './people.ts';
import { dealStages, dictionaries, forgottenDictionaries, honorificsOf, leadStages, quoteStages } from './methods/default-stages.ts';
import { addDefaultStages, addFunnel, defaultFunnelName, newDealDefault } from './methods/funnels.ts';
import { linkedFieldKeys } from './methods/linked-fields.ts';
import { smartB2eDocument, smartDocument, smartInvoice } from './methods/owner-types.ts';
import { addRow, nextNumber } from './methods/rows.ts';
import { initialToggles } from './methods/type-columns.ts';

const birthday = Date.UTC(2025, 8, 1);

export function freshData(language: 'en' | 'ru'): Data {
  const data: Data = {
    language,
    // §8.1: the first smart process gets 1030 unless it chooses another number. The other numbers start
    // apart from each other, so that an id taken for one of another kind is found out (FACTS §35.9)
    sequences: { entityTypeId: 1028, crm_type: 6, category: 20, dealCategory: 2, status: 100, field: 200, enum: 60, solution: 2, section: 10 },
    tables: Object.fromEntries(['relations', 'solutions', 'enums', 'items', 'recycleBin', 'dealCategories'].map((name) => [name, []])),
    options: { defaultDealFunnel: newDealDefault(language) },
  };
  addDictionaries(data);
  addBuiltInTypes(data);
  addLinkedFields(data);
  data.tables['currencies'] = currencies(language);
  data.tables['lists'] = lists(language);
  return withPeople(data);
}

/** Entries installed with the portal carry no funnel number at all. */
function addDictionaries(data: Data): void {
  const installed = { prefix: '', categoryId: null, initialNames: false };
  addDefaultStages(data, 'STATUS', leadStages, installed);
  for (const [entityId, entries] of Object.entries(dictionaries)) addDefaultStages(data, entityId, entries, installed);
  addDefaultStages(data, 'DEAL_STAGE', dealStages, installed);
  addDefaultStages(data, 'QUOTE_STATUS', quoteStages, installed);
  for (const [entityId, entries] of Object.entries(forgottenDictionaries)) addDefaultStages(data, entityId, entries, installed);
  addDefaultStages(data, 'HONORIFIC', honorificsOf(data.language), installed);
}

const common = ['isStagesEnabled', 'isClientEnabled', 'isAutomationEnabled'];

const toggled: Readonly<Record<number, readonly string[]>> = {
  [smartInvoice]: [
    ...common, 'isBeginCloseDatesEnabled', 'isUseInUserfieldEnabled', 'isLinkWithProductsEnabled', 'isCrmTrackingEnabled', 'isMycompanyEnabled', 'isDocumentsEnabled',
    'isSourceEnabled', 'isObserversEnabled', 'isRecurringEnabled', 'isRecyclebinEnabled', 'isBizProcEnabled', 'isPaymentsEnabled', 'isCountersEnabled',
  ],
};

/** Invoices and documents are smart processes below, known by codes of their own (FACTS §8.2). */
function addBuiltInTypes(data: Data): void {
  const built: readonly (readonly [number, string, string, string])[] = [
    [smartInvoice, 'BX_SMART_INVOICE', 'Invoice', 'Счет'],
    [smartDocument, 'BX_SMART_DOCUMENT', 'Document', 'Документ'],
    [smartB2eDocument, 'BX_SMART_B2E_DOC', 'HR document', 'Кадровый документ'],
  ];
  for (const [entityTypeId, code, en, ru] of built) {
    addRow(data, 'types', {
      id: nextNumber(data, 'crm_type'), entityTypeId, title: data.language === 'ru' ? ru : en, code, solutionId: null,
      ...initialToggles(), ...Object.fromEntries((toggled[entityTypeId] ?? common).map((name) => [name, true])),
      createdBy: 1, updatedBy: 1, createdTime: birthday, updatedTime: birthday,
    });
    addFunnel(data, entityTypeId, { name: defaultFunnelName(data), sort: 500, isDefault: true, isSystem: false, code: '', open: true });
  }
}

function addLinkedFields(data: Data): void {
  for (const key of linkedFieldKeys) {
    const [entityId, fieldName] = key.split('|');
    addRow(data, 'fields', {
      id: nextNumber(data, 'field'), entityId, fieldName, userTypeId: 'crm', xmlId: null, sort: 100, multiple: 'Y', mandatory: 'N',
      showFilter: 'N', showInList: 'Y', editInList: 'Y', isSearchable: 'N', labels: {},
      settings: { LEAD: 'Y', CONTACT: 'Y', COMPANY: 'Y', DEAL: 'Y' },
    });
  }
}

function currencies(language: 'en' | 'ru'): Row[] {
  const base = language === 'ru' ? 'RUB' : 'USD';
  const known: readonly (readonly [code: string, en: string, ru: string, format: string, rubles: number])[] = [
    ['USD', 'US Dollar', 'Доллар США', '$#', 92.5], ['EUR', 'Euro', 'Евро', '# €', 100.1], ['RUB', 'Russian Ruble', 'Рубль', '# ₽', 1],
  ];
  const rubles = known.find(([code]) => code === base)![4];
  return known.map(([code, en, ru, format, rate], index) => ({
    CURRENCY: code, AMOUNT_CNT: '1', AMOUNT: (rate / rubles).toFixed(4), SORT: String(100 + 100 * index), BASE: code === base ? 'Y' : 'N',
    DATE_UPDATE: '2025-09-01T03:00:00+03:00',
    LANG: Object.fromEntries([['en', en], ['ru', ru]].map(([lang, name]) => [lang, {
      FORMAT_STRING: format, FULL_NAME: name, DEC_POINT: '.', THOUSANDS_SEP: lang === 'ru' ? '&nbsp;' : null, DECIMALS: '2',
      THOUSANDS_VARIANT: lang === 'ru' ? 'B' : 'C', HIDE_ZERO: 'Y',
    }])),
  }));
}

function lists(language: 'en' | 'ru'): Row[] {
  const named: readonly (readonly [id: number, code: string | null, en: string, ru: string, active: 'Y' | 'N'])[] = [
    [21, 'SPARE_PARTS', 'Spare parts', 'Запчасти', 'Y'], [23, 'SITES', 'Customer sites', 'Объекты заказчиков', 'Y'], [25, null, 'Old price list', 'Старый прайс-лист', 'N'],
  ];
  const nothing = ['API_CODE', 'LIST_PAGE_URL', 'DETAIL_PAGE_URL', 'SECTION_PAGE_URL', 'CANONICAL_PAGE_URL', 'PICTURE', 'RSS_FILE_LIMIT', 'RSS_FILE_DAYS', 'XML_ID', 'TMP_ID',
    'LIST_MODE', 'SECTION_PROPERTY', 'PROPERTY_INDEX', 'SOCNET_GROUP_ID', 'EDIT_FILE_BEFORE', 'EDIT_FILE_AFTER', 'EXTERNAL_ID', 'SERVER_NAME'];
  return named.map(([id, code, en, ru, active]) => ({
    ID: String(id), TIMESTAMP_X: language === 'ru' ? '01.09.2025 10:00:00' : '09/01/2025 10:00:00 am', IBLOCK_TYPE_ID: 'lists', LID: 's1', CODE: code,
    NAME: language === 'ru' ? ru : en, ACTIVE: active, SORT: '500', DESCRIPTION: '', DESCRIPTION_TYPE: 'text', RSS_TTL: '24', RSS_ACTIVE: 'Y', RSS_FILE_ACTIVE: 'N',
    RSS_YANDEX_ACTIVE: 'N', INDEX_ELEMENT: 'Y', INDEX_SECTION: 'N', WORKFLOW: 'N', BIZPROC: 'N', SECTION_CHOOSER: 'L', RIGHTS_MODE: 'E', VERSION: '1', LAST_CONV_ELEMENT: '0',
    SECTIONS_NAME: language === 'ru' ? 'Разделы' : 'Sections', SECTION_NAME: language === 'ru' ? 'Раздел' : 'Section',
    ELEMENTS_NAME: language === 'ru' ? 'Элементы' : 'Elements', ELEMENT_NAME: language === 'ru' ? 'Элемент' : 'Element', REST_ON: 'N', FULLTEXT_INDEX: 'N', LANG_DIR: '/',
    ...Object.fromEntries(nothing.map((name) => [name, null])),
  }));
}

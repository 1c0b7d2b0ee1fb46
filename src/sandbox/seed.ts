// A portal that has been lived in: a dozen smart processes made by hand in the browser, none of them
// with a `code`, with their funnels, stages UC_XXXX, fields UF_CRM_<type>_<timestamp>, options with
// hashed xmlIds, relations, workplaces and records. Nothing here belongs to whoever configures it.

import type { Data, Row } from './contract.ts';
import { md5 } from './methods/field-options.ts';
import { addFunnel, defaultFunnelName, stagePrefix, stagesEntityId } from './methods/funnels.ts';
import { deal, fieldEntityId } from './methods/owner-types.ts';
import { addRow, findRow, nextNumber, rowsOf } from './methods/rows.ts';
import { addSolution } from './methods/solutions.ts';
import { initialToggles } from './methods/type-columns.ts';

type Words = readonly [en: string, ru: string];

type Process = {
  readonly title: Words;
  readonly funnels?: readonly Words[];
  readonly stages?: readonly Words[];
  readonly workplace?: 0 | 1;
  /** how many records stand on the first stage of the default funnel */
  readonly records?: number;
  /** positions of its parents in this list, or 2 for deals */
  readonly parents?: readonly number[];
  readonly deals?: true;
  readonly toggles?: readonly string[];
};

const workplaces: readonly Words[] = [['Service', 'Сервис'], ['Projects', 'Проекты']];

const processes: readonly Process[] = [
  { title: ['Equipment', 'Оборудование'], stages: [['At the customer', 'У заказчика'], ['In the workshop', 'В мастерской']], workplace: 0, records: 37, deals: true, toggles: ['isClientEnabled', 'isStagesEnabled'] },
  { title: ['Project request', 'Заявка на проект'], funnels: [['Tenders', 'Тендеры']], stages: [['Estimate', 'Смета']], workplace: 1, records: 12, deals: true, toggles: ['isCategoriesEnabled', 'isStagesEnabled', 'isAutomationEnabled'] },
  { title: ['Repair', 'Ремонт'], funnels: [['Warranty', 'Гарантия'], ['Paid', 'Платный']], stages: [['Diagnostics', 'Диагностика'], ['Waiting for parts', 'Ожидание запчастей']], workplace: 0, records: 64, parents: [0], toggles: ['isCategoriesEnabled', 'isStagesEnabled', 'isClientEnabled', 'isRecyclebinEnabled'] },
  { title: ['Maintenance', 'Обслуживание'], stages: [['Planned', 'Запланировано']], workplace: 0, records: 8, parents: [0, 2], toggles: ['isStagesEnabled', 'isBeginCloseDatesEnabled'] },
  { title: ['Equipment', 'Оборудование'], records: 0 },
  { title: ['Contracts (old)', 'Договоры (старые)'], records: 3, deals: true, toggles: ['isDocumentsEnabled', 'isMycompanyEnabled'] },
  { title: ['Spare parts', 'Запчасти'], records: 5, toggles: ['isLinkWithProductsEnabled', 'isUseInUserfieldEnabled'] },
  { title: ['Vehicles', 'Транспорт'], stages: [['On the road', 'В рейсе']], records: 2, toggles: ['isStagesEnabled', 'isObserversEnabled'] },
  { title: ['Claims', 'Претензии'], stages: [['Legal', 'Юристы']], records: 4, parents: [5], toggles: ['isStagesEnabled', 'isSourceEnabled'] },
  { title: ['Visits', 'Выезды'], records: 1, parents: [2] },
  { title: ['Test', 'Тест'], records: 0 },
  { title: ['Test 2', 'Тест 2'], records: 0, toggles: ['isBizProcEnabled'] },
];

const fieldsOfEach: readonly { readonly type: string; readonly label: Words; readonly options?: readonly Words[] }[] = [
  { type: 'string', label: ['Serial number', 'Серийный номер'] },
  { type: 'enumeration', label: ['Condition', 'Состояние'], options: [['Works', 'Исправно'], ['Broken', 'Сломано'], ['Written off', 'Списано']] },
  { type: 'date', label: ['Commissioned', 'Введено в эксплуатацию'] },
];

const settingsOf: Readonly<Record<string, Row>> = {
  string: { SIZE: 20, ROWS: 1, REGEXP: '', MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '' },
  enumeration: { DISPLAY: 'UI', LIST_HEIGHT: 1, CAPTION_NO_VALUE: '', SHOW_NO_VALUE: 'Y' },
  date: { DEFAULT_VALUE: { TYPE: 'NONE', VALUE: '' } },
};

const began = Date.UTC(2025, 9, 3, 9);

/** Changes the data and returns it. */
export function seedCrowded(data: Data): Data {
  const say = (words: Words): string => words[data.language === 'ru' ? 1 : 0];
  const solutions = workplaces.map((title) => addSolution(data, say(title)));
  const types = processes.map((process, index) => addProcess(data, process, index, say, solutions));
  processes.forEach((process, index) => {
    const self: number = types[index]!['entityTypeId'];
    for (const parent of process.parents ?? []) relate(data, types[parent]!['entityTypeId'], self);
    if (process.deals === true) relate(data, deal, self);
  });
  addDeals(data, say);
  return data;
}

function addProcess(data: Data, process: Process, index: number, say: (words: Words) => string, solutions: readonly Row[]): Row {
  const made = began + index * 86_400_000;
  const type: Row = {
    id: nextNumber(data, 'crm_type'), entityTypeId: nextNumber(data, 'entityTypeId', 2), title: say(process.title), code: null,
    solutionId: process.workplace === undefined ? null : solutions[process.workplace]!['id'], ...initialToggles(),
    ...Object.fromEntries((process.toggles ?? []).map((name) => [name, true])),
    createdBy: 3, updatedBy: 3, createdTime: made, updatedTime: made,
  };
  addRow(data, 'types', type);
  const common = { sort: 500, isSystem: false, code: '', open: true };
  const first = addFunnel(data, type['entityTypeId'], { name: defaultFunnelName(data), ...common, isDefault: true });
  const others = (process.funnels ?? []).map((name) => addFunnel(data, type['entityTypeId'], { name: say(name), ...common, isDefault: false }));
  for (const funnel of [first, ...others]) addOwnStages(data, funnel, (process.stages ?? []).map(say));
  const fields = fieldsOfEach.map((field, place) => addField(data, fieldEntityId(data, type['entityTypeId']), field, made + place * 61_000, say));
  for (let number = 0; number < (process.records ?? 0); number += 1) {
    const record = addRecord(data, type['entityTypeId'], first, `${type['title']} ${number + 1}`, fields, number, made);
    if (type['isStagesEnabled'] !== true) record['stageId'] = null;
  }
  return type;
}

/** Stages dragged in between in the browser: the success and failure stages have moved down for them. */
function addOwnStages(data: Data, funnel: Row, names: readonly string[]): void {
  const entityId = stagesEntityId(funnel['entityTypeId'], funnel['id']);
  const prefix = stagePrefix(funnel['entityTypeId'], funnel['id']);
  for (const stage of rowsOf(data, 'statuses')) {
    if (stage['entityId'] === entityId && stage['semantics'] !== null) stage['sort'] += names.length * 10;
  }
  names.forEach((name, index) => {
    const code = `UC_${md5(`${entityId}${name}`).slice(0, 6).toUpperCase()}`;
    addRow(data, 'statuses', {
      id: nextNumber(data, 'status'), entityId, statusId: prefix === '' ? code : `${prefix}:${code}`, name, nameInit: '', sort: 40 + index * 10, system: 'N',
      categoryId: funnel['id'], color: '#ACE9FB', semantics: null,
    });
  });
}

function addField(data: Data, entityId: string, { type, label, options = [] }: (typeof fieldsOfEach)[number], made: number, say: (words: Words) => string): Row {
  const [en, ru] = label;
  const texts = (text: string): Row => ({ editFormLabel: text, listColumnLabel: text, listFilterLabel: text, errorMessage: null, helpMessage: null });
  const number = entityId.slice(4);
  const prefix = /^\d+$/.test(number) ? `UF_CRM_${number}_` : 'UF_CRM_';
  const field: Row = {
    id: nextNumber(data, 'field'), entityId, fieldName: `${prefix}${Math.floor(made / 1000)}`, userTypeId: type, xmlId: null, sort: 100, multiple: 'N', mandatory: 'N',
    showFilter: 'E', showInList: 'Y', editInList: 'Y', isSearchable: 'N', settings: settingsOf[type], labels: { en: texts(en), ru: texts(ru) },
  };
  addRow(data, 'fields', field);
  options.forEach((option, index) => addRow(data, 'enums', {
    id: nextNumber(data, 'enum'), userFieldId: field['id'], value: say(option), def: 'N', sort: (index + 1) * 100, xmlId: md5(`${field['fieldName']}${option[0]}`),
  }));
  return field;
}

function addRecord(data: Data, entityTypeId: number, funnel: Row, title: string, fields: readonly Row[], number: number, made: number): Row {
  const entityId = stagesEntityId(entityTypeId, funnel['id']);
  const stages = rowsOf(data, 'statuses').filter((stage) => stage['entityId'] === entityId && stage['semantics'] === null);
  const values = Object.fromEntries(fields.map((field) => [field['fieldName'], valueFor(data, field, number)]));
  const record: Row = {
    id: nextNumber(data, `item:${entityTypeId}`), entityTypeId, categoryId: funnel['id'], stageId: stages[number % stages.length]?.['statusId'] ?? null, previousStageId: null,
    title, createdBy: 5, updatedBy: 5, movedBy: 5, lastActivityBy: 5, assignedById: 5,
    createdTime: made, updatedTime: made, movedTime: made, lastActivityTime: made, values,
  };
  addRow(data, 'items', record);
  return record;
}

function valueFor(data: Data, field: Row, number: number): unknown {
  if (field['userTypeId'] === 'string') return `SN-${1000 + number}`;
  if (field['userTypeId'] === 'date') return '2025-10-03T03:00:00+03:00';
  const options = rowsOf(data, 'enums').filter((option) => option['userFieldId'] === field['id']);
  return options[number % options.length]?.['id'] ?? null;
}

const relate = (data: Data, parent: number, child: number): unknown => addRow(data, 'relations', { parent, child, isChildrenListEnabled: true });

/** A second deal funnel, fields the browser named without the object, and deals in both funnels. */
function addDeals(data: Data, say: (words: Words) => string): void {
  const service = addFunnel(data, deal, { name: say(['Service contracts', 'Сервисные договоры']), sort: 100, isDefault: false, originId: '', originatorId: '', open: true });
  addOwnStages(data, service, [say(['Inspection', 'Осмотр'])]);
  const fields = fieldsOfEach.map((field, place) => addField(data, 'CRM_DEAL', field, began + 7_000 + place * 61_000, say));
  const general: Row = { id: 0, entityTypeId: deal };
  for (let number = 0; number < 18; number += 1) addRecord(data, deal, number % 3 === 0 ? service : general, `${say(['Deal', 'Сделка'])} ${number + 1}`, fields, number, began);
  const first = findRow(data, 'statuses', (stage) => stage['entityId'] === 'SOURCE' && stage['statusId'] === 'OTHER');
  if (first !== undefined) first['name'] = say(['Came by itself', 'Пришел сам']);
}

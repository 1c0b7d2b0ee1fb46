// A portal that has been lived in: a dozen smart processes made by hand in the browser, none of them
// with a `code`, with their funnels, stages UC_XXXX, fields UF_CRM_<type>_<timestamp>, options with
// hashed xmlIds, relations, workplaces and records. Nothing here belongs to whoever configures it.

import type { Data, Row } from './contract.ts';
import { addFunnel, defaultFunnelName } from './methods/funnels.ts';
import { deal, fieldEntityId } from './methods/owner-types.ts';
import { addRow, findRow, nextNumber } from './methods/rows.ts';
import { addSolution } from './methods/solutions.ts';
import { initialToggles } from './methods/type-columns.ts';
import { addOldField, addOptions, addOwnStages, addRecord, sayIn, type Say, type Words } from './seed-parts.ts';

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

const began = Date.UTC(2025, 9, 3, 9);

/** Changes the data and returns it. */
export function seedCrowded(data: Data): Data {
  const say = sayIn(data);
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

function addProcess(data: Data, process: Process, index: number, say: Say, solutions: readonly Row[]): Row {
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

function addField(data: Data, entityId: string, { type, label, options = [] }: (typeof fieldsOfEach)[number], made: number, say: Say): Row {
  const number = entityId.slice(4);
  const prefix = /^\d+$/.test(number) ? `UF_CRM_${number}_` : 'UF_CRM_';
  const field = addOldField(data, { entityId, fieldName: `${prefix}${Math.floor(made / 1000)}`, type, label });
  addOptions(data, field, options.map(say));
  return field;
}

const relate = (data: Data, parent: number, child: number): unknown => addRow(data, 'relations', { parent, child, isChildrenListEnabled: true });

/** A second deal funnel, fields the browser named without the object, and deals in both funnels. */
function addDeals(data: Data, say: Say): void {
  const service = addFunnel(data, deal, { name: say(['Service contracts', 'Сервисные договоры']), sort: 100, isDefault: false, originId: '', originatorId: '', open: true });
  addOwnStages(data, service, [say(['Inspection', 'Осмотр'])]);
  const fields = fieldsOfEach.map((field, place) => addField(data, 'CRM_DEAL', field, began + 7_000 + place * 61_000, say));
  const general: Row = { id: 0, entityTypeId: deal };
  for (let number = 0; number < 18; number += 1) addRecord(data, deal, number % 3 === 0 ? service : general, `${say(['Deal', 'Сделка'])} ${number + 1}`, fields, number, began);
  const first = findRow(data, 'statuses', (stage) => stage['entityId'] === 'SOURCE' && stage['statusId'] === 'OTHER');
  if (first !== undefined) first['name'] = say(['Came by itself', 'Пришел сам']);
}

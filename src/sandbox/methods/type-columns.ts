// Columns of a smart process: which are toggles, which may be filtered by, how they are described
// and how they are answered (FACTS §8.2). A toggle takes Y, true, "true", 1, "1" and answers Y or N.

import type { Call, Row } from '../contract.ts';
import { sectionsOf } from './custom-sections.ts';
import { describe, upperName } from './descriptions.ts';
import type { Description } from './descriptions.ts';
import type { Columns } from './pages.ts';
import { isoDate } from '../clock.ts';
import { yesNo } from './rows.ts';
import { switchOf } from '../switches.ts';

type Toggle = {
  readonly name: string;
  readonly initial: boolean;
  /** title in crm.type.fields; without one the column is neither described nor filterable */
  readonly title?: readonly [en: string, ru: string];
  readonly newer?: true;
  readonly hidden?: true;
};

const allToggles: readonly Toggle[] = [
  { name: 'isCategoriesEnabled', initial: false, title: ['Use custom funnels and sales tunnels in the smart process', 'Использовать в смарт-процессе свои воронки и туннели продаж'] },
  { name: 'isStagesEnabled', initial: false, title: ['Use custom stages and Kanban in the smart process', 'Использовать в смарт-процессе свои стадии и канбан'] },
  { name: 'isBeginCloseDatesEnabled', initial: false, title: ["Fields 'Start Date' and 'End Date'", 'Поля «Дата начала» и «Дата завершения»'] },
  { name: 'isClientEnabled', initial: false, title: ["Field 'Client'", 'Поле «Клиент»'] },
  { name: 'isUseInUserfieldEnabled', initial: false, title: ['Use in user field', 'Использовать в пользовательском поле'] },
  { name: 'isLinkWithProductsEnabled', initial: false, title: ['Link with catalog products', 'Привязка к товарам каталога'] },
  { name: 'isCrmTrackingEnabled', initial: false, hidden: true },
  { name: 'isMycompanyEnabled', initial: false, title: ["Field 'Your Company Details'", 'Поле «Реквизиты вашей компании»'] },
  { name: 'isDocumentsEnabled', initial: false, title: ['Document Printing', 'Печать документов'] },
  { name: 'isSourceEnabled', initial: false, title: ["Fields 'Source' and 'Additional Information about Source'", 'Поля «Источник» и «Дополнительно об источнике»'] },
  { name: 'isObserversEnabled', initial: false, title: ["Field 'Observers'", 'Поле «Наблюдатели»'] },
  { name: 'isRecurringEnabled', initial: false, title: ['Use recurring items', 'Использовать повторяющиеся элементы'], newer: true },
  { name: 'isRecyclebinEnabled', initial: false, title: ['Use Recycle Bin', 'Использовать корзину'] },
  { name: 'isAutomationEnabled', initial: false, title: ['Use Automation rules and triggers in the smart process', 'Использовать в смарт-процессе роботов и триггеры'] },
  { name: 'isBizProcEnabled', initial: false, title: ['Use business process designer in the smart process', 'Использовать в смарт-процессе дизайнер бизнес-процессов'] },
  { name: 'isSetOpenPermissions', initial: true, title: ['Make new funnels available to everyone', 'Делать новые воронки доступными всем'] },
  { name: 'isPaymentsEnabled', initial: false },
  { name: 'isCountersEnabled', initial: false },
  { name: 'isInitialized', initial: true, newer: true },
];

const exists = (call: Call) => (toggle: Toggle): boolean => toggle.newer !== true || switchOf(call, 'newerTypes') === true;

/** Those a client can set; sending isInitialized N hides the type (FACTS §8.2). */
export const toggles = (call: Call): readonly Toggle[] => allToggles.filter(exists(call));

export const initialToggles = (): Row => Object.fromEntries(allToggles.map(({ name, initial }) => [name, initial]));

/** FACTS §8.5: in a list the workplace's own number goes by the name of the section's. */
const listedSection = (call: Call, type: Row): unknown =>
  switchOf(call, 'listedSectionId') === 'section' ? sectionsOf(call.data, type).customSectionId : (type['solutionId'] ?? null);

/** A row without relations, linked fields and workplaces: all a list tells. */
export function plainType(call: Call, type: Row): Record<string, unknown> {
  return {
    id: type['id'],
    title: type['title'],
    code: switchOf(call, 'typeCode') === 'kept' ? (type['code'] ?? '') : '',
    createdBy: type['createdBy'],
    entityTypeId: type['entityTypeId'],
    customSectionId: listedSection(call, type),
    ...Object.fromEntries(toggles(call).filter(({ hidden }) => hidden !== true).map(({ name }) => [name, yesNo(type[name])])),
    createdTime: isoDate(type['createdTime']),
    updatedTime: isoDate(type['updatedTime']),
    updatedBy: type['updatedBy'],
  };
}

/** The columns of crm.type.fields are also those of filter and order, in upper case. */
export function typeColumns(call: Call): Columns {
  const columns: Record<string, (row: Row) => unknown> = {
    ID: (row) => row['id'],
    TITLE: (row) => row['title'],
    CODE: (row) => (switchOf(call, 'typeCode') === 'kept' ? (row['code'] ?? '') : ''),
    CREATED_BY: (row) => row['createdBy'],
    ENTITY_TYPE_ID: (row) => row['entityTypeId'],
    CUSTOM_SECTION_ID: (row) => listedSection(call, row),
    CREATED_TIME: (row) => isoDate(row['createdTime']),
    UPDATED_TIME: (row) => isoDate(row['updatedTime']),
    UPDATED_BY: (row) => row['updatedBy'],
  };
  for (const { name, title } of toggles(call)) {
    if (title !== undefined) columns[upperName(name)] = (row) => row[name] === true;
  }
  return columns;
}

export function typeFields(call: Call): Record<string, Description> {
  const t = (en: string, ru: string): string => (call.data.language === 'ru' ? ru : en);
  const fields: Record<string, Description> = {
    id: describe('id', 'integer', 'ID', 'isReadOnly'),
    title: describe('title', 'string', t('Title', 'Название'), 'isRequired'),
    code: describe('code', 'string', t('Symbolic Code', 'Символьный код')),
    createdBy: describe('createdBy', 'user', t('Created By', 'Кем создан'), 'isReadOnly'),
    entityTypeId: describe('entityTypeId', 'integer', t('Type Identifier', 'Идентификатор типа'), 'isRequired', 'isImmutable'),
    customSectionId: describe('customSectionId', 'integer', t('Digital Workspace', 'Цифровое рабочее место'), 'isImmutable'),
  };
  for (const { name, title } of toggles(call)) {
    if (title !== undefined) fields[name] = describe(name, 'boolean', t(...title));
  }
  fields['createdTime'] = describe('createdTime', 'datetime', t('Creation Date', 'Дата создания'));
  fields['updatedTime'] = describe('updatedTime', 'datetime', t('Modification Date', 'Дата изменения'));
  fields['updatedBy'] = describe('updatedBy', 'user', t('Modified By', 'Кем изменен'), 'isReadOnly');
  return fields;
}

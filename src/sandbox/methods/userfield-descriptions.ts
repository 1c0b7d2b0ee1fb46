// crm.userfield.*: what the old methods for user fields say of themselves (FACTS §13).

import type { Answer, Call, Family } from '../contract.ts';
import { param, refusal } from './status-call.ts';

type Described = readonly [name: string, type: string, en: string, ru: string, mark?: 'isReadOnly' | 'isImmutable' | 'isMultiple'];

const fields: readonly Described[] = [
  ['ID', 'int', 'ID', 'ID', 'isReadOnly'],
  ['ENTITY_ID', 'string', 'Object', 'Объект', 'isImmutable'],
  ['FIELD_NAME', 'string', 'Code', 'Код', 'isImmutable'],
  ['USER_TYPE_ID', 'string', 'Data Type', 'Тип данных', 'isImmutable'],
  ['XML_ID', 'string', 'External ID (XML ID)', 'Внешний код (XML ID)'],
  ['SORT', 'int', 'Sorting', 'Сортировка'],
  ['MULTIPLE', 'char', 'Multiple', 'Множественное'],
  ['MANDATORY', 'char', 'Mandatory', 'Обязательное'],
  ['SHOW_FILTER', 'char', 'Show in list filter', 'Показывать в фильтре списка'],
  ['SHOW_IN_LIST', 'char', 'Show in list', 'Показывать в списке'],
  ['EDIT_IN_LIST', 'char', 'Allow user editing', 'Разрешить редактирование пользователем'],
  ['IS_SEARCHABLE', 'char', 'Field values are searchable', 'Значения поля участвуют в поиске'],
  ['EDIT_FORM_LABEL', 'string', 'Label in edit form', 'Подпись в форме редактирования'],
  ['LIST_COLUMN_LABEL', 'string', 'Header in list', 'Заголовок в списке'],
  ['LIST_FILTER_LABEL', 'string', 'Filter label in list', 'Подпись фильтра в списке'],
  ['ERROR_MESSAGE', 'string', 'Error message', 'Сообщение об ошибке'],
  ['HELP_MESSAGE', 'string', 'Help', 'Помощь'],
  ['LIST', 'uf_enum_element', 'List elements', 'Элементы списка', 'isMultiple'],
  ['SETTINGS', 'object', 'Additional settings (dependent on type)', 'Дополнительные настройки (зависят от типа)'],
];

const option: readonly Described[] = [
  ['ID', 'int', 'ID', 'ID', 'isReadOnly'],
  ['SORT', 'int', 'Sorting', 'Сортировка'],
  ['VALUE', 'string', 'Value', 'Значение'],
  ['DEF', 'string', 'Default Value', 'Значение по умолчанию'],
  ['DEL', 'string', 'Element Deletion Flag', 'Признак удаления элемента'],
];

const types: readonly (readonly [id: string, en: string, ru: string])[] = [
  ['string', 'String', 'Строка'], ['integer', 'Integer', 'Целое число'], ['double', 'Number', 'Число'], ['boolean', 'Yes/No', 'Да/Нет'],
  ['enumeration', 'List', 'Список'], ['datetime', 'Date/Time', 'Дата/Время'], ['date', 'Date', 'Дата'], ['money', 'Money', 'Деньги'], ['url', 'Link', 'Ссылка'],
  ['address', 'Google Maps Address', 'Адрес Google карты'], ['file', 'File', 'Файл'], ['employee', 'Binding to User', 'Привязка к сотруднику'],
  ['crm_status', 'Binding to CRM Directories', 'Привязка к справочникам CRM'], ['iblock_section', 'Binding to Information Block Sections', 'Привязка к разделам инф. блоков'],
  ['iblock_element', 'Binding to Information Block Elements', 'Привязка к элементам инф. блоков'], ['crm', 'Binding to CRM Entities', 'Привязка к элементам CRM'],
];

const display: Described = ['DISPLAY', 'string', 'Appearance', 'Внешний вид'];
const height: Described = ['LIST_HEIGHT', 'int', 'List Height', 'Высота списка'];

const initialOf = (type: string): Described => ['DEFAULT_VALUE', type, 'Default Value', 'Значение по умолчанию'];

const iblock: readonly Described[] = [
  initialOf('int'),
  ['IBLOCK_ID', 'int', 'Information Block', 'Информационный блок'],
  ['IBLOCK_TYPE_ID', 'string', 'Information Block Type', 'Тип информационного блока'],
  display,
  height,
  ['ACTIVE_FILTER', 'char', 'Show only active elements', 'Показывать только активные элементы'],
];

const settings: Readonly<Record<string, readonly Described[]>> = {
  string: [initialOf('string'), ['ROWS', 'int', 'Number of Rows', 'Количество строк']],
  integer: [initialOf('int')],
  double: [initialOf('double'), ['PRECISION', 'int', 'Precision', 'Точность']],
  boolean: [initialOf('int'), display],
  datetime: [initialOf('datetime')],
  enumeration: [display, height],
  iblock_section: iblock,
  iblock_element: iblock,
  crm_status: [['ENTITY_TYPE', 'string', 'Directory', 'Справочник']],
  crm: [['LEAD', 'char', 'Lead', 'Лид'], ['CONTACT', 'char', 'Contact', 'Контакт'], ['COMPANY', 'char', 'Company', 'Компания'], ['DEAL', 'char', 'Deal', 'Сделка']],
};

/** Only the marks that are set are told. */
function described(call: Call, rows: readonly Described[]): Answer {
  const ru = call.data.language === 'ru';
  const entry = ([name, type, en, russian, mark]: Described): readonly [string, object] =>
    [name, { type, title: ru ? russian : en, ...(mark === undefined ? {} : { [mark]: true }) }];
  return { result: rows.length === 0 ? [] : Object.fromEntries(rows.map(entry)) };
}

function settingsFields(call: Call): Answer {
  const type = param(call, 'type') ?? '';
  if (type === '') throw refusal("Parameter 'type' is not specified or empty.");
  return described(call, typeof type === 'string' && Object.hasOwn(settings, type) ? settings[type]! : []);
}

const named = (call: Call): Answer => ({ result: types.map(([ID, en, ru]) => ({ ID, title: call.data.language === 'ru' ? ru : en })) });

const method = (run: (call: Call) => Answer): Family[string] => ({ scopes: ['crm'], seconds: 0.01, run });

export const descriptions: Family = {
  'crm.userfield.fields': method((call) => described(call, fields)),
  'crm.userfield.types': method(named),
  'crm.userfield.enumeration.fields': method((call) => described(call, option)),
  'crm.userfield.settings.fields': method(settingsFields),
};

import { expect, test } from 'vitest';
import { addProcess, openDesk, type Desk } from './service-desk.ts';

let number = 0;

function settings(userTypeId: string, given?: unknown, desk: Desk = openDesk()): unknown {
  const { id } = addProcess(desk.ask);
  number += 1;
  const field = { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_F${number}`, userTypeId, ...(given === undefined ? {} : { settings: given }) };
  return desk.ask('userfieldconfig.add', { moduleId: 'crm', field }).field.settings;
}

const defaults: readonly (readonly [string, unknown])[] = [
  ['string', { SIZE: 20, ROWS: 1, REGEXP: '', MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '' }],
  ['integer', { SIZE: 20, MIN_VALUE: 0, MAX_VALUE: 0, DEFAULT_VALUE: null }],
  ['double', { PRECISION: 0, SIZE: 20, MIN_VALUE: 0, MAX_VALUE: 0, DEFAULT_VALUE: null }],
  ['boolean', { DEFAULT_VALUE: 0, DISPLAY: 'CHECKBOX', LABEL: ['', ''], LABEL_CHECKBOX: '' }],
  ['date', { DEFAULT_VALUE: { TYPE: 'NONE', VALUE: '' } }],
  ['datetime', { DEFAULT_VALUE: { TYPE: 'NONE', VALUE: '' }, USE_SECOND: 'Y', USE_TIMEZONE: 'N' }],
  ['enumeration', { DISPLAY: 'LIST', LIST_HEIGHT: 1, CAPTION_NO_VALUE: '', SHOW_NO_VALUE: 'Y' }],
  ['money', { DEFAULT_VALUE: '' }],
  ['url', { POPUP: 'Y', SIZE: 20, MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '', ROWS: 1 }],
  ['address', { SHOW_MAP: 'Y' }],
  ['file', { SIZE: 20, LIST_WIDTH: 0, LIST_HEIGHT: 0, MAX_SHOW_SIZE: 0, MAX_ALLOWED_SIZE: 0, EXTENSIONS: [], TARGET_BLANK: 'Y', DEFAULT_VIEW: null }],
  ['employee', []],
  ['crm', { LEAD: 'Y' }],
  ['iblock_element', { DISPLAY: 'UI', LIST_HEIGHT: 1, IBLOCK_ID: 0, DEFAULT_VALUE: '', ACTIVE_FILTER: 'N' }],
  ['iblock_section', { DISPLAY: 'UI', LIST_HEIGHT: 1, IBLOCK_ID: 0, DEFAULT_VALUE: '', ACTIVE_FILTER: 'N' }],
];

test.each(defaults)('a field of type %s without settings gets all of them', (type, all) => {
  expect(settings(type)).toEqual(all);
  expect(settings(type, { COLOUR: 'red' })).toEqual(all);
  expect(settings(type, '')).toEqual(all);
});

test('sizes from text, too small and too large ones', () => {
  const size = (SIZE: unknown): unknown => (settings('string', { SIZE }) as { SIZE: number }).SIZE;
  expect([1, 2, '40', 255, 256, -3, 'wide'].map(size)).toEqual([20, 2, 40, 255, 225, 20, 20]);
});

test('rows are 1 to 50, precision 0 to 12', () => {
  expect([0, 7, 90].map((ROWS) => (settings('string', { ROWS }) as any).ROWS)).toEqual([1, 7, 50]);
  expect([-1, '3', 15].map((PRECISION) => (settings('double', { PRECISION }) as any).PRECISION)).toEqual([0, 3, 12]);
});

test('a pattern that does not hold is dropped', () => {
  const pattern = (REGEXP: unknown): unknown => (settings('string', { REGEXP }) as any).REGEXP;
  expect(['/^A-\\d+$/i', '#^A#', '^A-\\d+$', '/(/', '/a', ''].map(pattern)).toEqual(['/^A-\\d+$/i', '#^A#', '', '', '', '']);
});

test('numbers come from text, nothing stays nothing', () => {
  expect(settings('integer', { DEFAULT_VALUE: '7', MIN_VALUE: '-5' })).toMatchObject({ DEFAULT_VALUE: 7, MIN_VALUE: -5 });
  expect(settings('double', { DEFAULT_VALUE: 'much', MAX_VALUE: '1.5' })).toMatchObject({ DEFAULT_VALUE: null, MAX_VALUE: 1.5 });
});

test('a label of yes and no is a pair; a string is taken apart; the usual words are dropped', () => {
  expect(settings('boolean', { LABEL: ['Out', 'In'], DEFAULT_VALUE: '1', DISPLAY: 'RADIO' })).toMatchObject({ LABEL: ['Out', 'In'], DEFAULT_VALUE: 1, DISPLAY: 'RADIO' });
  expect(settings('boolean', { LABEL: 'Yes', DISPLAY: 'SWITCH', DEFAULT_VALUE: 2 })).toMatchObject({ LABEL: ['Y', 'e'], DISPLAY: 'CHECKBOX', DEFAULT_VALUE: 0 });
  expect(settings('boolean', { LABEL: ['Нет', 'Да'] }, openDesk({ language: 'ru' }))).toMatchObject({ LABEL: ['', ''] });
});

test('a fixed date is ISO or in the format of the portal', () => {
  const value = (VALUE: string, desk?: Desk): unknown => (settings('date', { DEFAULT_VALUE: { TYPE: 'FIXED', VALUE } }, desk) as any).DEFAULT_VALUE.VALUE;
  expect([value('2026-03-02'), value('03/02/2026'), value('02.03.2026', openDesk({ language: 'ru' })), value('soon')]).toEqual(['2026-03-02', '2026-03-02', '2026-03-02', '']);
  expect(settings('datetime', { DEFAULT_VALUE: { TYPE: 'NOW', VALUE: 'x' }, USE_SECOND: 'N', USE_TIMEZONE: 'Y' })).toEqual({ DEFAULT_VALUE: { TYPE: 'NOW', VALUE: '' }, USE_SECOND: 'N', USE_TIMEZONE: 'Y' });
  expect(settings('date', { DEFAULT_VALUE: '2026-03-02' })).toEqual({ DEFAULT_VALUE: { TYPE: 'NONE', VALUE: '' } });
});

test('extensions become a map', () => {
  const map = { pdf: true, jpg: true };
  for (const EXTENSIONS of [['pdf', ' jpg'], 'pdf, jpg', map]) expect(settings('file', { EXTENSIONS })).toMatchObject({ EXTENSIONS: map });
});

test('crm links: nothing chosen means leads, leads not chosen are null, strangers vanish', () => {
  expect(settings('crm', { DEAL: 'Y', DYNAMIC_1040: 'Y', DYNAMIC_7: 'Y', TASK: 'Y' })).toEqual({ DEAL: 'Y', DYNAMIC_1040: 'Y', LEAD: null });
  expect(settings('crm', { DEAL: true, LEAD: 'N' })).toEqual({ DEAL: 'N', LEAD: 'Y' });
  expect(settings('crm', { COMPANY: 'Y', LEAD: 'N' })).toEqual({ COMPANY: 'Y', LEAD: 'N' });
});

test('crm links may carry the row id of a smart process, as the documentation calls the number', () => {
  const linked = (switches: Record<string, string>): unknown => {
    const desk = openDesk({ switches });
    const { id, entityTypeId } = addProcess(desk.ask);
    const stored = settings('crm', { [`DYNAMIC_${id}`]: 'Y', [`DYNAMIC_${entityTypeId}`]: 'Y', DYNAMIC_99: 'Y' }, desk) as object;
    return Object.keys(stored).map((key) => key.replace(String(entityTypeId), 'type').replace(String(id), 'row')).sort();
  };
  expect(linked({})).toEqual(['DYNAMIC_type', 'LEAD']);
  expect(linked({ crmTargetNumber: 'either' })).toEqual(['DYNAMIC_row', 'DYNAMIC_type', 'LEAD']);
});

test('an unknown dictionary is replaced by the whole description of the first one', () => {
  expect(settings('crm_status', { ENTITY_TYPE: 'SOURCE' })).toEqual({ ENTITY_TYPE: 'SOURCE' });
  expect(settings('crm_status', { ENTITY_TYPE: { ID: 'SOURCE' } })).toEqual({ ENTITY_TYPE: 'SOURCE' });
  expect(settings('crm_status', { ENTITY_TYPE: 'EXPO' })).toMatchObject({ ENTITY_TYPE: { ID: 'STATUS', ENTITY_TYPE_ID: 1 } });
});

test('display of options and of lists', () => {
  expect(settings('enumeration', { DISPLAY: 'UI', LIST_HEIGHT: '5', CAPTION_NO_VALUE: ' none ', SHOW_NO_VALUE: 'N' })).toEqual({ DISPLAY: 'UI', LIST_HEIGHT: 5, CAPTION_NO_VALUE: 'none', SHOW_NO_VALUE: 'N' });
  expect(settings('iblock_element', { IBLOCK_ID: '21', DISPLAY: 'TREE', LIST_HEIGHT: 0, ACTIVE_FILTER: 'Y' })).toMatchObject({ IBLOCK_ID: 21, DISPLAY: 'UI', LIST_HEIGHT: 1, ACTIVE_FILTER: 'Y' });
});

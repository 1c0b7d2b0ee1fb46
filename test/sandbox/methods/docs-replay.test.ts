// The documentation's own requests, sent to a portal brought to the state they imply, must be
// answered with the keys, types and, where a portal does not make them up, the values it prints.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Row, Switches } from '../../../src/sandbox/contract.ts';
import { addDefaultStages } from '../../../src/sandbox/methods/funnels.ts';
import { dealStages } from '../../../src/sandbox/methods/default-stages.ts';
import { family, openDesk, type Desk } from './service-desk.ts';

type Fixture = { readonly method: string; readonly params: Record<string, unknown>; readonly response: Record<string, unknown> };

const folder = new URL('../../fixtures/docs/', import.meta.url);
const read = (method: string): Fixture => JSON.parse(readFileSync(new URL(`${method}.json`, folder), 'utf8'));

type Scene = {
  readonly prepare?: (desk: Desk) => void;
  /** keys compared by type: made up by the portal, or of another state than the request implies */
  readonly free?: readonly string[];
  /** keys that are not compared at all */
  readonly absent?: readonly string[];
  /** the page prints a part of the keys, or of the rows */
  readonly partial?: true;
  readonly switches?: Switches;
  readonly language?: 'en' | 'ru';
};

const older: Switches = { newerTypes: false };
const next = (desk: Desk, sequence: string, id: number): unknown => (desk.data.sequences[sequence] = id - 1);
const rows = (desk: Desk, table: string): Row[] => (desk.data.tables[table] ??= []);

function smartProcess(desk: Desk, id: number, fields: Record<string, unknown> = {}): void {
  next(desk, 'crm_type', id);
  desk.ask('crm.type.add', { fields: { title: `SPA ${id}`, ...fields } });
}

const dealFunnel = (desk: Desk, id: number, name: string, sort: number): void => {
  next(desk, 'dealCategory', id);
  desk.ask('crm.category.add', { entityTypeId: 2, fields: { name, sort } });
};

/** The smart process of the type pages. */
const documented = (desk: Desk): void => {
  next(desk, 'crm_type', 16);
  desk.ask('crm.type.add', read('crm.type.add').params);
};

const characteristics = (id: number, languages: Record<string, string>) => (desk: Desk): void => {
  smartProcess(desk, 7);
  next(desk, 'field', id);
  const { field } = read('userfieldconfig.add').params as { field: Row };
  desk.ask('userfieldconfig.add', { moduleId: 'crm', field: { ...field, editFormLabel: languages } });
};

const workplace = (id: number, types: readonly number[], title = 'HR') => (desk: Desk): void => {
  for (const type of types) smartProcess(desk, type);
  next(desk, 'solution', id);
  desk.ask('crm.automatedsolution.add', { fields: { title, typeIds: types } });
};

const stage123 = (desk: Desk, changes: Row = {}): void => {
  const stage = rows(desk, 'statuses').find((row) => row['entityId'] === 'SOURCE' && row['system'] === 'N')!;
  Object.assign(stage, { id: 123, ...changes });
};

/** The field of the deal pages, before it is changed. */
const greeting = (id: number) => (desk: Desk): void => {
  next(desk, 'field', id);
  desk.ask('crm.deal.userfield.add', { fields: { LABEL: 'Hello, World!', USER_TYPE_ID: 'string', FIELD_NAME: 'HELLO_WORLD', MULTIPLE: 'Y', MANDATORY: 'Y', SHOW_FILTER: 'Y' } });
};

const said = (word: string, german: string): Row => ({ en: `Hello, World! ${word} (changed)`, de: `Hallo, Welt! ${german} (geändert)` });

const translated: Row = {
  MANDATORY: 'N', SHOW_FILTER: 'N', EDIT_IN_LIST: 'N', SORT: 2000, SETTINGS: { DEFAULT_VALUE: 'Hello, World! Default value (changed)', ROWS: 10 },
  EDIT_FORM_LABEL: said('Edit', 'Bearbeiten'), LIST_COLUMN_LABEL: said('Column', 'Spalte'), LIST_FILTER_LABEL: said('Filter', 'Filter'),
  ERROR_MESSAGE: said('Error', 'Fehler'), HELP_MESSAGE: said('Help', 'Hilfe'),
};

/** Two fields as the browser makes them, stored as they are printed. */
function radios(desk: Desk): void {
  for (const printed of read('crm.deal.userfield.list').response['result'] as Row[]) {
    const label = { editFormLabel: printed['EDIT_FORM_LABEL'], listColumnLabel: printed['LIST_COLUMN_LABEL'], listFilterLabel: printed['LIST_FILTER_LABEL'], errorMessage: null, helpMessage: null };
    rows(desk, 'fields').push({
      id: Number(printed['ID']), entityId: 'CRM_DEAL', fieldName: printed['FIELD_NAME'], userTypeId: printed['USER_TYPE_ID'], xmlId: null, sort: Number(printed['SORT']), multiple: 'Y', mandatory: 'N',
      showFilter: printed['SHOW_FILTER'], showInList: 'Y', editInList: 'Y', isSearchable: 'N', settings: printed['SETTINGS'], labels: { de: label },
    });
    for (const { ID, VALUE, DEF, SORT, XML_ID } of printed['LIST'] ?? []) {
      rows(desk, 'enums').push({ id: Number(ID), userFieldId: Number(printed['ID']), value: VALUE, def: DEF, sort: Number(SORT), xmlId: XML_ID });
    }
  }
}

const scenes: Readonly<Record<string, Scene>> = {
  'crm.type.fields': { switches: older, free: ['title'] },
  'crm.type.add': { switches: older, prepare: (desk) => next(desk, 'crm_type', 16) },
  'crm.type.get': { switches: older, prepare: documented, free: ['title'] },
  'crm.type.getByEntityTypeId': { switches: older, prepare: documented, free: ['title'] },
  'crm.type.list': {
    switches: older,
    prepare: (desk) => [5, 10, 11, 15, 20].forEach((id) => smartProcess(desk, id, { title: `Smart Process #${id}` })),
    free: ['title', 'entityTypeId', ...'isCategoriesEnabled isStagesEnabled isBeginCloseDatesEnabled isClientEnabled isUseInUserfieldEnabled isLinkWithProductsEnabled isMycompanyEnabled isDocumentsEnabled isSourceEnabled isObserversEnabled isRecyclebinEnabled isAutomationEnabled isBizProcEnabled isSetOpenPermissions'.split(' ')],
  },
  'crm.type.update': {
    switches: older,
    prepare: (desk) => smartProcess(desk, 20, {
      title: 'SPA #3', entityTypeId: 1222, isCategoriesEnabled: 'Y', isClientEnabled: 'Y', isMycompanyEnabled: 'Y',
      relations: { child: [{ entityTypeId: 1, isChildrenListEnabled: 'true' }, { entityTypeId: 2, isChildrenListEnabled: 'true' }] },
    }),
  },
  'crm.type.delete': { prepare: documented },
  'crm.category.fields': {},
  'crm.category.add': { prepare: (desk) => smartProcess(desk, 9, { entityTypeId: 1152 }) },
  'crm.category.update': { prepare: (desk) => { next(desk, 'category', 4); smartProcess(desk, 9, { entityTypeId: 1152 }); } },
  'crm.category.get': { prepare: (desk) => dealFunnel(desk, 1, 'New funnel #1', 200) },
  'crm.category.list': {
    prepare: (desk) => {
      ['Funnel with Original Name', 'Lead Route', 'Path to Success'].forEach((name, index) => dealFunnel(desk, 9 + index, name, 200));
      desk.ask('crm.category.update', { entityTypeId: 2, id: 0, fields: { sort: 300 } });
    },
  },
  'crm.category.delete': { prepare: (desk) => dealFunnel(desk, 5, 'Repair', 100) },
  'crm.status.fields': {},
  'crm.status.add': {
    prepare: (desk) => {
      dealFunnel(desk, 1, 'Newest', 100);
      for (const stage of rows(desk, 'statuses')) if (stage['entityId'] === 'DEAL_STAGE_1' && stage['semantics'] !== null) stage['sort'] += 30;
      next(desk, 'status', 773);
    },
  },
  'crm.status.update': { prepare: (desk) => stage123(desk) },
  'crm.status.get': {
    prepare: (desk) => stage123(desk, {
      entityId: 'DYNAMIC_1038_STAGE_37', statusId: 'DT1038_37:SUCCESS', name: 'Success', nameInit: 'Success', sort: 40, system: 'Y', categoryId: 37, color: '#00ff00', semantics: 'S',
    }),
  },
  'crm.status.list': {
    prepare: (desk) => {
      desk.data.tables['statuses'] = [];
      addDefaultStages(desk.data, 'DEAL_STAGE', dealStages, { prefix: '', categoryId: null, initialNames: false });
    },
  },
  'crm.status.delete': { prepare: (desk) => stage123(desk) },
  'crm.status.entity.types': {
    free: ['ID', 'PREFIX', 'FIELD_ATTRIBUTE_SCOPE', 'CATEGORY_ID', 'NAME'],
    prepare: (desk) => {
      dealFunnel(desk, 1, 'Newest', 0);
      smartProcess(desk, 7, { title: 'Equipment Procurement', entityTypeId: 177, isStagesEnabled: 'Y' });
      desk.ask('crm.category.add', { entityTypeId: 177, fields: { name: 'Second pipeline' } });
      desk.ask('crm.category.update', { entityTypeId: 2, id: 0, fields: { sort: 100 } });
    },
  },
  'crm.status.entity.items': {},
  'userfieldconfig.getTypes': { prepare: (desk) => rows(desk, 'userFieldTypes').push({ userTypeId: 'rest_219_test', description: 'Test type' }) },
  // the page sends one language and prints the rows of two
  'userfieldconfig.add': { prepare: (desk) => smartProcess(desk, 7), absent: ['ru'] },
  'userfieldconfig.update': { prepare: characteristics(7095, { en: 'List of characteristics', de: 'Liste der Merkmale' }) },
  'userfieldconfig.get': { prepare: characteristics(7095, { en: 'List of characteristics', de: 'Liste der Merkmale' }) },
  // the interface of the page's portal is German, so that is the key its labels come under
  'userfieldconfig.list': { prepare: (desk) => { characteristics(7095, { de: 'List of Characteristics' })(desk); Object.assign(desk.data, { language: 'de' }); }, free: ['total', 'next'] },
  'userfieldconfig.delete': { prepare: characteristics(6953, { en: 'List of characteristics' }) },
  'crm.deal.userfield.add': { prepare: (desk) => next(desk, 'field', 6997) },
  'crm.deal.userfield.update': { prepare: greeting(536) },
  'crm.deal.userfield.get': {
    prepare: (desk) => { greeting(399)(desk); desk.ask('crm.deal.userfield.update', { id: 399, fields: translated }); },
  },
  'crm.deal.userfield.list': { prepare: radios },
  'crm.deal.userfield.delete': { prepare: greeting(432) },
  'crm.userfield.types': {},
  'crm.userfield.fields': {},
  'crm.userfield.enumeration.fields': {},
  'crm.userfield.settings.fields': {},
  'crm.automatedsolution.fields': {},
  'crm.automatedsolution.add': { prepare: (desk) => [1, 2, 3].forEach((id) => { rows(desk, 'types').forEach((type) => { if (type['id'] === id) type['id'] += 9000; }); smartProcess(desk, id); }) },
  'crm.automatedsolution.get': { prepare: workplace(393, [4, 9, 77, 157, 225]) },
  'crm.automatedsolution.list': {
    prepare: (desk) => { workplace(238, [129])(desk); workplace(240, [], 'Customer Success')(desk); workplace(267, [14, 158], 'R&D')(desk); },
    free: ['title', 'typeIds'], // the page asks for descending numbers and prints ascending ones
  },
  'crm.automatedsolution.update': { prepare: workplace(238, [4, 9, 77]), free: ['title', 'typeIds'] },
  'crm.automatedsolution.delete': { prepare: workplace(5, []) },
  'crm.item.fields': {
    prepare: (desk) => smartProcess(desk, 9, {
      entityTypeId: 1268, relations: { parent: [{ entityTypeId: 1 }, { entityTypeId: 2 }] }, isBeginCloseDatesEnabled: 'Y', isClientEnabled: 'Y', isObserversEnabled: 'Y',
      isStagesEnabled: 'Y', isSourceEnabled: 'Y', isLinkWithProductsEnabled: 'Y', isMycompanyEnabled: 'Y',
    }),
    free: ['title', 'settings', 'statusType', 'isRequired', 'type'],
    absent: ['contacts', 'parentId1248', 'settings', 'isDeprecated'],
    partial: true,
  },
  'crm.item.delete': {
    prepare: (desk) => { smartProcess(desk, 9, { entityTypeId: 1268 }); desk.ask('crm.item.add', { entityTypeId: 1268, fields: { title: 'Pump 1' } }); },
  },
  'crm.item.list': {
    prepare: (desk) => [['Admin', null, 'NEW', 'WEB'], ['Klaus', 'Weber', 'NEW', 'WEB'], ['Klaus', 'Schmidt', 'NEW', 'ADVERTISING'], ['Schmidt', 'Schmidt', 'IN_PROCESS', 'ADVERTISING']].forEach(
      ([name, lastName, stageId, sourceId]) => desk.ask('crm.item.add', { entityTypeId: 1, fields: { title: `Lead of ${name}`, name, lastName, stageId, sourceId, opportunity: 12000, isManualOpportunity: 'Y' } })),
    free: ['title', 'name', 'lastName', 'stageId', 'sourceId', 'assignedById', 'opportunity'],
  },
  'crm.currency.list': { free: ['CURRENCY', 'AMOUNT', 'SORT', 'BASE', 'FULL_NAME', 'LID', 'FORMAT_STRING', 'THOUSANDS_SEP'], partial: true },
  'crm.currency.get': { free: ['FULL_NAME', 'LID', 'FORMAT_STRING', 'THOUSANDS_SEP'], absent: ['de', 'ru'] },
  'lists.get': {
    prepare: (desk) => { const list = rows(desk, 'lists')[0]!; Object.assign(list, { IBLOCK_TYPE_ID: 'lists_socnet', SOCNET_GROUP_ID: '33', CODE: null, NAME: 'Group List', BIZPROC: 'Y' }); },
  },
};

/** Pages whose record has columns of other modules; item.test.ts covers what the sandbox serves of them. */
const partly = ['crm.item.add', 'crm.item.get', 'crm.item.update'];

const made = ['id', 'ID', 'xmlId', 'userFieldId', 'createdTime', 'updatedTime', 'createdBy', 'updatedBy', 'TIMESTAMP_X', 'DATE_UPDATE'];

function compare(actual: unknown, expected: unknown, scene: Scene, path: string): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual), path).toBe(true);
    const list = actual as unknown[];
    if (scene.partial === undefined) expect(list, path).toHaveLength(expected.length);
    expected.forEach((one, index) => { if (index < list.length) compare(list[index], one, scene, `${path}[${index}]`); });
  } else if (typeof expected === 'object' && expected !== null) {
    const keys = (value: object): string[] => Object.keys(value).filter((key) => !(scene.absent ?? []).includes(key)).sort();
    expect(typeof actual, path).toBe('object');
    expect(keys(actual as object).filter((key) => scene.partial === undefined || key in expected), path).toEqual(keys(expected));
    for (const key of keys(expected)) compareMember(key, (actual as Row)[key], (expected as Row)[key], scene, `${path}.${key}`);
  } else {
    expect(actual, path).toEqual(expected);
  }
}

function compareMember(key: string, actual: unknown, expected: unknown, scene: Scene, path: string): void {
  const free = made.includes(key) || (scene.free ?? []).includes(key);
  if (!free || (typeof expected === 'object' && expected !== null && !Array.isArray(expected))) return compare(actual, expected, scene, path);
  if (expected !== null && actual !== null) expect(typeof actual, path).toBe(typeof expected);
}

describe('the documentation\'s examples', () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));

  test('there is one for every method served', () => {
    // deals speak for the twins of their methods
    const served = Object.keys(family).filter((method) => !/^crm\.(lead|contact|company|quote|requisite)\.userfield\./.test(method));
    expect(pages.map((name) => name.toLowerCase()).sort()).toEqual(served.sort());
  });

  test.each(pages.filter((name) => !partly.includes(name)))('%s answers as its page prints', (method) => {
    const scene = scenes[method]!;
    const desk = openDesk({ switches: scene.switches ?? {}, language: scene.language ?? 'en' });
    scene.prepare?.(desk);
    const fixture = read(method);
    const answer = desk.answer(method, fixture.params) as Row;
    compare(answer['result'], fixture.response['result'], scene, 'result');
    for (const key of ['total', 'next']) if (!(scene.free ?? []).includes(key)) expect(answer[key], key).toEqual(fixture.response[key]);
  });

  test.each(partly)('%s has no column the page does not print, but for parents', (method) => {
    const printed = Object.keys((read(method).response['result'] as Row)['item']);
    const desk = openDesk();
    const entityTypeId = method === 'crm.item.get' ? 1 : 2;
    const { id } = desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Lathe' } }).item;
    const shown = Object.keys(desk.ask('crm.item.get', { entityTypeId, id }).item);
    expect(printed).toEqual(expect.arrayContaining(shown.filter((name) => !['xmlId', 'mycompanyId', 'previousStageId', 'taxValue', 'begindate', 'closedate', 'categoryId'].includes(name))));
  });
});

import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal, type Desk } from './service-desk.ts';

const languages = ['ar', 'br', 'de', 'en', 'fr', 'hi', 'id', 'in', 'it', 'ja', 'kz', 'la', 'ms', 'pl', 'ru', 'sc', 'tc', 'th', 'tr', 'ua', 'vn'];
const everywhere = (text: string, others: Record<string, string> = {}): Record<string, string> => ({ ...Object.fromEntries(languages.map((language) => [language, text])), ...others });

const add = (desk: Desk, fields: Record<string, unknown>, owner = 'deal'): number => desk.ask(`crm.${owner}.userfield.add`, { fields: { USER_TYPE_ID: 'string', FIELD_NAME: 'CONTRACT', ...fields } });
const update = (desk: Desk, id: number, fields: Record<string, unknown>): unknown => desk.ask('crm.deal.userfield.update', { id, fields });
const get = (desk: Desk, id: number): any => desk.ask('crm.deal.userfield.get', { id });
const list = (desk: Desk, params: Record<string, unknown> = {}, owner = 'deal'): any[] => desk.ask(`crm.${owner}.userfield.list`, params);
const modern = (desk: Desk, id: number): any => desk.ask('userfieldconfig.get', { moduleId: 'crm', id }).field;

describe('a field of a deal is added the old way', () => {
  test('the answer is a number, the row is text but for the settings, and its code is said in every language', () => {
    const desk = openDesk();
    const id = add(desk, { LABEL: ' Contract no. ', XML_ID: 'shop:contract', SORT: '250' });
    expect(id).toEqual(expect.any(Number));
    const label = everywhere('Contract no.');
    expect(get(desk, id)).toEqual({
      ID: String(id), ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_CONTRACT', USER_TYPE_ID: 'string', XML_ID: 'shop:contract', SORT: '250', MULTIPLE: 'N', MANDATORY: 'N',
      SHOW_FILTER: 'N', SHOW_IN_LIST: 'Y', EDIT_IN_LIST: 'Y', IS_SEARCHABLE: 'N', SETTINGS: { SIZE: 20, ROWS: 1, REGEXP: '', MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '' },
      EDIT_FORM_LABEL: label, LIST_COLUMN_LABEL: label, LIST_FILTER_LABEL: label, ERROR_MESSAGE: label, HELP_MESSAGE: label,
    });
  });

  test('a kind of label has a string for all languages, a map for some, and the code for the rest', () => {
    const desk = openDesk();
    const field = get(desk, add(desk, { EDIT_FORM_LABEL: { en: 'Contract', ru: 'Договор' }, LIST_COLUMN_LABEL: 'No.' }));
    expect(field.EDIT_FORM_LABEL).toEqual(everywhere('UF_CRM_CONTRACT', { en: 'Contract', ru: 'Договор' }));
    expect([field.LIST_COLUMN_LABEL, field.HELP_MESSAGE]).toEqual([everywhere('No.'), everywhere('UF_CRM_CONTRACT')]);
  });

  test.each([['contract', 'UF_CRM_CONTRACT'], ['UF_CONTRACT', 'UF_CRM_CONTRACT'], ['UF_CRM_CONTRACT', 'UF_CRM_CONTRACT'], ['UF_CRM_DEAL_CONTRACT', 'UF_CRM_DEAL_CONTRACT'], ['1737036800', 'UF_CRM_1737036800']])(
    'the code %s becomes %s', (FIELD_NAME, stored) => {
      const desk = openDesk();
      expect(get(desk, add(desk, { FIELD_NAME })).FIELD_NAME).toBe(stored);
    });

  test('flags take a small y, but for IS_SEARCHABLE; SHOW_FILTER becomes E, for employees I, for types it does not know N', () => {
    const desk = openDesk();
    const field = get(desk, add(desk, { MULTIPLE: 'y', MANDATORY: 'y', SHOW_FILTER: 'y', IS_SEARCHABLE: 'y', SHOW_IN_LIST: 'N', EDIT_IN_LIST: 'N' }));
    expect(field).toMatchObject({ MULTIPLE: 'Y', MANDATORY: 'Y', SHOW_FILTER: 'E', IS_SEARCHABLE: 'N', SHOW_IN_LIST: 'N', EDIT_IN_LIST: 'N' });
    const filters = ['employee', 'money', 'url'].map((USER_TYPE_ID) => get(desk, add(desk, { USER_TYPE_ID, FIELD_NAME: USER_TYPE_ID, SHOW_FILTER: 'Y' })).SHOW_FILTER);
    expect(filters).toEqual(['I', 'N', 'N']);
    expect(get(desk, add(desk, { USER_TYPE_ID: 'boolean', FIELD_NAME: 'PAID', MULTIPLE: 'Y' })).MULTIPLE).toBe('N');
  });

  test.each([
    ['string', { ROWS: 3, SIZE: 40, REGEXP: '/^A/', DEFAULT_VALUE: 'A-1' }, { SIZE: 20, ROWS: 3, REGEXP: '', DEFAULT_VALUE: 'A-1' }],
    ['crm', { DEAL: 'y', DYNAMIC_1030: 'Y', SMART_INVOICE: 'Y' }, { LEAD: 'N', CONTACT: 'N', COMPANY: 'N', DEAL: 'Y' }],
    ['money', { DEFAULT_VALUE: '100|USD' }, { DEFAULT_VALUE: '' }],
    ['enumeration', { DISPLAY: 'ui', LIST_HEIGHT: 4, SHOW_NO_VALUE: 'N' }, { DISPLAY: 'UI', LIST_HEIGHT: 4, SHOW_NO_VALUE: 'Y' }],
    ['datetime', { DEFAULT_VALUE: { TYPE: 'fixed', VALUE: '2026-03-02T08:00:00+03:00' } }, { DEFAULT_VALUE: { TYPE: 'FIXED', VALUE: '2026-03-02 08:00:00' } }],
    ['date', { DEFAULT_VALUE: '2026-03-02' }, { DEFAULT_VALUE: { TYPE: 'NONE' } }],
    ['double', { PRECISION: 3, SIZE: 40 }, { PRECISION: 3, SIZE: 20 }],
  ])('of the settings of a %s field only those it knows survive', (USER_TYPE_ID, SETTINGS, stored) => {
    const desk = openDesk();
    const shown = get(desk, add(desk, { USER_TYPE_ID, SETTINGS })).SETTINGS;
    expect(shown).toMatchObject(stored);
    expect(Object.keys(shown)).not.toContain('DYNAMIC_1030');
  });

  test('refusals: what is missing has no code, what the core says is ERROR_CORE', () => {
    const desk = openDesk();
    expect(refusal(() => desk.ask('crm.deal.userfield.add', { fields: { LABEL: 'Contract' } })))
      .toEqual({ code: '', text: "The 'USER_TYPE_ID' field is not found.\nThe 'FIELD_NAME' field is not found.", status: 400 });
    expect(add(desk, { FIELD_NAME: 'A'.repeat(43) })).toEqual(expect.any(Number));
    expect(refusal(() => add(desk, { FIELD_NAME: 'B'.repeat(44) }))).toEqual({ code: 'ERROR_CORE', text: 'The field name is too long (exceeds 50 symbols).<br>', status: 400 });
    expect(refusal(() => add(desk, { FIELD_NAME: 'Договор', USER_TYPE_ID: 'barcode' })).text).toMatch(/^The field name contains .*<br>The custom type is invalid\.<br>$/);
    add(desk, {});
    expect(refusal(() => add(desk, { FIELD_NAME: 'UF_CONTRACT' }))).toEqual({ code: 'ERROR_CORE', text: 'The field UF_CRM_CONTRACT for entity CRM_DEAL already exists.<br>', status: 400 });
    expect(list(desk)).toHaveLength(2);
  });

  test('keys may stand without `fields`, as in old scripts', () => {
    const desk = openDesk();
    expect(get(desk, desk.ask('crm.deal.userfield.add', { USER_TYPE_ID: 'string', FIELD_NAME: 'CONTRACT' })).FIELD_NAME).toBe('UF_CRM_CONTRACT');
  });

  test('the documentation of requisites gives their codes 20 characters, the server 50', () => {
    const named = (switches: Record<string, number>) => () => add(openDesk({ switches }), { FIELD_NAME: 'A'.repeat(14) }, 'requisite');
    expect(named({})()).toEqual(expect.any(Number));
    expect(refusal(named({ requisiteFieldName: 20 })).code).toBe('ERROR_CORE');
  });
});

describe('a list field', () => {
  const states = [{ VALUE: 'New', XML_ID: 'new', SORT: 10, DEF: 'Y' }, { VALUE: ' Signed ', SORT: 20 }, { VALUE: ' ' }];
  const withList = (more: Record<string, unknown> = {}, desk = openDesk()): { desk: Desk; id: number; LIST: () => any[] } => {
    const id = add(desk, { USER_TYPE_ID: 'enumeration', LIST: states, ...more });
    return { desk, id, LIST: () => list(desk)[0].LIST };
  };

  test('comes with its options: list tells their codes, get does not', () => {
    const { desk, id, LIST } = withList();
    expect(LIST()).toEqual([
      { ID: expect.stringMatching(/^\d+$/), SORT: '10', VALUE: 'New', DEF: 'Y', XML_ID: 'new' },
      { ID: expect.stringMatching(/^\d+$/), SORT: '20', VALUE: 'Signed', DEF: 'N', XML_ID: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
    expect(get(desk, id).LIST).toEqual(LIST().map(({ ID, SORT, VALUE, DEF }) => ({ ID, SORT, VALUE, DEF })));
  });

  test('LIST merges: an id changes, none adds, DEL removes, what is not listed stays', () => {
    const { desk, id, LIST } = withList();
    const [first, second] = LIST();
    update(desk, id, { LIST: [{ ID: second.ID, VALUE: 'Signed by both', XML_ID: second.XML_ID }, { VALUE: 'Closed', SORT: 30, XML_ID: 'closed' }] });
    expect(LIST().map((option) => option.VALUE)).toEqual(['New', 'Signed by both', 'Closed']);
    expect(LIST()[1]).toEqual({ ...second, VALUE: 'Signed by both' });
    expect(LIST()[0]).toEqual(first);
    update(desk, id, { LIST: [{ ID: first.ID, VALUE: 'New', DEL: 'Y' }, { ID: '99999', VALUE: 'Nobody', DEL: 'Y' }] });
    expect(LIST().map((option) => option.VALUE)).toEqual(['Signed by both', 'Closed']);
    update(desk, id, { LIST: [] });
    expect(LIST()).toHaveLength(2);
  });

  test('an option with an id but no VALUE is removed, or passed over', () => {
    for (const [switches, left] of [[{}, ['Signed']], [{ blankOption: 'ignored' }, ['New', 'Signed']]] as const) {
      const { desk, id, LIST } = withList({}, openDesk({ switches }));
      update(desk, id, { LIST: [{ ID: LIST()[0].ID, SORT: 15 }] });
      expect(LIST().map((option) => option.VALUE)).toEqual(left);
    }
  });

  test('an option sent without XML_ID loses the one it had, or keeps it', () => {
    const codeAfter = (switches: Record<string, string>): string => {
      const { desk, id, LIST } = withList({}, openDesk({ switches }));
      update(desk, id, { LIST: [{ ID: LIST()[0].ID, VALUE: 'New' }] });
      return LIST()[0].XML_ID;
    };
    expect([codeAfter({}), codeAfter({ mergedOptionXmlId: 'kept' })]).toEqual(['03c2e7e41ffc181a4e84080b4710e81e', 'new']);
  });

  test('where one value is the default, the first said to be is, among those listed', () => {
    const { desk, id, LIST } = withList();
    const [first, second] = LIST();
    update(desk, id, { LIST: [{ ID: second.ID, VALUE: 'Signed', DEF: 'y' }, { VALUE: 'Closed', DEF: 'Y', SORT: 30 }] });
    expect(LIST().map((option) => option.DEF)).toEqual(['Y', 'Y', 'N']);
    update(desk, id, { LIST: [{ ID: first.ID, VALUE: 'New', DEF: 'N' }] });
    expect(LIST().map((option) => option.DEF)).toEqual(['Y', 'Y', 'N']);
    const several = withList({ MULTIPLE: 'Y', LIST: [{ VALUE: 'New', DEF: 'Y' }, { VALUE: 'Signed', DEF: 'Y' }] });
    expect(several.LIST().map((option) => option.DEF)).toEqual(['Y', 'Y']);
  });

  test('a code that is taken refuses the options, and the field has been changed all the same', () => {
    const { desk, id, LIST } = withList();
    expect(refusal(() => update(desk, id, { SORT: 700, LIST: [{ VALUE: 'New', XML_ID: 'NEW' }, { VALUE: 'Closed' }] })))
      .toEqual({ code: 'ERROR_CORE', text: 'List element with XML_ID=NEW already exists.<br>', status: 400 });
    expect([get(desk, id).SORT, LIST().length]).toEqual(['700', 2]);
    expect(refusal(() => add(desk, { FIELD_NAME: 'STATE', USER_TYPE_ID: 'enumeration', LIST: [{ VALUE: 'A', XML_ID: 'x' }, { VALUE: 'B', XML_ID: 'x' }] })).code).toBe('ERROR_CORE');
    expect(list(desk).find((field) => field.FIELD_NAME === 'UF_CRM_STATE').LIST).toEqual([]);
  });
});

describe('a field is changed', () => {
  test('what cannot change and what nobody knows is dropped, the rest merged, the answer true', () => {
    const desk = openDesk();
    const id = add(desk, { SETTINGS: { ROWS: 5, DEFAULT_VALUE: 'A-1' } });
    const before = get(desk, id);
    expect(update(desk, id, { FIELD_NAME: 'OTHER', USER_TYPE_ID: 'double', MULTIPLE: 'Y', ENTITY_ID: 'CRM_LEAD', XML_ID: 'shop', SHOW_IN_LIST: 'N', COLOUR: 'red', SETTINGS: { DEFAULT_VALUE: 'B-2', SIZE: 99 } })).toBe(true);
    expect(get(desk, id)).toEqual({ ...before, XML_ID: 'shop', SHOW_IN_LIST: 'N', SETTINGS: { ...before.SETTINGS, DEFAULT_VALUE: 'B-2' } });
    update(desk, id, { MANDATORY: 'y', SHOW_FILTER: 'Y' });
    expect(get(desk, id)).toMatchObject({ MANDATORY: 'N', SHOW_FILTER: 'E' });
  });

  test('settings pass their handler again whatever is changed, so what was never chosen is now refused', () => {
    const desk = openDesk();
    const field = { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_PARTNER', userTypeId: 'crm', settings: { CONTACT: 'Y', SMART_INVOICE: 'Y' } };
    const { id } = desk.ask('userfieldconfig.add', { moduleId: 'crm', field }).field;
    expect(get(desk, id).SETTINGS).toEqual({ CONTACT: 'Y', SMART_INVOICE: 'Y', LEAD: null });
    update(desk, id, { SORT: 300 });
    expect(get(desk, id).SETTINGS).toEqual({ CONTACT: 'Y', SMART_INVOICE: 'Y', LEAD: 'N' });
    update(desk, id, { SETTINGS: { CONTACT: 'N', DYNAMIC_1030: 'Y' } });
    expect(get(desk, id).SETTINGS).toEqual({ CONTACT: 'N', SMART_INVOICE: 'Y', LEAD: 'N' });
  });

  test('a kind of label that is not sent stays; of one that is, unlisted languages go blank', () => {
    const desk = openDesk();
    const id = add(desk, { LABEL: 'Contract' });
    update(desk, id, { EDIT_FORM_LABEL: { en: 'Contract no.' }, LIST_COLUMN_LABEL: 'No.', ERROR_MESSAGE: '' });
    expect(get(desk, id)).toMatchObject({
      EDIT_FORM_LABEL: everywhere('', { en: 'Contract no.' }), LIST_COLUMN_LABEL: everywhere('No.'), LIST_FILTER_LABEL: everywhere('Contract'), ERROR_MESSAGE: everywhere(''),
    });
  });

  test('the default of a date is out of reach, though the documentation has it', () => {
    const after = (switches: Record<string, string>): unknown => {
      const desk = openDesk({ switches });
      const id = add(desk, { USER_TYPE_ID: 'date' });
      update(desk, id, { SETTINGS: { DEFAULT_VALUE: { TYPE: 'NOW' } } });
      return get(desk, id).SETTINGS.DEFAULT_VALUE.TYPE;
    };
    expect([after({}), after({ dateSettingsMerge: 'merged' })]).toEqual(['NONE', 'NOW']);
  });

  test('it goes with its options and its values', () => {
    const desk = openDesk();
    const id = add(desk, { USER_TYPE_ID: 'enumeration', LIST: [{ VALUE: 'New' }] });
    const option = Number(list(desk)[0].LIST[0].ID);
    const { item } = desk.ask('crm.item.add', { entityTypeId: 2, fields: { title: 'Repair', ufCrmContract: option } });
    expect(item.ufCrmContract).toBe(option);
    expect(desk.ask('crm.deal.userfield.delete', { id })).toBe(true);
    expect([list(desk), desk.data.tables['enums']]).toEqual([[], []]);
    expect(desk.ask('crm.item.get', { entityTypeId: 2, id: item.id }).item).not.toHaveProperty('ufCrmContract');
  });

  test.each(['get', 'update', 'delete'])('%s: no id, an unknown id and a field of something else are refused', (method) => {
    const desk = openDesk();
    const foreign = add(desk, {}, 'lead');
    const at = (id: unknown) => refusal(() => desk.ask(`crm.deal.userfield.${method}`, { id, fields: {} }));
    expect(at('x')).toEqual({ code: '', text: 'ID is not defined or invalid.', status: 400 });
    expect(at(99999)).toEqual({ code: 'ERROR_NOT_FOUND', text: "The entity with ID '99999' is not found.", status: 400 });
    expect(at(foreign)).toEqual({ code: '', text: 'Access denied.', status: 400 });
  });

  test('whoever is no administrator may read, not write', () => {
    const desk = openDesk();
    const id = add(desk, {});
    const clerk = desk.as({ admin: false });
    expect([list(clerk).length, get(clerk, id).FIELD_NAME]).toEqual([1, 'UF_CRM_CONTRACT']);
    for (const work of [() => add(clerk, { FIELD_NAME: 'X' }), () => update(clerk, id, { SORT: 1 }), () => clerk.ask('crm.deal.userfield.delete', { id })]) {
      expect(refusal(work)).toMatchObject({ code: '', text: 'Access denied.' });
    }
  });
});

describe('the list', () => {
  const filled = (): Desk => {
    const desk = openDesk();
    for (const [index, FIELD_NAME] of ['SITE', 'CONTRACT', 'VISIT'].entries()) add(desk, { FIELD_NAME, SORT: 300 - index * 100, MANDATORY: index === 1 ? 'Y' : 'N', EDIT_FORM_LABEL: { en: FIELD_NAME.toLowerCase() } });
    return desk;
  };

  test('has no pages and no labels, stands by SORT and counts', () => {
    const desk = filled();
    for (let index = 0; index < 60; index += 1) add(desk, { FIELD_NAME: `N${index}`, SORT: 500 });
    const { result, total, next } = desk.answer('crm.deal.userfield.list', { start: 50 });
    expect([(result as any[]).length, total, next]).toEqual([63, 63, undefined]);
    expect((result as any[]).slice(0, 3).map((field) => field.FIELD_NAME)).toEqual(['UF_CRM_VISIT', 'UF_CRM_CONTRACT', 'UF_CRM_SITE']);
    expect(Object.keys((result as any[])[0])).toEqual(['ID', 'ENTITY_ID', 'FIELD_NAME', 'USER_TYPE_ID', 'XML_ID', 'SORT', 'MULTIPLE', 'MANDATORY', 'SHOW_FILTER', 'SHOW_IN_LIST', 'EDIT_IN_LIST', 'IS_SEARCHABLE', 'SETTINGS']);
  });

  test('with LANG it tells that language, as text', () => {
    const desk = filled();
    expect(list(desk, { filter: { LANG: 'en' } })[0]).toMatchObject({ EDIT_FORM_LABEL: 'visit', LIST_COLUMN_LABEL: 'UF_CRM_VISIT', HELP_MESSAGE: 'UF_CRM_VISIT' });
    expect(list(desk, { filter: { lang: 'eo' } })[0]).toMatchObject({ EDIT_FORM_LABEL: null, HELP_MESSAGE: null });
  });

  test('filters exactly, passes over what it does not know, orders by some columns', () => {
    const desk = filled();
    const names = (params: Record<string, unknown>): string[] => list(desk, params).map((field) => field.FIELD_NAME.slice(7));
    expect(names({ filter: { MANDATORY: 'Y' } })).toEqual(['CONTRACT']);
    expect(names({ filter: { field_name: 'uf_crm_site', SORT: '300' } })).toEqual(['SITE']);
    expect(names({ filter: { '%FIELD_NAME': 'SITE', MANDATORY: '', ENTITY_ID: 'CRM_LEAD' } })).toHaveLength(3);
    expect(names({ order: { FIELD_NAME: 'ASC' } })).toEqual(['CONTRACT', 'SITE', 'VISIT']);
    expect(names({ order: { sort: 'down' } })).toEqual(['SITE', 'CONTRACT', 'VISIT']);
    expect(refusal(() => list(desk, { filter: 'MANDATORY' })).text).toBe("Parameter 'filter' must be array.");
  });
});

describe('both ways to a field lead to the same row', () => {
  test.each(['lead', 'deal', 'contact', 'company', 'quote'])('of a %s', (owner) => {
    const desk = openDesk();
    const object = owner.toUpperCase();
    const id = add(desk, { USER_TYPE_ID: 'enumeration', LIST: [{ VALUE: 'New', XML_ID: 'new' }], SHOW_FILTER: 'Y' }, owner);
    expect(modern(desk, id)).toMatchObject({ entityId: `CRM_${object}`, fieldName: 'UF_CRM_CONTRACT', showFilter: 'E', enum: [{ value: 'New', xmlId: 'new' }], editFormLabel: { en: 'UF_CRM_CONTRACT', vn: 'UF_CRM_CONTRACT' } });
    const field = { entityId: `CRM_${object}`, fieldName: `UF_CRM_${object}_SITE`, userTypeId: 'string', editFormLabel: { en: 'Site' } };
    const added = desk.ask('userfieldconfig.add', { moduleId: 'crm', field }).field;
    expect(refusal(() => desk.ask('userfieldconfig.add', { moduleId: 'crm', field: { ...field, fieldName: 'UF_CRM_SITE' } })).code).toBe('');
    expect(desk.ask(`crm.${owner}.userfield.get`, { id: added.id })).toMatchObject({ FIELD_NAME: `UF_CRM_${object}_SITE`, EDIT_FORM_LABEL: { en: 'Site' }, LIST_COLUMN_LABEL: { en: null } });
    expect(list(desk, {}, owner).map((row) => row.ID)).toEqual([String(id), added.id]);
  });

  test('the modern list without a filter tells of every object; smart invoices and smart processes have no old way', () => {
    const desk = openDesk();
    for (const owner of ['lead', 'deal', 'contact', 'company', 'quote', 'requisite']) add(desk, {}, owner);
    const { id } = addProcess(desk.ask);
    for (const entityId of ['CRM_SMART_INVOICE', `CRM_${id}`]) {
      const field = { entityId, fieldName: `UF_${entityId}_SITE`, userTypeId: 'string' };
      expect(desk.ask('userfieldconfig.add', { moduleId: 'crm', field }).field.entityId).toBe(entityId);
    }
    const { fields } = desk.ask('userfieldconfig.list', { moduleId: 'crm', order: { id: 'ASC' } });
    expect(fields.map((field: any) => field.entityId)).toEqual(['CRM_LEAD', 'CRM_DEAL', 'CRM_CONTACT', 'CRM_COMPANY', 'CRM_QUOTE', 'CRM_SMART_INVOICE', `CRM_${id}`]);
    expect(() => desk.ask('crm.smartinvoice.userfield.list')).toThrow(TypeError);
  });

  test('a field without labels has no keys for them', () => {
    const desk = openDesk();
    const { id } = desk.ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_SITE', userTypeId: 'employee' } }).field;
    expect(get(desk, id)).toEqual(expect.not.objectContaining({ EDIT_FORM_LABEL: expect.anything() }));
    expect(get(desk, id).SETTINGS).toEqual([]);
  });

  test('a type of an application goes by its short name here', () => {
    const desk = openDesk();
    desk.data.tables['userFieldTypes'] = [{ userTypeId: 'rest_5_gauge', description: 'Gauge', clientId: 'local.65' }];
    const id = add(desk, { USER_TYPE_ID: 'gauge' });
    expect(get(desk, id)).toMatchObject({ USER_TYPE_ID: 'gauge', USER_TYPE_OWNER: 'local.65' });
    expect(modern(desk, id).userTypeId).toBe('rest_5_gauge');
    expect(list(desk, { filter: { USER_TYPE_ID: 'gauge' } })).toHaveLength(1);
  });

  test('the list alone tells the time of a default with a zone', () => {
    const desk = openDesk();
    const id = add(desk, { USER_TYPE_ID: 'datetime', SETTINGS: { DEFAULT_VALUE: { TYPE: 'FIXED', VALUE: '2026-03-02 08:00:00' } } });
    expect([get(desk, id), list(desk)[0]].map((field) => field.SETTINGS.DEFAULT_VALUE.VALUE)).toEqual(['2026-03-02 08:00:00', '2026-03-02T08:00:00+03:00']);
  });
});

describe('crm.userfield describes', () => {
  test('the keys, the types, the options and the settings of each type', () => {
    const desk = openDesk();
    expect(desk.ask('crm.userfield.fields')).toMatchObject({ ID: { type: 'int', title: 'ID', isReadOnly: true }, LIST: { type: 'uf_enum_element', isMultiple: true }, SORT: { type: 'int', title: 'Sorting' } });
    expect(desk.ask('crm.userfield.types')).toHaveLength(16);
    expect(Object.keys(desk.ask('crm.userfield.enumeration.fields'))).toEqual(['ID', 'SORT', 'VALUE', 'DEF', 'DEL']);
    expect(desk.ask('crm.userfield.settings.fields', { type: 'double' })).toEqual({ DEFAULT_VALUE: { type: 'double', title: 'Default Value' }, PRECISION: { type: 'int', title: 'Precision' } });
    expect(desk.ask('crm.userfield.settings.fields', { type: 'money' })).toEqual([]);
    expect(refusal(() => desk.ask('crm.userfield.settings.fields'))).toMatchObject({ code: '', text: "Parameter 'type' is not specified or empty." });
  });
});

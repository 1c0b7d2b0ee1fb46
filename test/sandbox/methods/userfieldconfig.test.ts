import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal, type Desk } from './service-desk.ts';

const crm = { moduleId: 'crm' };

function openWithProcess(options: Parameters<typeof openDesk>[0] = {}): Desk & { id: number; entityTypeId: number; field: (name: string, more?: Record<string, unknown>) => any } {
  const desk = openDesk(options);
  const { id, entityTypeId } = addProcess(desk.ask);
  const field = (name: string, more: Record<string, unknown> = {}): any =>
    desk.ask('userfieldconfig.add', { ...crm, field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_${name}`, userTypeId: 'string', ...more } }).field;
  return { ...desk, id, entityTypeId, field };
}

const update = (desk: Desk, id: string, field: Record<string, unknown>): any => desk.ask('userfieldconfig.update', { ...crm, id, field }).field;
const get = (desk: Desk, id: string): any => desk.ask('userfieldconfig.get', { ...crm, id }).field;

describe('a field is added', () => {
  test('everything is text but the settings', () => {
    const desk = openWithProcess();
    const field = desk.field('SERIAL', { editFormLabel: { en: 'Serial number' }, xmlId: 'bxform:serial' });
    expect(field).toEqual({
      id: expect.stringMatching(/^\d+$/), entityId: `CRM_${desk.id}`, fieldName: `UF_CRM_${desk.id}_SERIAL`, userTypeId: 'string', xmlId: 'bxform:serial', sort: '100',
      multiple: 'N', mandatory: 'N', showFilter: 'N', showInList: 'Y', editInList: 'Y', isSearchable: 'N',
      settings: { SIZE: 20, ROWS: 1, REGEXP: '', MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '' },
      languageId: { en: 'en' }, editFormLabel: { en: 'Serial number' }, listColumnLabel: { en: null }, listFilterLabel: { en: null }, errorMessage: { en: null }, helpMessage: { en: null },
    });
  });

  test('flags want exactly Y; showFilter Y is read back as E', () => {
    const desk = openWithProcess();
    const flags = (value: unknown): string[] => Object.values(pick(desk.field(`F${desk.data.sequences['field']}`, { multiple: value, mandatory: value, isSearchable: value, showFilter: value })));
    const pick = ({ multiple, mandatory, isSearchable, showFilter }: any) => ({ multiple, mandatory, isSearchable, showFilter });
    expect(flags('Y')).toEqual(['Y', 'Y', 'Y', 'E']);
    for (const value of [true, 1, 'true', 'y']) expect(flags(value)).toEqual(['N', 'N', 'N', 'N']);
    expect(desk.field('MODE', { showFilter: 'S', editInList: 'N', sort: '0' })).toMatchObject({ showFilter: 'S', editInList: 'N', sort: '100' });
  });

  test('showFilter Y may be read back as it was sent', () => {
    const desk = openWithProcess({ switches: { showFilterYes: 'Y' } });
    const { id, showFilter } = desk.field('SERIAL', { showFilter: 'Y' });
    expect([showFilter, desk.field('MODE', { showFilter: 'S' }).showFilter, desk.field('SITE', { showFilter: 'yes' }).showFilter]).toEqual(['Y', 'S', 'N']);
    expect([update(desk, id, { showFilter: 'N' }).showFilter, update(desk, id, { showFilter: 'Y' }).showFilter]).toEqual(['N', 'Y']);
  });

  test('unknown keys and those of the old route are dropped', () => {
    const desk = openWithProcess();
    const field = desk.field('SERIAL', { editFormLabel: { en: 'Serial' }, listColumnLabel: { en: 'No.' }, errorMessage: { en: 'Wrong' }, showInList: 'N', label: { en: 'x' }, id: 7 });
    expect(field).toMatchObject({ listColumnLabel: { en: null }, errorMessage: { en: null }, showInList: 'Y' });
    expect(field.id).not.toBe('7');
  });

  test('a field without labels answers maps with an empty language', () => {
    const { languageId, editFormLabel } = openWithProcess().field('SERIAL');
    expect([languageId, editFormLabel]).toEqual([{ '': null }, { '': null }]);
  });

  test('a plain string as label is ignored, as the server does, or said in every language, as the documentation has it', () => {
    expect(openWithProcess().field('SERIAL', { editFormLabel: 'Serial number', helpMessage: 'On the plate' })).toMatchObject({ editFormLabel: { '': null }, helpMessage: { '': null } });
    const desk = openWithProcess({ switches: { stringLabels: 'everyLanguage' } });
    expect(desk.field('SERIAL', { editFormLabel: 'Serial number' }).editFormLabel).toEqual({ en: 'Serial number', ru: 'Serial number' });
  });

  test('a plain string as help text is thrown away, or said in every language', () => {
    const help = (switches: Record<string, string>): unknown => openWithProcess({ switches }).field('SERIAL', { editFormLabel: { en: 'Serial' }, helpMessage: 'On the plate' }).helpMessage;
    expect(help({})).toEqual({ en: null });
    expect(help({ stringHelp: 'everyLanguage' })).toEqual({ en: 'On the plate', ru: 'On the plate' });
  });

  test('help texts are trimmed and cut to 255', () => {
    expect(openWithProcess().field('SERIAL', { helpMessage: { ru: `  ${'Ж'.repeat(300)}` } }).helpMessage.ru).toHaveLength(255);
  });

  test('its code begins with that of the object, is short and plain, and free', () => {
    const desk = openWithProcess();
    const prefix = `UF_CRM_${desk.id}_`;
    const named = (fieldName: unknown, entityId = `CRM_${desk.id}`) => () => desk.ask('userfieldconfig.add', { ...crm, field: { entityId, fieldName, userTypeId: 'string' } });
    for (const wrong of [`UF_CRM_${desk.entityTypeId}_SERIAL`, 'UF_SERIAL', '', undefined, 'UF_CRM_SERIAL']) expect(refusal(named(wrong))).toMatchObject({ code: '', status: 400 });
    expect(refusal(named('UF_CRM_SERIAL', 'CRM_DEAL')).code).toBe('');
    expect(named('UF_CRM_DEAL_SERIAL', 'CRM_DEAL')().field.fieldName).toBe('UF_CRM_DEAL_SERIAL');
    expect(named(prefix + 'A'.repeat(50 - prefix.length))().field.fieldName).toHaveLength(50);
    expect(refusal(named(prefix + 'A'.repeat(51 - prefix.length))).text).toContain('50');
    expect(refusal(named(`${prefix}serial`)).text).toContain('A-Z');
    expect(refusal(named(prefix + 'A'.repeat(50 - prefix.length))).text).toContain('already exists');
  });

  test('its type must be there and fit for CRM', () => {
    const desk = openWithProcess();
    expect(refusal(() => desk.field('A', { userTypeId: undefined })).text).toContain('USER_TYPE_ID');
    expect(refusal(() => desk.field('A', { userTypeId: 'nonsense' })).text).toContain('type');
    for (const restricted of ['video', 'vote', 'hlblock', 'disk_file', 'resourcebooking']) expect(refusal(() => desk.field('A', { userTypeId: restricted })).text).toBe('You cannot create custom fields');
    expect(Object.keys(desk.ask('userfieldconfig.getTypes', crm).types)).not.toContain('video');
    desk.data.tables['userFieldTypes'] = [{ userTypeId: 'rest_5_gauge', description: 'Gauge' }];
    expect(desk.field('GAUGE', { userTypeId: 'rest_5_gauge', settings: { MAX: 10 } }).settings).toEqual({ MAX: 10 });
  });
});

describe('a field is changed', () => {
  test('object, code, type and multiplicity stay in silence', () => {
    const desk = openWithProcess();
    const before = desk.field('SERIAL');
    expect(update(desk, before.id, { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_X', userTypeId: 'double', multiple: 'Y' })).toEqual(before);
  });

  test('what is left out stays, a flag that is not Y is N', () => {
    const desk = openWithProcess();
    const { id } = desk.field('SERIAL', { mandatory: 'Y', isSearchable: 'Y', sort: 300, xmlId: 'bxform:serial' });
    expect(update(desk, id, { sort: '250' })).toMatchObject({ mandatory: 'Y', isSearchable: 'Y', sort: '250', xmlId: 'bxform:serial' });
    expect(update(desk, id, { mandatory: true, showFilter: 'Y' })).toMatchObject({ mandatory: 'N', showFilter: 'E' });
  });

  test('settings left out stay, settings sent return the rest to their defaults', () => {
    const desk = openWithProcess();
    const { id } = desk.field('SERIAL', { settings: { ROWS: 5, SIZE: 40 } });
    expect(update(desk, id, { sort: 5 }).settings).toMatchObject({ ROWS: 5, SIZE: 40 });
    expect(update(desk, id, { settings: { SIZE: 30 } }).settings).toMatchObject({ ROWS: 1, SIZE: 30 });
  });

  test('one label sent wipes all others, in every language and of every kind', () => {
    const desk = openWithProcess();
    const { id } = desk.field('SERIAL', { editFormLabel: { en: 'Serial', ru: 'Номер' }, helpMessage: { ru: 'На табличке' } });
    const stored = desk.data.tables['fields']!.find((row) => row['id'] === Number(id))!;
    stored['labels'].ru.listColumnLabel = 'Номер';
    expect(update(desk, id, { sort: 7 })).toMatchObject({ editFormLabel: { en: 'Serial', ru: 'Номер' }, listColumnLabel: { en: null, ru: 'Номер' } });
    expect(update(desk, id, { editFormLabel: { ru: 'Серийный номер' } })).toMatchObject({
      languageId: { ru: 'ru' }, editFormLabel: { ru: 'Серийный номер' }, listColumnLabel: { ru: null }, helpMessage: { ru: null },
    });
    expect(update(desk, id, { helpMessage: { ru: 'На табличке' } }).editFormLabel).toEqual({ ru: null });
    expect(update(desk, id, { editFormLabel: {}, helpMessage: 'text' }).helpMessage).toEqual({ ru: 'На табличке' });
  });

  describe('where a label update does not wipe everything', () => {
    const labelled = (labelUpdate: string) => {
      const desk = openWithProcess({ switches: { labelUpdate } });
      const { id } = desk.field('SERIAL', { editFormLabel: { en: 'Serial', ru: 'Номер' }, helpMessage: { en: 'On the plate', ru: 'На табличке' } });
      desk.data.tables['fields']!.find((row) => row['id'] === Number(id))!['labels'].ru.listColumnLabel = 'Номер';
      return { desk, id };
    };

    test('the kinds that are sent are replaced, an empty one is cleared, one left out stays', () => {
      const { desk, id } = labelled('wipesKinds');
      expect(update(desk, id, { editFormLabel: { ru: 'Серийный номер' } })).toMatchObject({
        editFormLabel: { en: null, ru: 'Серийный номер' }, listColumnLabel: { ru: 'Номер' }, helpMessage: { en: 'On the plate', ru: 'На табличке' },
      });
      expect(update(desk, id, { helpMessage: '' })).toMatchObject({ languageId: { ru: 'ru' }, editFormLabel: { ru: 'Серийный номер' }, helpMessage: { ru: null } });
    });

    test('only the texts that are sent change, and an empty text clears', () => {
      const { desk, id } = labelled('merges');
      expect(update(desk, id, { editFormLabel: { ru: 'Серийный номер' }, helpMessage: { en: '' } })).toMatchObject({
        editFormLabel: { en: 'Serial', ru: 'Серийный номер' }, listColumnLabel: { ru: 'Номер' }, helpMessage: { en: '', ru: 'На табличке' },
      });
    });
  });

  test('a deleted field is gone with its values, and can be made again', () => {
    const desk = openWithProcess();
    const { id } = desk.field('SERIAL');
    const name = `ufCrm${desk.id}Serial`;
    const { item } = desk.ask('crm.item.add', { entityTypeId: desk.entityTypeId, fields: { title: 'Pump 1', [name]: 'A-1' } });
    expect(item[name]).toBe('A-1');
    expect(desk.ask('userfieldconfig.delete', { ...crm, id })).toBeNull();
    expect(refusal(() => desk.ask('userfieldconfig.delete', { ...crm, id })).text).toBe('You cannot delete the user field');
    desk.field('SERIAL');
    expect(desk.ask('crm.item.get', { entityTypeId: desk.entityTypeId, id: item.id }).item[name]).toBeNull();
  });
});

describe('options of an enumeration', () => {
  const conditions = [{ value: 'Works', xmlId: 'ok', def: 'Y', sort: 100 }, { value: 'Broken', xmlId: 'bad', sort: 200 }];
  const open = (switches: Record<string, string> = {}) => {
    const desk = openWithProcess({ switches });
    const field = desk.field('STATE', { userTypeId: 'enumeration', enum: conditions });
    return { desk, id: field.id as string, options: field.enum as any[] };
  };

  test('an option without an xmlId gets a hash, without a sort 500', () => {
    const { enum: options } = openWithProcess().field('STATE', { userTypeId: 'enumeration', enum: [{ value: 'Works' }, { value: '' }, 'nonsense', { value: 'Broken', def: true }] });
    expect(options).toEqual(['Works', 'Broken'].map((value) => ({ id: expect.any(String), userFieldId: expect.any(String), value, def: 'N', sort: '500', xmlId: expect.stringMatching(/^[0-9a-f]{32}$/) })));
    expect(options[0].xmlId).not.toBe(openWithProcess({}).field('OTHER').xmlId);
  });

  test('options that carry an id are not added', () => {
    expect(openWithProcess().field('STATE', { userTypeId: 'enumeration', enum: [{ id: 5, value: 'Works' }, { value: 'Broken' }] }).enum.map((option: any) => option.value)).toEqual(['Broken']);
  });

  test('without the type an update leaves them, with the type alone it deletes them', () => {
    const { desk, id, options } = open();
    expect(update(desk, id, { enum: [{ value: 'Other' }] }).enum).toEqual(options);
    expect(update(desk, id, { userTypeId: 'enumeration' }).enum).toEqual([]);
  });

  test('with the type alone an update may leave them, while an empty list deletes them', () => {
    const { desk, id, options } = open({ optionsLeftOut: 'kept' });
    expect(update(desk, id, { userTypeId: 'enumeration' }).enum).toEqual(options);
    expect(update(desk, id, { userTypeId: 'enumeration', enum: '' }).enum).toEqual([]);
  });

  test('they are replaced by id: one left out is deleted, one without an id is new', () => {
    const { desk, id, options } = open();
    const changed = update(desk, id, { userTypeId: 'enumeration', enum: [{ id: options[1].id, value: 'Out of order' }, { value: 'In repair', xmlId: 'repair', sort: 300 }] }).enum;
    expect(changed).toEqual([{ ...options[1], value: 'Out of order' }, { id: expect.any(String), userFieldId: id, value: 'In repair', def: 'N', sort: '300', xmlId: 'repair' }]);
  });

  test('the stored xmlId and default stay when left out', () => {
    const { desk, id, options } = open();
    expect(update(desk, id, { userTypeId: 'enumeration', enum: options.map(({ id: option, value }) => ({ id: option, value })) }).enum).toEqual(options);
  });

  test('an xmlId that is already there spoils the whole change, and success is answered', () => {
    const { desk, id, options } = open();
    expect(update(desk, id, { userTypeId: 'enumeration', enum: conditions }).enum).toEqual(options);
    expect(update(desk, id, { userTypeId: 'enumeration', enum: [{ id: options[0].id, value: 'Fine' }, { value: 'Broken', xmlId: 'bad' }] }).enum).toEqual(options);
    expect(update(desk, id, { userTypeId: 'enumeration', enum: [{ id: options[0].id, value: 'Works', xmlId: 'bad' }] }).enum).toEqual(options);
  });

  test('an xmlId that is already there may be told; the rest of the update is done, the options stay', () => {
    const { desk, id, options } = open({ optionXmlIdTaken: 'answered' });
    expect(refusal(() => update(desk, id, { sort: 300, userTypeId: 'enumeration', enum: conditions }))).toMatchObject({ code: '', text: expect.stringContaining('XML_ID=ok already exists') });
    expect(get(desk, id)).toMatchObject({ sort: '300', enum: options });
    expect(update(desk, id, { userTypeId: 'enumeration', enum: [{ id: options[0].id, value: 'Fine', xmlId: 'ok' }] }).enum).toHaveLength(1);
  });

  test('an id of another field is passed over', () => {
    const { desk, id, options } = open();
    expect(update(desk, id, { userTypeId: 'enumeration', enum: [...options, { id: 99999, value: 'Ghost' }] }).enum).toEqual(options);
  });

  test('a list does not tell them', () => {
    const { desk } = open();
    expect(desk.ask('userfieldconfig.list', crm).fields[0]).not.toHaveProperty('enum');
  });
});

describe('fields are listed', () => {
  test('of every object, in no order, 50 a page, without labels', () => {
    const desk = openWithProcess();
    for (let index = 0; index < 55; index += 1) desk.field(`F${index}`, { editFormLabel: { en: 'x' } });
    desk.ask('userfieldconfig.add', { ...crm, field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_SERIAL', userTypeId: 'string' } });
    const answer = desk.answer('userfieldconfig.list', crm);
    const ids = (answer.result as any).fields.map((field: any) => Number(field.id));
    expect([ids.length, answer.total, answer.next]).toEqual([50, 56, 50]);
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
    expect(Object.keys((answer.result as any).fields[0])).toEqual('id entityId fieldName userTypeId xmlId sort multiple mandatory showFilter showInList editInList isSearchable settings'.split(' '));
    const ordered = desk.ask('userfieldconfig.list', { ...crm, order: { id: 'DESC' } }).fields;
    expect(ordered[0].entityId).toBe('CRM_DEAL');
  });

  test('without an order they may come by sort and id, as the documentation has it', () => {
    const desk = openWithProcess({ switches: { listOrder: 'sortAndId' } });
    for (const [name, sort] of [['C', 300], ['A', 100], ['B', 100]] as const) desk.field(name, { sort });
    for (let index = 0; index < 5; index += 1) addProcess(desk.ask);
    expect(desk.ask('userfieldconfig.list', crm).fields.map((field: any) => field.fieldName.slice(-1))).toEqual(['A', 'B', 'C']);
    const ids = (one: Desk): number[] => one.ask('crm.type.list').types.map((type: any) => type.id);
    expect(ids(desk)).toEqual([...ids(desk)].sort((a, b) => a - b));
    expect(ids(desk.as({ switches: {} }))).not.toEqual(ids(desk));
  });

  test('labels may come under the language that was asked for', () => {
    const desk = openWithProcess({ language: 'ru', switches: { listedLabels: 'requested' } });
    desk.field('SERIAL', { editFormLabel: { en: 'Serial number', ru: 'Серийный номер' } });
    expect(desk.ask('userfieldconfig.list', { ...crm, select: { 0: '*', language: 'en' } }).fields[0]).toMatchObject({ languageId: { en: 'en' }, editFormLabel: { en: 'Serial number' } });
  });

  test('labels come by the keyed language, under the language of the caller', () => {
    const desk = openWithProcess({ language: 'ru' });
    desk.field('SERIAL', { editFormLabel: { en: 'Serial number', ru: 'Серийный номер' } });
    desk.field('STATE', { editFormLabel: { ru: 'Состояние' } });
    const list = (select: unknown): any[] => desk.ask('userfieldconfig.list', { ...crm, select, order: { id: 'ASC' } }).fields;
    const [serial, state] = list({ 0: '*', language: 'en' });
    expect(serial).toMatchObject({ languageId: { ru: 'en' }, editFormLabel: { ru: 'Serial number' }, helpMessage: null });
    expect(state).toMatchObject({ languageId: null, editFormLabel: null });
    expect(refusal(() => list(['*', 'language'])).text).toContain('Unknown field definition');
    expect(list(['*'])[0]).not.toHaveProperty('editFormLabel');
  });

  test('a select by name takes column names, settings are null when not asked for', () => {
    const desk = openWithProcess();
    desk.field('SERIAL');
    const list = (select: unknown): any => desk.ask('userfieldconfig.list', { ...crm, select }).fields[0];
    expect(list(['id', 'FIELD_NAME'])).toEqual({ id: expect.any(String), fieldName: expect.any(String), settings: null });
    expect(refusal(() => list(['fieldName'])).code).toBe('100');
    expect(desk.as({ switches: { fieldListSelect: 'camelCase' } }).ask('userfieldconfig.list', { ...crm, select: ['fieldName'] }).fields[0]).toHaveProperty('fieldName');
  });

  test('only plain entityId chooses objects; with a prefix it is thrown away', () => {
    const desk = openWithProcess();
    desk.field('SERIAL');
    desk.ask('userfieldconfig.add', { ...crm, field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_SERIAL', userTypeId: 'double' } });
    const count = (filter: unknown): number => desk.ask('userfieldconfig.list', { ...crm, filter }).fields.length;
    expect(count({ entityId: 'CRM_DEAL' })).toBe(1);
    expect(count({ entityId: ['CRM_DEAL', `CRM_${desk.id}`, 'CRM_999'] })).toBe(2);
    expect(count({ '=entityId': 'CRM_DEAL' })).toBe(2);
    expect(count({ userTypeId: 'double' })).toBe(1);
    expect(refusal(() => count({ entityId: 'CRM_999' })).text).toContain('permission');
    expect(refusal(() => count({ colour: 'red' })).text).toContain('COLOUR');
  });
});

describe('who may', () => {
  test('the scope of the module is asked for inside the call', () => {
    const desk = openDesk({ scopes: ['userfieldconfig'] });
    for (const method of ['getTypes', 'list']) {
      expect(refusal(() => desk.ask(`userfieldconfig.${method}`, crm))).toEqual({ code: 'insufficient_scope', text: 'The current method required more scopes. (crm)', status: 400 });
    }
    expect(refusal(() => openDesk({ scopes: ['userfieldconfig'], switches: { moduleScopeError: '' } }).ask('userfieldconfig.list', crm)).code).toBe('');
    expect(refusal(() => openDesk().ask('userfieldconfig.list', { moduleId: 'tasks' })).text).toBe('No settings for UserFieldAccess');
    expect(refusal(() => openDesk().ask('userfieldconfig.list')).code).toBe('100');
  });

  test('nobody but an administrator; refusals are words in the language of the portal', () => {
    const desk = openWithProcess({ language: 'ru' });
    const { id } = desk.field('SERIAL');
    const engineer = desk.as({ admin: false });
    expect(refusal(() => engineer.ask('userfieldconfig.list', crm))).toEqual({ code: '', text: 'У вас нет прав на просмотр настроек пользовательских полей', status: 400 });
    for (const work of [() => get(engineer, id), () => update(engineer, id, {}), () => engineer.ask('userfieldconfig.delete', { ...crm, id }), () => engineer.ask('userfieldconfig.add', { ...crm, field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_A', userTypeId: 'string' } })]) {
      expect(refusal(work)).toMatchObject({ code: '', text: expect.stringMatching(/[а-я]/) });
    }
    expect(refusal(() => desk.as({ switches: { fieldErrorCode: '0' } }).ask('userfieldconfig.get', { ...crm, id: 1 })).code).toBe('0');
  });

  test('fields of requisites are out of reach, or within it as the documentation lists them', () => {
    const add = (switches: Record<string, string>) => () =>
      openDesk({ switches }).ask('userfieldconfig.add', { ...crm, field: { entityId: 'CRM_REQUISITE', fieldName: 'UF_CRM_REQUISITE_PLATE', userTypeId: 'string' } }).field.entityId;
    expect(refusal(add({})).text).toBe('You cannot create custom fields');
    expect(add({ requisiteFields: 'served' })()).toBe('CRM_REQUISITE');
  });

  test('fields of tasks and of the portal itself are out of reach', () => {
    const desk = openDesk();
    const task = desk.data.tables['fields']!.find((row) => row['entityId'] === 'TASKS_TASK')!;
    expect(refusal(() => get(desk, task['id'])).code).toBe('');
    expect(desk.ask('userfieldconfig.list', crm).fields).toEqual([]);
  });
});

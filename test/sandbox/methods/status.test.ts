import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal, type Desk } from './service-desk.ts';

const add = (desk: Desk, fields: Record<string, unknown>): number => desk.ask('crm.status.add', { fields });
const stagesOf = (desk: Desk, entityId: string): any[] => desk.ask('crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID: entityId } });
const stage = (desk: Desk, entityId: string, code: string): any => stagesOf(desk, entityId).find((row) => row.STATUS_ID.endsWith(code));

describe('a stage is added', () => {
  test('the server puts its prefix before the code, whatever stood before the colon', () => {
    const desk = openDesk();
    const { stages, entityTypeId, funnel } = addProcess(desk.ask);
    for (const [index, code] of ['DIAG', 'DT1_1:PARTS', ':TEST'].entries()) add(desk, { ENTITY_ID: stages, STATUS_ID: code, NAME: 'Repair', SORT: 31 + index });
    expect(stagesOf(desk, stages).slice(3, 6).map((row) => row.STATUS_ID)).toEqual(['DIAG', 'PARTS', 'TEST'].map((code) => `DT${entityTypeId}_${funnel}:${code}`));
  });

  test('its answer is a bare number, its row is all strings', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    const id = add(desk, { ENTITY_ID: stages, STATUS_ID: 'DIAG', NAME: ' Diagnostics ', SORT: '35', COLOR: '55D0E0' });
    expect(desk.ask('crm.status.get', { id })).toEqual({
      ID: String(id), ENTITY_ID: stages, STATUS_ID: expect.stringContaining(':DIAG'), NAME: 'Diagnostics', NAME_INIT: '', SORT: '35', SYSTEM: 'N', CATEGORY_ID: '0', COLOR: '#55D0E0', SEMANTICS: null,
    });
  });

  test('a stage of one\'s own belongs to funnel 0 unless told, one of a deal funnel knows it', () => {
    const desk = openDesk();
    const { stages, funnel } = addProcess(desk.ask);
    const told = add(desk, { ENTITY_ID: stages, STATUS_ID: 'DIAG', NAME: 'Diagnostics', SORT: 35, CATEGORY_ID: funnel });
    expect(desk.ask('crm.status.get', { id: told }).CATEGORY_ID).toBe(String(funnel));
    const { id } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service' } }).category;
    const own = add(desk, { ENTITY_ID: `DEAL_STAGE_${id}`, STATUS_ID: 'DIAG', NAME: 'Diagnostics', SORT: 35 });
    expect(desk.ask('crm.status.get', { id: own })).toMatchObject({ CATEGORY_ID: String(id), STATUS_ID: `C${id}:DIAG`, EXTRA: { SEMANTICS: 'process', COLOR: '' } });
  });

  test('process stages go before the success stage, failures after it, and success is alone', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    const at = (SORT: number, SEMANTICS?: string) => () => add(desk, { ENTITY_ID: stages, STATUS_ID: `S${SORT}${SEMANTICS ?? ''}`, NAME: 'Repair', SORT, SEMANTICS });
    for (const sort of [40, 45]) expect(refusal(at(sort))).toMatchObject({ code: '', status: 400 });
    for (const sort of [30, 40]) expect(refusal(at(sort, 'F')).code).toBe('');
    expect(refusal(at(60, 'S')).code).toBe('');
    expect(refusal(at(35, 'X')).code).toBe('');
    expect([at(39)(), at(38, 'P')(), at(41, 'F')()]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
    desk.ask('crm.status.update', { id: stage(desk, stages, 'SUCCESS').ID, fields: { SORT: 100 } });
    expect(at(45)()).toEqual(expect.any(Number));
  });

  test('where the place is not checked, a process stage may stand behind success; success stays alone', () => {
    const desk = openDesk({ switches: { stageOrder: 'free' } });
    const { stages } = addProcess(desk.ask);
    const added = (SORT: number, SEMANTICS: string) => () => add(desk, { ENTITY_ID: stages, STATUS_ID: `S${SORT}`, NAME: 'Repair', SORT, SEMANTICS });
    expect([added(45, 'P')(), added(30, 'F')()]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(refusal(added(60, 'S')).code).toBe('');
  });

  test('a dictionary has no success stage, so any place will do', () => {
    const desk = openDesk();
    const id = add(desk, { ENTITY_ID: 'SOURCE', STATUS_ID: 'Выставка 2026!', NAME: 'Expo', SORT: 999 });
    expect(desk.ask('crm.status.get', { id })).toMatchObject({ STATUS_ID: 'Выставка 2026!', SORT: '999' });
    expect(desk.ask('crm.status.get', { id })).not.toHaveProperty('EXTRA');
    expect(desk.ask('crm.status.get', { id: add(desk, { ENTITY_ID: 'SOURCE', STATUS_ID: 'FAIR', NAME: 'Fair', SORT: -3 }) }).SORT).toBe('10');
  });

  test('codes are unique in their dictionary, without regard to case', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    expect(refusal(() => add(desk, { ENTITY_ID: stages, STATUS_ID: 'new', NAME: 'Start', SORT: 5 }))).toEqual({ code: 'ERROR_CORE', text: 'The specified status ID already exists.', status: 400 });
    expect(add(desk, { ENTITY_ID: 'SOURCE', STATUS_ID: 'NEW', NAME: 'Start' })).toEqual(expect.any(Number));
  });

  test('a code that is taken may be an SQL error of the server instead', () => {
    const desk = openDesk({ switches: { stageTaken: 'sql' } });
    const { stages } = addProcess(desk.ask);
    expect(refusal(() => add(desk, { ENTITY_ID: stages, STATUS_ID: 'NEW', NAME: 'Start', SORT: 5 }))).toEqual({ code: 'ERROR_CORE', text: 'SQL query error!', status: 500 });
    expect(stagesOf(desk, stages)).toHaveLength(5);
  });

  test('codes of leads, estimates and deals are short and plain, others only short', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service' } }).category;
    const { stages, entityTypeId, funnel } = addProcess(desk.ask);
    const own = `DT${entityTypeId}_${funnel}:`.length;
    const limits: readonly (readonly [string, number, boolean])[] = [['STATUS', 21, true], ['QUOTE_STATUS', 22, true], ['DEAL_STAGE', 22, true], [`DEAL_STAGE_${id}`, 22 - `C${id}:`.length, true], [stages, 50 - own, false], ['SOURCE', 50, false]];
    for (const [entityId, longest, plain] of limits) {
      expect(add(desk, { ENTITY_ID: entityId, STATUS_ID: 'A'.repeat(longest), NAME: 'Repair', SORT: 5 })).toEqual(expect.any(Number));
      expect(refusal(() => add(desk, { ENTITY_ID: entityId, STATUS_ID: 'B'.repeat(longest + 1), NAME: 'Repair', SORT: 5 })).code, entityId).toBe('ERROR_CORE');
      const spaced = (): number => add(desk, { ENTITY_ID: entityId, STATUS_ID: 'A B', NAME: 'Repair', SORT: 6 });
      if (plain) expect(refusal(spaced).code).toBe('ERROR_CORE');
      else expect(spaced()).toEqual(expect.any(Number));
    }
  });

  test('what is missing is told in words, without a code', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    expect(refusal(() => add(desk, {}))).toEqual({ code: '', text: 'The field ENTITY_ID is required.\nThe field STATUS_ID is required.', status: 400 });
    expect(refusal(() => add(desk, { ENTITY_ID: stages, STATUS_ID: 'DIAG', SORT: 35 })).text).toBe('The field Title is required.');
    expect(refusal(() => add(desk, { ENTITY_ID: 'DYNAMIC_1_STAGE_1', STATUS_ID: 'DIAG', NAME: 'X' })).text).toBe('Specified entity type is not supported.');
    expect(refusal(() => desk.ask('crm.status.add', { fields: 'x' })).text).toBe("Parameter 'fields' must be array.");
  });

  test('long names and colours are cut, or refused', () => {
    const desk = openDesk();
    const long = { ENTITY_ID: 'SOURCE', STATUS_ID: 'LONG', NAME: 'Ж'.repeat(120), COLOR: '#1234567890' };
    expect(refusal(() => desk.as({ switches: { longText: 'refused' } }).ask('crm.status.add', { fields: long })).code).toBe('');
    const row = desk.ask('crm.status.get', { id: add(desk, long) });
    expect([row.NAME.length, row.COLOR]).toEqual([100, '#123456789']);
  });
});

describe('a stage is changed', () => {
  test('its code, semantics and funnel stay in silence', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    const before = stage(desk, stages, 'CLIENT');
    expect(desk.ask('crm.status.update', { id: before.ID, fields: { NAME: 'Approval', SEMANTICS: 'F', STATUS_ID: 'OTHER', ENTITY_ID: 'SOURCE', CATEGORY_ID: 1, SYSTEM: 'Y' } })).toBe(true);
    expect(desk.ask('crm.status.get', { id: before.ID })).toEqual({ ...before, NAME: 'Approval' });
  });

  test('the order may be broken', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    desk.ask('crm.status.update', { id: stage(desk, stages, 'SUCCESS').ID, fields: { SORT: 1 } });
    expect(stagesOf(desk, stages)[0].SEMANTICS).toBe('S');
  });

  test('a sort left out stays, or falls to 10; zero always does', () => {
    for (const [switches, sort] of [[{}, '40'], [{ statusUpdateWithoutSort: 'ten' }, '10']] as const) {
      const desk = openDesk({ switches });
      const { stages } = addProcess(desk.ask);
      const { ID } = stage(desk, stages, 'SUCCESS');
      desk.ask('crm.status.update', { id: ID, fields: { COLOR: '#ffffff' } });
      expect(desk.ask('crm.status.get', { id: ID }).SORT).toBe(sort);
      desk.ask('crm.status.update', { id: ID, fields: { SORT: 0 } });
      expect(desk.ask('crm.status.get', { id: ID }).SORT).toBe('10');
    }
  });

  test('an empty colour becomes a lone hash, an empty name leaves the old one', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    const { ID } = stage(desk, stages, 'NEW');
    desk.ask('crm.status.update', { id: ID, fields: { COLOR: '', NAME: ' ' } });
    expect(desk.ask('crm.status.get', { id: ID })).toMatchObject({ COLOR: '#', NAME: 'Start' });
    desk.ask('crm.status.update', { id: ID, fields: { EXTRA: { COLOR: 'aabbcc' } } });
    expect(desk.ask('crm.status.get', { id: ID }).COLOR).toBe('#aabbcc');
  });

  test('an empty colour may be stored as it is', () => {
    const desk = openDesk({ switches: { emptyColor: 'empty' } });
    const { stages } = addProcess(desk.ask);
    const { ID } = stage(desk, stages, 'NEW');
    desk.ask('crm.status.update', { id: ID, fields: { COLOR: '' } });
    expect(desk.ask('crm.status.get', { id: ID }).COLOR).toBe('');
  });

  test('a refusal of the storage may be told as well', () => {
    const desk = openDesk({ switches: { longText: 'refused', statusUpdateRefused: 'answered' } });
    const { stages } = addProcess(desk.ask);
    const before = stage(desk, stages, 'NEW');
    expect(refusal(() => desk.ask('crm.status.update', { id: before.ID, fields: { NAME: 'x'.repeat(101) } }))).toMatchObject({ code: '', text: expect.stringContaining('NAME') });
    expect(desk.ask('crm.status.get', { id: before.ID })).toEqual(before);
  });

  test('true is answered even if the storage refused', () => {
    const desk = openDesk({ switches: { longText: 'refused' } });
    const { stages } = addProcess(desk.ask);
    const before = stage(desk, stages, 'NEW');
    expect(desk.ask('crm.status.update', { id: before.ID, fields: { NAME: 'x'.repeat(101), SORT: 5 } })).toBe(true);
    expect(desk.ask('crm.status.get', { id: before.ID })).toEqual(before);
  });
});

describe('a stage is deleted', () => {
  test('a system one only by force, with Y', () => {
    const desk = openDesk();
    const { stages } = addProcess(desk.ask);
    const { ID } = stage(desk, stages, 'NEW');
    for (const params of [undefined, { FORCED: true }, { FORCED: 'y' }]) expect(refusal(() => desk.ask('crm.status.delete', { id: ID, params })).text).toContain('FORCED');
    expect(desk.ask('crm.status.delete', { id: ID, params: { FORCED: 'Y' } })).toBe(true);
  });

  test('not while records stand on it, of a smart process or of deals', () => {
    const desk = openDesk();
    const { stages, entityTypeId } = addProcess(desk.ask, { isStagesEnabled: 'Y' });
    const { STATUS_ID, ID } = stage(desk, stages, 'CLIENT');
    desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Pump 1', stageId: STATUS_ID } });
    expect(refusal(() => desk.ask('crm.status.delete', { id: ID })).text).toContain('contains items');
    desk.ask('crm.item.add', { entityTypeId: 2, fields: { title: 'Pumps', stageId: 'PREPARATION' } });
    expect(refusal(() => desk.ask('crm.status.delete', { id: stage(desk, 'DEAL_STAGE', 'PREPARATION').ID })).text).toBe('There are active items in this status.');
  });

  test('an id is needed, and must be known', () => {
    expect(refusal(() => openDesk().ask('crm.status.delete')).text).toBe('ID is not defined or invalid.');
    expect(refusal(() => openDesk().ask('crm.status.delete', { ID: 9999 })).text).toBe('Status is not found.');
    expect(refusal(() => openDesk().ask('crm.status.get', { id: '9999' })).text).toBe('CRM Status is not found.');
  });
});

describe('stages and dictionaries are listed', () => {
  test('without a filter every row of the portal comes at once', () => {
    const desk = openDesk();
    addProcess(desk.ask);
    const answer = desk.answer('crm.status.list', { start: 50 });
    expect(answer.total).toBe(desk.data.tables['statuses']!.length);
    expect(answer.result).toHaveLength(answer.total!);
    expect(answer.next).toBeUndefined();
  });

  test('unknown keys and empty values are passed over, so a slip returns everything', () => {
    const desk = openDesk();
    const all = desk.ask('crm.status.list').length;
    for (const filter of [{ ENTITYID: 'SOURCE' }, { '=ENTITY_ID': 'SOURCE' }, { ENTITY_ID: '' }]) expect(desk.ask('crm.status.list', { filter })).toHaveLength(all);
  });

  test('values are exact, but part of a name will do; arrays are refused', () => {
    const desk = openDesk();
    expect(desk.ask('crm.status.list', { filter: { entity_id: 'source', STATUS_ID: 'CALL' } })).toHaveLength(1);
    expect(desk.ask('crm.status.list', { filter: { ENTITY_ID: 'SOURCE', NAME: 'call' } }).map((row: any) => row.STATUS_ID).sort()).toEqual(['CALL', 'CALLBACK']);
    expect(desk.ask('crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE', SEMANTICS: 'F' } })).toHaveLength(2);
    for (const name of ['ENTITY_ID', 'STATUS_ID', 'SORT', 'SEMANTICS']) expect(refusal(() => desk.ask('crm.status.list', { filter: { [name]: ['x'] } })).text).toBe(`Filter by ${name} must be a string`);
  });

  test('entity.types tells every funnel of every smart process', () => {
    const desk = openDesk({ language: 'ru' });
    const { entityTypeId, funnel } = addProcess(desk.ask, { title: 'Ремонт' });
    const types = desk.ask('crm.status.entity.types');
    expect(types.at(-1)).toEqual({
      ID: `DYNAMIC_${entityTypeId}_STAGE_${funnel}`, NAME: 'Ремонт (Общая)', SEMANTIC_INFO: [], PREFIX: `DT${entityTypeId}_${funnel}`, FIELD_ATTRIBUTE_SCOPE: `category_${funnel}`,
      ENTITY_TYPE_ID: entityTypeId, IS_ENABLED: false, CATEGORY_ID: funnel, CATEGORY_NAME: 'Общая', CATEGORY_SORT: 500, IS_DEFAULT_CATEGORY: true,
    });
    expect(types.map((one: any) => one.ID)).toEqual(expect.arrayContaining(['STATUS', 'SOURCE', 'DEAL_STAGE', 'QUOTE_STATUS', 'HONORIFIC', 'CALL_LIST']));
  });

  test('entity.items needs a dictionary by name', () => {
    expect(openDesk().ask('crm.status.entity.items', { entityId: 'contact_type' })[0]).toEqual({ NAME: 'Clients', SORT: 10, STATUS_ID: 'CLIENT' });
    expect(refusal(() => openDesk().ask('crm.status.entity.items')).text).toContain('entityId');
  });
});

test('somebody who is no administrator reads and does not write', () => {
  const desk = openDesk({ admin: false });
  expect(desk.ask('crm.status.list').length).toBeGreaterThan(30);
  const [{ ID: id }] = desk.ask('crm.status.list');
  for (const work of [() => add(desk, { ENTITY_ID: 'SOURCE', STATUS_ID: 'X', NAME: 'X' }), () => desk.ask('crm.status.update', { id, fields: { NAME: 'X' } }), () => desk.ask('crm.status.delete', { id })]) {
    expect(refusal(work)).toEqual({ code: '', text: 'Access denied.', status: 400 });
  }
});

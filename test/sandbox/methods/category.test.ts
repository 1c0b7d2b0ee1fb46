import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal } from './service-desk.ts';

describe('funnels of a smart process', () => {
  test('a new one brings five stages of its own', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask);
    const { category } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } });
    expect(category).toEqual({ id: expect.any(Number), name: 'Warranty', sort: 500, entityTypeId, isDefault: 'N' });
    const stages = desk.ask('crm.status.list', { filter: { CATEGORY_ID: category.id } });
    expect(stages.map((stage: any) => stage.STATUS_ID)).toContain(`DT${entityTypeId}_${category.id}:SUCCESS`);
    expect(stages).toHaveLength(5);
  });

  test('they are listed by sort, all at once, without a filter', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask);
    for (let index = 0; index < 55; index += 1) desk.ask('crm.category.add', { entityTypeId, fields: { name: `Site ${index}`, sort: 60 - index } });
    const answer = desk.answer('crm.category.list', { entityTypeId, start: 50, filter: { name: 'Site 1' } });
    expect((answer.result as any).categories.map((funnel: any) => funnel.sort)).toEqual([...Array.from({ length: 55 }, (_, index) => 6 + index), 500]);
    expect([answer.total, answer.next]).toEqual([56, undefined]);
  });

  test('names are not trimmed, empty ones refused, missing ones made up, long ones cut', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask);
    const add = (fields: Record<string, unknown>): any => desk.ask('crm.category.add', { entityTypeId, fields }).category;
    expect(add({ name: ' Paid ' }).name).toBe(' Paid ');
    expect(add({}).name).toBe('General');
    expect(add({ name: 'x'.repeat(300) }).name).toHaveLength(255);
    expect(refusal(() => add({ name: '' })).code).toBe('BX_EMPTY_REQUIRED');
    const strict = desk.as({ switches: { longText: 'refused' } });
    expect(refusal(() => strict.ask('crm.category.add', { entityTypeId, fields: { name: 'x'.repeat(256) } })).code).toBe('BX_INVALID_VALUE');
  });

  test('a negative sort is passed over, zero is not', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask);
    expect(desk.ask('crm.category.add', { entityTypeId, fields: { name: 'A', sort: -5 } }).category.sort).toBe(500);
    expect(desk.ask('crm.category.add', { entityTypeId, fields: { name: 'B', sort: '0' } }).category.sort).toBe(0);
  });

  test('Y or true makes a default and demotes the old one, other spellings do nothing', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask);
    const defaults = (): number[] => desk.ask('crm.category.list', { entityTypeId }).categories.filter((one: any) => one.isDefault === 'Y').map((one: any) => one.id);
    for (const isDefault of ['true', 1, '1', 'yes']) desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Paid', isDefault } });
    expect(defaults()).toEqual([funnel]);
    const { id } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Paid', isDefault: true } }).category;
    expect(defaults()).toEqual([id]);
    desk.ask('crm.category.update', { entityTypeId, id: funnel, fields: { isDefault: 'Y' } });
    expect(defaults()).toEqual([funnel]);
  });

  test('where any spelling will do, "true" and 1 make a default, and "false" and 0 unmake it', () => {
    for (const [yes, no] of [['true', 'false'], [1, 0], ['1', '0']]) {
      const desk = openDesk({ switches: { funnelDefaultSpelling: 'any' } });
      const { entityTypeId } = addProcess(desk.ask);
      const { id, isDefault } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Paid', isDefault: yes } }).category;
      expect(isDefault).toBe('Y');
      expect(desk.ask('crm.category.update', { entityTypeId, id, fields: { isDefault: no } }).category.isDefault).toBe('N');
      expect(desk.ask('crm.category.update', { entityTypeId, id, fields: { isDefault: 'yes' } }).category.isDefault).toBe('N');
    }
  });

  test('a code and whether it is a system one are told only where the documentation is right', () => {
    for (const [switches, told] of [[{}, {}], [{ funnelCode: 'smartProcesses' }, { isSystem: 'N', code: '' }]] as const) {
      const desk = openDesk({ switches });
      const { entityTypeId, funnel } = addProcess(desk.ask);
      expect(desk.ask('crm.category.get', { entityTypeId, id: funnel }).category).toEqual({ id: funnel, name: 'General', sort: 500, entityTypeId, isDefault: 'Y', ...told });
      expect(desk.ask('crm.category.get', { entityTypeId: 2, id: 0 }).category).not.toHaveProperty('code');
    }
  });

  test('the server lets the default one be demoted, the documentation says it does not', () => {
    for (const [switches, isDefault] of [[{}, 'N'], [{ defaultFunnelDemoted: 'ignored' }, 'Y']] as const) {
      const desk = openDesk({ switches });
      const { entityTypeId, funnel } = addProcess(desk.ask);
      expect(desk.ask('crm.category.update', { entityTypeId, id: funnel, fields: { isDefault: 'N' } }).category.isDefault).toBe(isDefault);
    }
  });

  test('one with records stays, the default one stays while there are any, the rest take their stages along', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask, { isStagesEnabled: 'Y' });
    const { id } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } }).category;
    const { id: record } = desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Pump 1', categoryId: id } }).item;
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId, id })).code).toBe('BX_ERROR');
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId, id: funnel })).code).toBe('BX_ERROR');
    desk.ask('crm.item.delete', { entityTypeId, id: record });
    expect(desk.ask('crm.category.delete', { entityTypeId, id })).toBeNull();
    expect(desk.ask('crm.status.list', { filter: { ENTITY_ID: `DYNAMIC_${entityTypeId}_STAGE_${id}` } })).toEqual([]);
    expect(refusal(() => desk.as({ switches: { defaultFunnelDelete: 'refused' } }).ask('crm.category.delete', { entityTypeId, id: funnel })).code).toBe('BX_ERROR');
    expect(desk.ask('crm.category.delete', { entityTypeId, id: funnel })).toBeNull();
  });

  test('wrong numbers have codes of their own', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask);
    expect(refusal(() => desk.ask('crm.category.list', { entityTypeId: 1999 }))).toMatchObject({ code: 'NOT_FOUND', text: 'SPA not found' });
    expect(refusal(() => desk.ask('crm.category.get', { entityTypeId, id: 0 }))).toMatchObject({ code: 'NOT_FOUND', text: 'Element not found' });
    for (const unfunneled of [1, 7]) expect(refusal(() => desk.ask('crm.category.list', { entityTypeId: unfunneled })).code).toBe('ENTITY_TYPE_NOT_SUPPORTED');
    expect(refusal(() => desk.ask('crm.category.list', { entityTypeId: 'deal' })).code).toBe('100');
    expect(refusal(() => desk.ask('crm.category.add', { entityTypeId, fields: { name: 'X', isSystem: 'Y' } })).code).toBe('ADDING_DISABLED');
  });
});

describe('funnels of deals', () => {
  test('the default one is id 0, can be renamed and moved, and never deleted or replaced', () => {
    const desk = openDesk();
    expect(desk.ask('crm.category.list', { entityTypeId: 2 }).categories).toEqual([{ id: 0, name: 'General', sort: 0, entityTypeId: 2, isDefault: 'Y' }]);
    expect(desk.ask('crm.category.update', { entityTypeId: 2, id: 0, fields: { name: 'Sales', sort: 40 } }).category).toMatchObject({ id: 0, name: 'Sales', sort: 40 });
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId: 2, id: 0 })).code).toBe('0');
    const { category } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: ' Service ', isDefault: 'Y' } });
    expect(category).toEqual({ id: expect.any(Number), name: 'Service', sort: 0, entityTypeId: 2, isDefault: 'N', originId: '', originatorId: '' });
  });

  test('a new one brings eight stages whose codes carry its number', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service' } }).category;
    const stages = desk.ask('crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID: `DEAL_STAGE_${id}` } });
    expect(stages.map((stage: any) => stage.STATUS_ID)).toEqual(['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE', 'APOLOGY'].map((code) => `C${id}:${code}`));
    expect(stages[0].CATEGORY_ID).toBe(String(id));
    expect(stages.slice(-2).map((stage: any) => stage.EXTRA.SEMANTICS)).toEqual(['failure', 'apology']);
  });

  test('a name is required, a sort left out is 0 or 500', () => {
    const desk = openDesk({ switches: { dealFunnelSort: 500 } });
    expect(refusal(() => desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: ' ' } })).code).toBe('0');
    expect(desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service' } }).category.sort).toBe(500);
  });

  test('one with deals is not deleted', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service' } }).category;
    desk.ask('crm.item.add', { entityTypeId: 2, fields: { title: 'Pumps', categoryId: id } });
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId: 2, id })).code).toBe('0');
  });
});

describe('funnels of contacts and companies', () => {
  test('the default one is a system one that nothing changes; only here code and isSystem are told', () => {
    const desk = openDesk();
    expect(desk.ask('crm.category.list', { entityTypeId: 3 }).categories).toEqual([{ id: 0, name: 'General', sort: 0, entityTypeId: 3, isDefault: 'Y', isSystem: 'Y', code: '' }]);
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId: 3, id: 0 })).code).toBe('REMOVING_DISABLED');
    expect(refusal(() => desk.ask('crm.category.update', { entityTypeId: 3, id: 0, fields: { name: 'People' } })).text).toContain('changing name');
    expect(refusal(() => desk.ask('crm.category.add', { entityTypeId: 4, fields: { name: 'Suppliers', isDefault: 'Y' } })).text).toContain('default state');
    const { id } = desk.ask('crm.category.add', { entityTypeId: 4, fields: { name: 'Suppliers' } }).category;
    expect(desk.ask('crm.category.list', { entityTypeId: 4, filter: { code: 'X' } }).categories).toEqual([]);
    expect(desk.ask('crm.category.list', { entityTypeId: 4 }).categories.map((one: any) => one.id)).toEqual([0, id]);
  });
});

test('somebody who is no administrator sees only the open funnels and changes none', () => {
  const desk = openDesk();
  const { entityTypeId, funnel, id: type } = addProcess(desk.ask);
  desk.ask('crm.type.update', { id: type, fields: { isSetOpenPermissions: 'N' } });
  const { id } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Secret' } }).category;
  const engineer = desk.as({ admin: false });
  expect(engineer.ask('crm.category.list', { entityTypeId }).categories.map((one: any) => one.id)).toEqual([funnel]);
  for (const work of [
    () => engineer.ask('crm.category.get', { entityTypeId, id }), () => engineer.ask('crm.category.add', { entityTypeId, fields: { name: 'X' } }),
    () => engineer.ask('crm.category.update', { entityTypeId, id: funnel, fields: {} }), () => engineer.ask('crm.category.delete', { entityTypeId, id: funnel }),
  ]) expect(refusal(work).code).toBe('ACCESS_DENIED');
});

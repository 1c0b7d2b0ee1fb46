import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal, type Desk } from './service-desk.ts';

const add = (desk: Desk, title: string, typeIds: unknown = []): any => desk.ask('crm.automatedsolution.add', { fields: { title, typeIds } }).automatedSolution;
const get = (desk: Desk, id: number): any => desk.ask('crm.automatedsolution.get', { id }).automatedSolution;

describe('digital workplaces', () => {
  test('bind smart processes by their row ids and pass over the rest', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask);
    const solution = add(desk, ' Service ', [id, String(entityTypeId), 9999]);
    expect(solution).toEqual({ id: expect.any(Number), title: 'Service', typeIds: [id] });
    expect(desk.ask('crm.type.list').types[0].customSectionId).toBe(solution.id);
  });

  test('update replaces the types if they are sent; an empty text empties them', () => {
    const desk = openDesk();
    const [first, second] = [addProcess(desk.ask).id, addProcess(desk.ask).id];
    const { id } = add(desk, 'Service', [first]);
    const update = (fields: unknown): any => desk.ask('crm.automatedsolution.update', { id, fields }).automatedSolution;
    expect(update({ title: 'Field service' })).toEqual({ id, title: 'Field service', typeIds: [first] });
    expect(update({ typeIds: [second] }).typeIds).toEqual([second]);
    expect(update({ typeIds: '' }).typeIds).toEqual([]);
  });

  test('a type sits in one workplace; moving it closes its funnels', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask);
    const service = add(desk, 'Service', [id]);
    const projects = add(desk, 'Projects', [id]);
    expect([get(desk, service.id).typeIds, get(desk, projects.id).typeIds]).toEqual([[], [id]]);
    expect(desk.as({ admin: false }).ask('crm.category.list', { entityTypeId }).categories).toEqual([]);
  });

  test('an empty title is refused on add and lost on update', () => {
    const desk = openDesk();
    expect(refusal(() => add(desk, '  '))).toMatchObject({ code: 'BX_EMPTY_REQUIRED', status: 400 });
    const { id } = add(desk, 'Service');
    expect(desk.ask('crm.automatedsolution.update', { id, fields: { title: '' } }).automatedSolution.title).toBe('Service');
    expect(add(desk, 'x'.repeat(300)).title).toHaveLength(255);
  });

  test('an empty title in an update may also be told, and then the title and the types stay', () => {
    const desk = openDesk({ switches: { errorsBesideResult: 'answered' } });
    const { id } = add(desk, 'Service', [addProcess(desk.ask).id]);
    const before = get(desk, id);
    expect(refusal(() => desk.ask('crm.automatedsolution.update', { id, fields: { title: ' ', typeIds: [] } })).code).toBe('BX_EMPTY_REQUIRED');
    expect(get(desk, id)).toEqual(before);
  });

  test('wrong numbers and wrong people are told with status 400, or with those of the documentation', () => {
    const statuses = (desk: Desk): number[] => [desk, desk.as({ admin: false })].map((one) => refusal(() => get(one, 999)).status);
    expect(statuses(openDesk())).toEqual([400, 400]);
    expect(statuses(openDesk({ switches: { notFoundStatus: 404, accessDeniedStatus: 403 } }))).toEqual([404, 403]);
  });

  test('are listed by id, filtered by id and title only', () => {
    const desk = openDesk();
    const ids = ['Service', 'Projects', 'Service'].map((title) => add(desk, title).id);
    const list = (params?: Record<string, unknown>): number[] => desk.ask('crm.automatedsolution.list', params).automatedSolutions.map((one: any) => one.id);
    expect(list()).toEqual(ids);
    expect(list({ order: { title: 'ASC', id: 'DESC' } })).toEqual([ids[1], ids[2], ids[0]]);
    expect(list({ filter: { title: 'Service' } })).toEqual([ids[0], ids[2]]);
    for (const params of [{ order: { sort: 'ASC' } }, { order: { id: 'desc' } }, { filter: { typeIds: 1 } }, { filter: { ID: 1 } }]) expect(refusal(() => list(params)).code).toBe('INVALID_ARG_VALUE');
  });

  test('are not deleted while types are bound; one that is not there is deleted just as well', () => {
    const desk = openDesk();
    const { id } = add(desk, 'Service', [addProcess(desk.ask).id]);
    expect(refusal(() => desk.ask('crm.automatedsolution.delete', { id })).code).toBe('HAS_BOUND_TYPES');
    desk.ask('crm.automatedsolution.update', { id, fields: { typeIds: [] } });
    expect(desk.ask('crm.automatedsolution.delete', { id })).toBeNull();
    expect(desk.ask('crm.automatedsolution.delete', { id })).toBeNull();
    expect(refusal(() => get(desk, id)).code).toBe('NOT_FOUND');
  });

  test('the plan may be at its end, and nobody but an administrator may', () => {
    expect(refusal(() => add(openDesk({ switches: { workplacesRestricted: true } }), 'Service')).code).toBe('LIMIT_EXCEEDED');
    const engineer = openDesk({ admin: false });
    for (const method of ['fields', 'add', 'list']) expect(refusal(() => engineer.ask(`crm.automatedsolution.${method}`)).code).toBe('ACCESS_DENIED');
    for (const method of ['get', 'update', 'delete']) expect(refusal(() => engineer.ask(`crm.automatedsolution.${method}`, { id: 1 })).code).toBe('ACCESS_DENIED');
  });
});

describe('the deprecated way by customSections', () => {
  const open = () => {
    const desk = openDesk();
    const type = addProcess(desk.ask);
    const [service, projects] = [add(desk, 'Service', [type.id]), add(desk, 'Projects')];
    return { desk, type, service, projects };
  };

  test('a get tells the intranet section, a list the workplace', () => {
    const { desk, type, service } = open();
    const { customSectionId, customSections } = desk.ask('crm.type.get', { id: type.id }).type;
    expect(customSectionId).not.toBe(service.id);
    expect(customSections.map((one: any) => [one.title, one.isSelected])).toEqual([['Service', 'Y'], ['Projects', 'N']]);
    expect(desk.ask('crm.type.list').types[0].customSectionId).toBe(service.id);
  });

  test('a list may tell the section as well', () => {
    const { desk, type } = open();
    const { customSectionId } = desk.ask('crm.type.get', { id: type.id }).type;
    const other = desk.as({ switches: { listedSectionId: 'section' } });
    expect(other.ask('crm.type.list', { filter: { customSectionId } }).types[0].customSectionId).toBe(customSectionId);
    expect(desk.ask('crm.type.list', { filter: { customSectionId } }).types).toEqual([]);
  });

  test('a new section beyond the plan is left out in silence, or told though the type is saved', () => {
    for (const [errorsBesideResult, told] of [['hidden', false], ['answered', true]] as const) {
      const { desk, type } = open();
      const strict = desk.as({ switches: { workplacesRestricted: true, errorsBesideResult } });
      const { customSections } = desk.ask('crm.type.get', { id: type.id }).type;
      const update = (): unknown => strict.ask('crm.type.update', { id: type.id, fields: { title: 'Machines', customSections: [...customSections, { id: 'new_1', title: 'Workshop' }] } });
      if (told) expect(refusal(update).code).toBe('LIMIT_EXCEEDED');
      else expect(update()).toMatchObject({ type: { title: 'Machines', customSections: [{ title: 'Service' }, { title: 'Projects' }] } });
      expect(desk.ask('crm.type.get', { id: type.id }).type.title).toBe('Machines');
    }
  });

  test('sending the array back shortened deletes a workplace without types', () => {
    const { desk, type, service } = open();
    const { customSections } = desk.ask('crm.type.get', { id: type.id }).type;
    desk.ask('crm.type.update', { id: type.id, fields: { customSections: customSections.slice(0, 1) } });
    expect(desk.ask('crm.automatedsolution.list').automatedSolutions).toEqual([service]);
    desk.ask('crm.type.update', { id: type.id, fields: { customSections: [] } });
    expect(desk.ask('crm.automatedsolution.list').automatedSolutions).toEqual([service]);
  });

  test('customSectionId binds and unbinds, a new section can be bound at once', () => {
    const { desk, type, projects } = open();
    const update = (fields: unknown): any => desk.ask('crm.type.update', { id: type.id, fields }).type;
    const section = update({}).customSections.find((one: any) => one.title === 'Projects').id;
    expect(update({ customSectionId: section }).customSectionId).toBe(section);
    expect(get(desk, projects.id).typeIds).toEqual([type.id]);
    expect(update({ customSectionId: null }).customSectionId).toBeNull();
    const sections = [...update({}).customSections, { id: 'new_1', title: 'Workshop' }];
    expect(update({ customSections: sections, customSectionId: 'new_1' }).customSections.at(-1)).toMatchObject({ title: 'Workshop', isSelected: 'Y' });
  });

  test('an external type needs a section', () => {
    const { desk } = open();
    for (const customSectionId of [undefined, '0']) expect(refusal(() => addProcess(desk.ask, { isExternal: 'true', customSectionId })).code).toBe('0');
    expect(addProcess(desk.ask, { isExternal: 'Y' }).id).toEqual(expect.any(Number));
  });

  test('a type of an imported workplace is locked', () => {
    const { desk, type, service, projects } = open();
    desk.data.tables['solutions']!.find((row) => row['id'] === service.id)!['sourceId'] = 2;
    expect(refusal(() => desk.ask('crm.type.update', { id: type.id, fields: { title: 'Machines' } })).code).toBe('0');
    expect(refusal(() => desk.ask('crm.automatedsolution.update', { id: projects.id, fields: { typeIds: [type.id] } })).code).toBe('0');
  });
});

// What a portal holds, with every number it gave replaced by a name and every order by a position: two
// portals that look alike to people have equal portraits. Titles of smart processes must differ.

import type { Data, Row } from '../src/sandbox/index.ts';

const bySort = (a: Row, b: Row): number => a['sort'] - b['sort'] || a['id'] - b['id'];

/** Everything of the smart processes, the workplaces and the linked fields. */
export function portrait(data: Data): unknown {
  const table = (name: string): readonly Row[] => data.tables[name] ?? [];
  const titleOf = (entityTypeId: number): string => String(table('types').find((type) => type['entityTypeId'] === entityTypeId)?.['title'] ?? entityTypeId);
  const named = (settings: Row): Row =>
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [key.replace(/^DYNAMIC_(\d+)$/, (_whole, id) => `DYNAMIC ${titleOf(Number(id))}`), value]).sort());
  const options = (field: Row): unknown[] =>
    table('enums').filter((option) => option['userFieldId'] === field['id']).sort(bySort).map(({ value, def, xmlId }) => [xmlId, value, def]);
  const fieldOf = (field: Row): Row => {
    const { id: _id, entityId: _entity, fieldName, settings, ...rest } = field;
    return { ...rest, name: String(fieldName).replace(/^UF_CRM_\d+_/, ''), settings: named(settings), options: options(field) };
  };
  const stages = (funnel: Row): unknown[] =>
    table('statuses').filter((stage) => stage['entityId'] === `DYNAMIC_${funnel['entityTypeId']}_STAGE_${funnel['id']}`).sort(bySort)
      .map(({ statusId, name, color, semantics }) => [String(statusId).replace(/^[^:]*:/, ''), name, String(color ?? '').toUpperCase(), semantics]);
  const typeOf = (type: Row): Row => {
    const { id, entityTypeId, createdTime: _created, updatedTime: _updated, solutionId, ...rest } = type;
    return {
      ...rest,
      workplace: table('solutions').find((solution) => solution['id'] === solutionId)?.['title'] ?? null,
      fields: table('fields').filter((field) => field['entityId'] === `CRM_${id}`).map(fieldOf).sort((a, b) => (a['name'] < b['name'] ? -1 : 1)),
      funnels: table('categories').filter((funnel) => funnel['entityTypeId'] === entityTypeId).sort(bySort).map((funnel) => ({ name: funnel['name'], default: funnel['isDefault'], stages: stages(funnel) })),
    };
  };
  return {
    types: table('types').map(typeOf).sort((a, b) => (a['title'] < b['title'] ? -1 : 1)),
    relations: table('relations').map(({ parent, child, isChildrenListEnabled }) => `${titleOf(parent)} > ${titleOf(child)} ${isChildrenListEnabled}`).sort(),
    workplaces: table('solutions').map(({ title }) => title).sort(),
    otherFields: table('fields').filter((field) => !/^CRM_\d+$/.test(field['entityId'])).map(fieldOf),
    stages: table('statuses').length,
    options: table('enums').length,
  };
}

// The deprecated way to put a smart process into a digital workplace (FACTS §8.5). Sending the array
// `customSections` deletes every workplace not in it that has no types; `customSectionId` here is the
// number of the intranet section, while lists call the workplace's own id by the same name.

import type { Call, Data, Row } from '../contract.ts';
import { asArray, isArray, isSet, toInt, toText, valuesOf } from './php.ts';
import { refuse } from './refusals.ts';
import { findRow, removeRows, rowsOf, yesNo } from './rows.ts';
import { addSolution, bindType, boundTypes } from './solutions.ts';
import { switchOf } from '../switches.ts';

export function sectionsOf(data: Data, type: Row): { readonly customSections: unknown[]; readonly customSectionId: number | null } {
  const selected: number | undefined = findRow(data, 'solutions', (row) => row['id'] === type['solutionId'])?.['sectionId'];
  const customSections = rowsOf(data, 'solutions').map((row) => ({
    id: row['sectionId'],
    title: row['title'],
    isSelected: yesNo(row['sectionId'] === selected),
  }));
  return { customSections, customSectionId: selected ?? null };
}

export function saveCustomSections(call: Call, type: Row, values: Readonly<Record<string, unknown>>): void {
  const added = isArray(values['CUSTOM_SECTIONS']) ? replaceSections(call, values['CUSTOM_SECTIONS']) : new Map<string, number>();
  if (!('CUSTOM_SECTION_ID' in values)) return;
  const wanted = values['CUSTOM_SECTION_ID'];
  const isNew = typeof wanted === 'string' && wanted.startsWith('new');
  const sectionId = isNew ? added.get(wanted) : toInt(wanted);
  if (sectionId === undefined) return;
  const solution = findRow(call.data, 'solutions', (row) => row['sectionId'] === sectionId);
  if (sectionId > 0 && solution === undefined) return;
  bindType(call.data, type, solution?.['id'] ?? null);
}

function replaceSections(call: Call, sections: unknown): ReadonlyMap<string, number> {
  const existing = rowsOf(call.data, 'solutions').map((row): number => row['sectionId']);
  const added = new Map<string, number>();
  const kept = new Set<number>();
  for (const section of valuesOf(sections).map(asArray)) {
    const id = section['ID'];
    const title = toText(section['TITLE']).trim();
    if (!isSet(id) || (typeof id === 'string' && id.startsWith('new'))) {
      const restricted = switchOf(call, 'workplacesRestricted') === true;
      // §2.3: the type has been saved and is answered, so this need not be told
      if (restricted && switchOf(call, 'errorsBesideResult') === 'answered') throw refuse(call, 'LIMIT_EXCEEDED', 'workplacesExceeded');
      if (title !== '' && !restricted) added.set(toText(id), addSolution(call.data, title)['sectionId']);
    } else if (toInt(id) > 0) {
      kept.add(toInt(id));
      const solution = findRow(call.data, 'solutions', (row) => row['sectionId'] === toInt(id));
      if (solution !== undefined && title !== '') solution['title'] = title;
    }
  }
  const bound = (row: Row): boolean => boundTypes(call.data, row['id']).length > 0;
  removeRows(call.data, 'solutions', (row) => existing.includes(row['sectionId']) && !kept.has(row['sectionId']) && !bound(row));
  return added;
}

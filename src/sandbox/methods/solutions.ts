// Digital workplaces as rows: each is a pair of a CRM row and an intranet section with a number of
// its own (FACTS §8.5, §9). A smart process sits in at most one.

import type { Data, Row } from '../contract.ts';
import { cut } from './php.ts';
import { funnelsOf } from './funnels.ts';
import { addRow, nextNumber } from './rows.ts';
import { smartProcesses } from './owner-types.ts';

export function addSolution(data: Data, title: string): Row {
  const solution: Row = { id: nextNumber(data, 'solution'), sectionId: nextNumber(data, 'section'), title: cut(title, 255), sourceId: 0 };
  addRow(data, 'solutions', solution);
  return solution;
}

export const boundTypes = (data: Data, solutionId: number): number[] =>
  smartProcesses(data).filter((type) => type['solutionId'] === solutionId).map((type): number => type['id']);

/** Moving a type between workplaces erases the role permissions of its funnels (FACTS §8.5). */
export function bindType(data: Data, type: Row, solutionId: number | null): void {
  if ((type['solutionId'] ?? null) === solutionId) return;
  type['solutionId'] = solutionId;
  for (const funnel of funnelsOf(data, type['entityTypeId'])) funnel['open'] = false;
}

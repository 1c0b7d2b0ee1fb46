// A hundred points less what the findings cost: an error ten, a warning two, a note nothing; the findings of one id
// never more than twenty, so that one habit repeated a hundred times does not hide everything else. Not below nought.

import { grouped } from '../engine/grouped.ts';
import { MOST_POINTS, POINTS, type AuditFinding, type Cost } from '../model/audit.ts';

export function costsOf(findings: readonly AuditFinding[]): readonly Cost[] {
  const costs = [...grouped(findings, ({ id }) => id)].map(([id, own]): Cost => {
    const { level } = own[0]!;
    return { id, level, count: own.length, points: Math.min(MOST_POINTS, own.length * POINTS[level]) };
  });
  return costs.sort((a, b) => b.points - a.points || b.count - a.count || (a.id < b.id ? -1 : 1));
}

export const scoreOf = (costs: readonly Cost[]): number => Math.max(0, 100 - costs.reduce((sum, { points }) => sum + points, 0));

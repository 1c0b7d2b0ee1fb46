// A portal as it was read -> its audit: every rule, the worst first, and what is left of a hundred points.

import type { Audit, AuditFinding, AuditLevel } from '../model/audit.ts';
import { BORROWED } from './borrowed.ts';
import type { Audited, AuditRule } from './contract.ts';
import { labelMissing, orphanField, unservedFieldType } from './fields.ts';
import { costsOf, scoreOf } from './points.ts';
import { emptyWorkplace, funnelWithoutFinal, noRelations } from './structure.ts';
import { noRecords, unchosenOption, unusedField } from './usage.ts';
import { viewOf } from './view.ts';

const RULES: readonly AuditRule[] = [
  ...BORROWED, emptyWorkplace, funnelWithoutFinal, labelMissing, noRecords, noRelations, orphanField, unchosenOption, unservedFieldType, unusedField,
];

const ORDER: readonly AuditLevel[] = ['error', 'warning', 'note'];

const rank = ({ level, id, address }: AuditFinding): readonly [number, string, string] => [ORDER.indexOf(level), id, address];

function inOrder(one: AuditFinding, other: AuditFinding): number {
  const [a, b] = [rank(one), rank(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

/** The same is told once: a field whose labels clash in two languages. */
const once = (findings: readonly AuditFinding[]): AuditFinding[] => [...new Map(findings.map((each) => [`${each.id} ${each.address} ${each.message}`, each])).values()];

export function audit(audited: Audited): Audit {
  const view = viewOf(audited);
  const names = new Map(audited.things.map(({ address, row }) => [address, row.name]));
  const findings = once(RULES.flatMap(({ id, level, check }) =>
    check(view).map((found): AuditFinding => {
      const name = names.get(found.address);
      return { id, level, ...found, ...(name === undefined || name === '' ? {} : { name }) };
    }),
  )).sort(inOrder);
  const costs = costsOf(findings);
  return { findings, costs, score: scoreOf(costs) };
}

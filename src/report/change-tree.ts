// Changes grouped as things are nested: one tree for each root address, in the plan's own order.
// An address without a change of its own appears only as the way to what is below it.

import { rootOf, splitAddress } from '../model/address.ts';
import type { Change } from '../model/plan.ts';

export interface ChangeNode {
  /** full for a root and a relation, the last segment elsewhere */
  readonly label: string;
  readonly changes: readonly Change[];
  readonly children: readonly ChangeNode[];
}

interface Growing {
  readonly label: string;
  readonly changes: Change[];
  readonly children: Map<string, Growing>;
}

export function changeTree(changes: readonly Change[]): readonly ChangeNode[] {
  const roots = new Map<string, Growing>();
  for (const change of changes) {
    let level = roots;
    let node: Growing | undefined;
    for (const label of pathOf(change.address)) {
      node = level.get(label) ?? { label, changes: [], children: new Map<string, Growing>() };
      level.set(label, node);
      level = node.children;
    }
    node?.changes.push(change);
  }
  return [...roots.values()].map(grown);
}

const pathOf = (address: string): readonly string[] => {
  const root = rootOf(address);
  return address.startsWith('relation(') ? [root, address] : splitAddress(address);
};

const grown = (node: Growing): ChangeNode => ({
  label: node.label,
  changes: node.changes,
  children: [...node.children.values()].map(grown),
});

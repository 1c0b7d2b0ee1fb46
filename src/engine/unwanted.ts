// With a create of ours the portal makes things nobody asked for. Where a kind says they are removable, a
// role that nobody declared, beside roles that somebody did, is removed in the same apply: it is ours as
// long as the parent is being created, was created by an apply that did not come to its end, or the state
// remembers that it was to go. Anything older may hold somebody's records and is left alone.

import type { Declared, Kind } from '../kinds/contract.ts';
import type { Change } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import type { DiffInput, Difference } from './difference.ts';
import { grouped } from './grouped.ts';
import type { Pair } from './matching.ts';

function removalOf(input: DiffInput, kind: Kind, parent: Pair, role: string): Difference | undefined {
  const address = `${parent.declared.address}/${kind.name}.${role}`;
  const row = parent.row && input.rows(kind.name).find((other) => other.parent === parent.row!.uid && kind.automatic!.row(other) === role);
  const ours = parent.row === undefined || parent.fresh || input.state?.entries[address]?.unwanted;
  if (!ours || (parent.row !== undefined && row === undefined)) return undefined;
  const path = [...parent.declared.path, kind.section!, role];
  const stub: Declared = { address, kind: kind.name, key: role, parent: parent.declared.address, spec: new Map(), path, position: -1 };
  if (input.treatments.whole(stub) === 'ignore') return undefined;
  const pair: Pair = { declared: stub, proof: row ? 'owned' : 'predicted', origin: 'sideEffect', role, ...(row ? { row } : {}) };
  const change: Change = {
    address,
    kind: kind.name,
    action: 'delete',
    properties: [],
    automatic: true,
    reason: texts.engine.ask.unwanted,
    ...(row?.name === undefined ? {} : { name: row.name }),
  };
  return { pair, change, spec: new Map(), properties: new Map() };
}

/** Roles the portal filled by itself in a parent of ours, declared by nobody. */
export function unwanted(input: DiffInput): Difference[] {
  const below = grouped(input.pairs.values(), ({ declared }) => declared.parent);
  return [...input.kinds.values()].flatMap((kind) => {
    const { automatic } = kind;
    if (!automatic?.removable) return [];
    return [...input.pairs.values()].flatMap((parent) => {
      if (!kind.parents?.includes(parent.declared.kind) || parent.blocked || input.treatments.whole(parent.declared) === 'ignore') return [];
      const declared = (below.get(parent.declared.address) ?? []).filter((pair) => pair.declared.kind === kind.name);
      if (declared.length === 0) return [];
      const filled = new Set(declared.map((pair) => automatic.role(pair.declared)));
      return [...automatic.roles(parent.declared.address).keys()].filter((role) => !filled.has(role)).flatMap((role) => removalOf(input, kind, parent, role) ?? []);
    });
  });
}

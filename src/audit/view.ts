// What was read, as rules look at it: the rules for files see what is shown as if somebody had declared it.

import { grouped } from '../engine/grouped.ts';
import type { Declared } from '../kinds/contract.ts';
import type { LintProject } from '../lint/contract.ts';
import type { Audited, Thing, View } from './contract.ts';

function asDeclared({ kind, row, address, key }: Thing, position: number, byUid: ReadonlyMap<string, Thing>): Declared {
  const parent = byUid.get(row.parent ?? '')?.address;
  return { address, kind: kind.name, key, spec: row.spec, path: [], position, ...(parent === undefined ? {} : { parent }) };
}

function asProject(things: readonly Thing[], byUid: ReadonlyMap<string, Thing>): LintProject {
  const declared = things.filter(({ isShown }) => isShown).map((thing, position) => asDeclared(thing, position, byUid));
  const below = grouped(declared, ({ parent }) => parent);
  return {
    declared,
    ofKind: (kind) => declared.filter((each) => each.kind === kind),
    under: (address, kind) => (below.get(address) ?? []).filter((each) => kind === undefined || each.kind === kind),
    written: () => undefined,
    portals: [],
  };
}

export function viewOf(audited: Audited): View {
  const byUid = new Map(audited.things.map((thing) => [thing.row.uid, thing]));
  return { ...audited, byUid, ofKind: (kind) => audited.things.filter((thing) => thing.kind.name === kind), lint: asProject(audited.things, byUid) };
}

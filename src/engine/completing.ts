// What the files only name is filled in from what the portal has, as it will be after this apply: what is declared of
// it is shown to the kind with its positions. Identity never hangs on what is filled in, so this comes after matching.

import type { Spec } from '../model/value.ts';
import type { DiffInput } from './difference.ts';
import { grouped } from './grouped.ts';

/** Declared properties by address, completed where their kind can. */
export function withCompleted(input: DiffInput, specs: ReadonlyMap<string, Spec>): Map<string, Spec> {
  const declared = [...input.pairs.values()].map((pair) => ({ ...pair.declared, spec: specs.get(pair.declared.address)! }));
  const below = grouped(declared, ({ parent }) => parent ?? '');
  return new Map(declared.map((own) => {
    const children = (kind: string, of = own.address) => (below.get(of) ?? []).filter((child) => child.kind === kind);
    return [own.address, input.kinds.get(own.kind)!.completed?.(own, input.rows, children) ?? own.spec];
  }));
}

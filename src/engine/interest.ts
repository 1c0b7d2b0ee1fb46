// What a read is after: everything that could be one of the declared resources, and nothing more. Rows of no
// interest are listed by the portal anyway, but never asked for one by one. A row of interest that turns out
// to be somebody else's costs one command; one that is missed would be made twice.

import type { Declared, Interest, Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids } from '../model/plan.ts';
import type { State } from '../state/port.ts';
import { withNeeded } from './read.ts';

const NONE: ReadonlySet<string> = new Set();

/** Languages that labels are declared in, sorted. */
export function labelLanguages(specs: Iterable<Iterable<string>>): string[] {
  const languages = new Set<string>();
  for (const paths of specs) for (const path of paths) if (/^(label|help)\./.test(path)) languages.add(path.slice(path.indexOf('.') + 1));
  return [...languages].sort();
}

/** Could the row be one of these? By state, mark, key, name, or what the user said to adopt. */
export function interestIn(
  kinds: readonly Kind[],
  declared: ReadonlyMap<string, Declared>,
  state: State | undefined,
  mark: (address: string) => string,
  ids: ReadonlyMap<string, Ids>,
): Interest {
  const words = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const byKind = new Map(kinds.map((kind) => [kind.name, kind]));
  for (const own of declared.values()) {
    counts.set(own.kind, (counts.get(own.kind) ?? 0) + 1);
    const known = words.get(own.kind) ?? new Set();
    words.set(own.kind, known);
    const { key, name, pin } = byKind.get(own.kind)!.identify(own, () => undefined);
    const entry = state?.entries[own.address];
    for (const word of [key, name, pin?.value, mark(own.address), own.adopt, ...Object.values(entry?.ids ?? {}), ...Object.values(ids.get(own.address) ?? {})]) {
      if (word !== undefined && word !== true && word !== '') known.add(String(word).trim().toLowerCase());
    }
  }
  return {
    kinds: withNeeded(kinds, [...declared.values()].flatMap((own) => [own.kind, ...(byKind.get(own.kind)!.completedFrom?.(own) ?? [])])),
    count: (kind) => counts.get(kind) ?? 0,
    languages: labelLanguages([...declared.values()].map((own) => own.spec.keys())),
    wants: (row: LiveRow) => {
      const known = words.get(row.kind) ?? NONE;
      return [row.key, row.name, row.mark, ...Object.values(row.ids)].some((word) => word !== undefined && known.has(String(word).trim().toLowerCase()));
    },
    whole: () => false,
  };
}

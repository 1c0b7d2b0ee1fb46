// Order is position: the fewest sort values that put declared siblings in their declared order. Those in
// the longest run that is already in order keep theirs; the others are put into the gaps; where a gap is
// too small, everything is numbered afresh. Siblings nobody declared are not looked at. Pure.

export interface Placed {
  readonly sort?: number;
  /** an explicit sort wins */
  readonly wanted?: number;
}

/** Indices of a longest strictly increasing run. */
function increasing(values: readonly (number | undefined)[]): Set<number> {
  const best: number[] = [];
  const before: number[] = [];
  let last = -1;
  values.forEach((value, index) => {
    best[index] = 0;
    before[index] = -1;
    if (value === undefined) return;
    best[index] = 1;
    for (let other = 0; other < index; other += 1) {
      const earlier = values[other];
      if (earlier !== undefined && earlier < value && best[other]! + 1 > best[index]!) {
        best[index] = best[other]! + 1;
        before[index] = other;
      }
    }
    if (last === -1 || best[index]! > best[last]!) last = index;
  });
  const run = new Set<number>();
  for (let at = last; at !== -1 && values[at] !== undefined; at = before[at]!) run.add(at);
  return run;
}

/** Sort values for siblings in their declared order: `first` and `step` are used where nothing is there yet. */
export function positions(siblings: readonly Placed[], first: number, step: number): number[] {
  const fresh = () => siblings.map((sibling, index) => sibling.wanted ?? first + index * step);
  const fixed = siblings.map((sibling) => sibling.wanted ?? sibling.sort);
  const kept = increasing(fixed);
  if (kept.size === 0) return fresh();
  const result: number[] = [];
  let index = 0;
  while (index < siblings.length) {
    if (kept.has(index) || siblings[index]!.wanted !== undefined) {
      result.push(fixed[index]!);
      index += 1;
      continue;
    }
    let end = index;
    while (end < siblings.length && !kept.has(end) && siblings[end]!.wanted === undefined) end += 1;
    const low = result.at(-1) ?? 0;
    const high = end < siblings.length ? fixed[end]! : Number.POSITIVE_INFINITY;
    const count = end - index;
    const gap = Math.min(step, Math.floor((high - low) / (count + 1)));
    if (gap < 1) return fresh();
    for (let at = 1; at <= count; at += 1) result.push(low + at * gap);
    index = end;
  }
  return result;
}

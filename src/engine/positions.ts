// Order is position: the fewest sort values that put declared siblings in their declared order. Those in
// the longest run that is in order and leaves room for what comes between keep theirs; the others are put
// into the gaps. Nothing that keeps its place is pushed around: siblings nobody declared, which are not
// looked at, stay between the same neighbours wherever there is room. Pure.

export interface Placed {
  readonly sort?: number;
  /** an explicit sort wins */
  readonly wanted?: number;
}

/** Indices of a longest run that rises by at least one for every sibling between, as much as possible of what was `wanted` in it. */
function keeping(values: readonly (number | undefined)[], wanted: (index: number) => boolean): Set<number> {
  const best: number[] = [];
  const before: number[] = [];
  let last = -1;
  values.forEach((value, index) => {
    best[index] = 0;
    before[index] = -1;
    if (value === undefined || (index > 0 && value <= index && !wanted(index))) return;
    const own = wanted(index) ? values.length + 1 : 1;
    best[index] = own;
    for (let other = 0; other < index; other += 1) {
      const earlier = values[other];
      if (earlier !== undefined && best[other]! > 0 && value - earlier >= index - other && best[other]! + own > best[index]!) {
        best[index] = best[other]! + own;
        before[index] = other;
      }
    }
    if (last === -1 || best[index]! > best[last]!) last = index;
  });
  const run = new Set<number>();
  for (let at = last; at !== -1 && best[at]! > 0; at = before[at]!) run.add(at);
  return run;
}

/** Sort values for siblings in their declared order: `first` and `step` are used where nothing is there yet. */
export function positions(siblings: readonly Placed[], first: number, step: number): number[] {
  const fixed = siblings.map((sibling) => sibling.wanted ?? sibling.sort);
  const kept = keeping(fixed, (index) => siblings[index]!.wanted !== undefined);
  if (kept.size === 0) return siblings.map((sibling, index) => sibling.wanted ?? first + index * step);
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
    const gap = Math.max(1, Math.min(step, Math.floor((high - low) / (count + 1))));
    for (let at = 1; at <= count; at += 1) result.push(low + at * gap);
    index = end;
  }
  return result;
}

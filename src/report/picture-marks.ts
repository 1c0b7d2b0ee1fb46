// What becomes of one thing of a picture, seen from one of its two sides.

export type Mark = 'kept' | 'changed' | 'new' | 'gone' | 'blocked';

export interface Side {
  readonly side: 'before' | 'after';
  /** addresses */
  readonly blocked: ReadonlySet<string>;
}

interface Thing {
  readonly id: string;
}

/** `other`: the same thing on the other side, if it is there. */
export function markOf<Own extends Thing>(own: Own, other: Own | undefined, { side, blocked }: Side): Mark {
  if (other !== undefined) return sameContent(own, other) ? 'kept' : 'changed';
  if (side === 'before') return 'gone';
  return blocked.has(own.id) ? 'blocked' : 'new';
}

/** Plain JSON, made alike on both sides. */
export const sameContent = (own: unknown, other: unknown): boolean => JSON.stringify(own) === JSON.stringify(other);

export const byId = <Own extends Thing>(things: readonly Own[]): ReadonlyMap<string, Own> => new Map(things.map((thing) => [thing.id, thing]));

// What an audit of a portal comes to: findings, what each kind of them costs, and what is left of a hundred points.
// Plain data.

export type AuditLevel = 'error' | 'warning' | 'note';

/** What a finding costs, of a hundred points, and what all of one id cost at most. */
export const POINTS: Readonly<Record<AuditLevel, number>> = { error: 10, warning: 2, note: 0 };
export const MOST_POINTS = 20;

export interface AuditFinding {
  /** stable, kebab-case */
  readonly id: string;
  readonly level: AuditLevel;
  /** as `pull` would name it */
  readonly address: string;
  /** what people call it */
  readonly name?: string;
  readonly message: string;
  /** what to do */
  readonly hint: string;
}

/** What the findings of one id cost. */
export interface Cost {
  readonly id: string;
  readonly level: AuditLevel;
  readonly count: number;
  readonly points: number;
}

export interface Audit {
  readonly findings: readonly AuditFinding[];
  readonly score: number;
  /** the most expensive first */
  readonly costs: readonly Cost[];
}

/** Of things by their uid. */
export interface Records {
  /** exact for types; for fields and options only whether there is any */
  readonly counts: ReadonlyMap<string, number>;
  /** the portal would not say */
  readonly unknown: ReadonlySet<string>;
}

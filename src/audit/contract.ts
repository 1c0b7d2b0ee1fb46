// An audit looks at a portal as it was read: everything under the address `pull` would give it, how much of it is
// used, and what the portal knows besides. A rule is a literal with an id, a level and a pure function, as in lint.

import type { Kind, LiveRow, Stray } from '../kinds/contract.ts';
import type { LintProject } from '../lint/contract.ts';
import type { AuditLevel, Records } from '../model/audit.ts';

export interface Thing {
  readonly kind: Kind;
  readonly row: LiveRow;
  readonly address: string;
  readonly key: string;
  /** `pull` writes it down: people see it on the portal, and it can be declared */
  readonly isShown: boolean;
}

export interface Audited {
  readonly things: readonly Thing[];
  /** in which fields are to have labels, that of the portal first */
  readonly languages: readonly string[];
  /** absent: nothing was counted */
  readonly records?: Records;
  readonly strays: readonly Stray[];
  /** that a field may have on this portal; absent: the portal did not say */
  readonly fieldTypes?: ReadonlySet<string>;
}

export interface View extends Audited {
  readonly byUid: ReadonlyMap<string, Thing>;
  readonly ofKind: (kind: string) => readonly Thing[];
  /** what is shown, as the rules for files see it */
  readonly lint: LintProject;
}

export interface Found {
  readonly address: string;
  readonly message: string;
  readonly hint: string;
}

export interface AuditRule {
  readonly id: string;
  readonly level: AuditLevel;
  readonly check: (view: View) => readonly Found[];
}

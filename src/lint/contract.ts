// A rule of style or sense: a literal with an id, the level it has unless the project says otherwise, its options
// with their defaults, and a pure function from a project to findings. A rule knows kinds by their names and by
// what they hang under, so it works for every type of records. What a rule is for stands in schemas/lint.json.

import type { Declared } from '../kinds/contract.ts';
import type { Path, PortalSettings, Written } from '../model/source.ts';

export type Level = 'off' | 'warning' | 'error';

export type Options = Readonly<Record<string, unknown>>;

/** A valid project as it is for one language of its portals. */
export interface LintProject {
  /** parents before children, in the order of the files; what is looked up is among them when something is declared under it */
  readonly declared: readonly Declared[];
  readonly ofKind: (kind: string) => readonly Declared[];
  /** what is declared right under an address; all kinds unless one is named */
  readonly under: (address: string, kind?: string) => readonly Declared[];
  /** as it stands in the files, language maps and all */
  readonly written: (path: Path) => Written | undefined;
  readonly portals: readonly PortalSettings[];
}

export interface Finding {
  readonly address: string;
  /** what it points at: the key that ends the path */
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
}

export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** defaults; undefined: the rule is silent until the project gives a value */
  readonly options?: Options;
  readonly check: (project: LintProject, options: Options) => readonly Finding[];
}

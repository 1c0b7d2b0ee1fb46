// What an examination of a portal found: also what is well, so that it is known to have been looked at.

export interface Finding {
  readonly level: 'ok' | 'info' | 'warning' | 'error';
  /** stable, kebab-case */
  readonly code: string;
  readonly message: string;
  /** what to do */
  readonly hint?: string;
  /** the portal does not let us: exit code 3 */
  readonly access?: true;
}

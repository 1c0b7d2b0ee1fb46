// A mistake of the user is a value with a place, never an exception.

/** Where something was written: `file:line:col`, both counted from 1; `file` is relative to the project folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

export interface Problem {
  /** stable, kebab-case: `unknown-key`, `dangling-reference`, `missing-language` … */
  readonly code: string;
  readonly level: 'error' | 'warning';
  /** what is wrong, one sentence, no full stop needed */
  readonly message: string;
  readonly place?: Place;
  readonly address?: string;
  /** what to do */
  readonly hint?: string;
}

export const problem = (code: string, message: string, more: Partial<Problem> = {}): Problem => ({
  code,
  level: 'error',
  message,
  ...more,
});

/** Problems of one resource, each with what to do about it. */
export const problemsOf = (address: string) => (code: string, message: string, hint: string): Problem => problem(code, message, { hint, address });

export const isError = (found: Problem): boolean => found.level === 'error';

export const formatPlace = (place: Place): string => `${place.file}:${place.line}:${place.col}`;

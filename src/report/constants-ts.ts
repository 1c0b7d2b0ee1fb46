// Constants for TypeScript: one object of literal types, so that an editor shows the ids, and the type of any portal of
// the project, so that a script takes whichever portal it is given. Keys that are no plain words are quoted; `__proto__`
// is computed, as it would otherwise be the prototype.

import type { Constants, ConstantsOf } from './constants.ts';
import { ANY_PORTAL, branch, comment, header, literal, type Syntax } from './constants-source.ts';

const text = (value: string): string => literal(value, (code) => `\\u{${code.toString(16)}}`);

function keyOf(key: string): string {
  if (key === '__proto__') return `[${text(key)}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? key : text(key);
}

const SYNTAX: Syntax = {
  open: '{',
  close: '}',
  indent: '  ',
  pair: (key, value) => `${keyOf(key)}: ${value}`,
  value: (constant) => (typeof constant === 'number' ? String(constant) : text(constant)),
  title: (title) => `/** ${comment(title)} */`,
};

export const constantsTs = (of: Pick<ConstantsOf, 'project' | 'portal'>, constants: Constants): string =>
  `${header(of, 'ts').map((line) => `// ${line}\n`).join('')}
export const portal = ${branch(SYNTAX, constants, '')} as const;

type Widened<T> = T extends string ? string : T extends number ? number : { readonly [Key in keyof T]: Widened<T[Key]> };

/** ${ANY_PORTAL} */
export type Portal = Widened<typeof portal>;
`;

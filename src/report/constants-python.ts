// Constants for Python 3.9 and later: one dictionary, and its type as dictionaries with known keys, so that an editor
// completes the keys, a type checker knows them, and a script takes any portal of the project. Types are told from one
// another by what they are made of and named after kinds: nothing a user wrote becomes a name.

import type { Constant, Constants, ConstantsOf } from './constants.ts';
import { ANY_PORTAL, branch, comment, header, literal, type Syntax } from './constants-source.ts';

const text = (value: string): string =>
  literal(value, (code) => (code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`));

const SYNTAX: Syntax = {
  open: '{',
  close: '}',
  indent: '    ',
  pair: (key, value) => `${text(key)}: ${value}`,
  value: (constant) => (typeof constant === 'number' ? String(constant) : text(constant)),
  title: (title) => `# ${comment(title)}`,
};

/** Names of the types by what is in them, what is inside before what it is in. */
function typed(value: Constant | Constants, types: Map<string, string>): string {
  if (typeof value !== 'object') return typeof value === 'number' ? 'int' : 'str';
  const lines = [...value.entries].map(([key, entry]) => `    ${text(key)}: ${typed(entry.value, types)},\n`);
  const shape = `{\n${lines.join('')}}`;
  const word = value.word.charAt(0).toUpperCase() + value.word.slice(1);
  const known = types.get(`${word} ${shape}`);
  if (known !== undefined) return known;
  const alike = [...types.keys()].filter((other) => other.startsWith(`${word} `)).length;
  const name = value.word === 'portal' ? word : `_${word}${alike === 0 ? '' : alike + 1}`;
  types.set(`${word} ${shape}`, name);
  return name;
}

export function constantsPython(of: Pick<ConstantsOf, 'project' | 'portal'>, constants: Constants): string {
  const types = new Map<string, string>();
  typed(constants, types);
  const declarations = [...types].map(([made, name]) => `${name} = TypedDict(${text(name)}, ${made.slice(made.indexOf(' ') + 1)})\n`);
  return `${header(of, 'python').map((line) => `# ${line}\n`).join('')}
from typing import Final, TypedDict

${declarations.slice(0, -1).join('\n')}
# ${ANY_PORTAL}
${declarations.at(-1)}
portal: Final[Portal] = ${branch(SYNTAX, constants, '')}
`;
}

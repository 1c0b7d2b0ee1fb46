// Ids as variables. Names are made from addresses, so two addresses may meet in one name: then
// neither is written and it is said, because the wrong id in a script is worse than none.

import { problem, type Problem } from '../model/problem.ts';
import type { OutputRow } from './outputs.ts';
import { texts } from '../texts/index.ts';

const words = texts.outputs;

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly address: string;
}

export function outputsDotenv(rows: readonly OutputRow[]): { readonly text: string; readonly problems: readonly Problem[] } {
  const variables = rows.flatMap(variablesOf);
  const byName = new Map<string, readonly Variable[]>();
  for (const variable of variables) byName.set(variable.name, [...(byName.get(variable.name) ?? []), variable]);
  const lines: string[] = [];
  const problems: Problem[] = [];
  for (const [name, [first, ...others]] of byName) {
    const line = first && dotenvLine(name, first.value);
    if (first === undefined) continue;
    if (others.length > 0) problems.push(collision(name, [first, ...others]));
    else if (line === undefined) problems.push(unquotable(first));
    else lines.push(line);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), problems };
}

/** `smartProcess.equipment`, `entityTypeId` -> `BXFORM_SMARTPROCESS_EQUIPMENT_ENTITY_TYPE_ID` */
export const variableName = (address: string, idName: string): string =>
  `BXFORM_${word(address)}_${word(idName.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))}`;

const variablesOf = ({ address, ids }: OutputRow): readonly Variable[] =>
  Object.entries(ids).map(([idName, id]) => ({ name: variableName(address, idName), value: String(id), address }));

/** Letters a variable cannot have are spelled by their code, so that different keys stay different. */
const word = (text: string): string =>
  text
    .replace(/\P{ASCII}/gu, (char) => `U${char.codePointAt(0)!.toString(16)}`)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();

/** Single quotes mean the same to a shell and to every dotenv reader, as long as there is none inside. */
function dotenvLine(name: string, value: string): string | undefined {
  if (/^[\w.:/@%+,-]+$/.test(value)) return `${name}=${value}`;
  return /['\p{Cc}\p{Zl}\p{Zp}]/u.test(value) ? undefined : `${name}='${value}'`;
}

const unquotable = ({ name, address }: Variable): Problem =>
  problem('dotenv-value', words.unquotable(name), { address, hint: words.unquotableHint });

const collision = (name: string, variables: readonly Variable[]): Problem =>
  problem('dotenv-collision', words.collision(name, variables.map((variable) => variable.address).join(', ')), {
    hint: words.collisionHint,
  });

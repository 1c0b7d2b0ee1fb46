// Constants for PHP 8.1 and later: a class whose constants are the sections, as arrays by the keys of the files. The
// class is called the same in every file, so a script requires the file of the portal it is for.

import type { Constants, ConstantsOf } from './constants.ts';
import { branch, comment, header, isPlain, literal, type Syntax } from './constants-source.ts';

/** Only double quotes know characters by their numbers, and they know variables too. */
const text = (value: string): string => (isPlain(value) ? literal(value, String) : literal(value, (code) => `\\u{${code.toString(16)}}`, '"', /[\\"$]/g));

const valueOf = (constant: string | number): string => (typeof constant === 'number' ? String(constant) : text(constant));

const SYNTAX: Syntax = {
  open: '[',
  close: ']',
  indent: '    ',
  pair: (key, value) => `${text(key)} => ${value}`,
  value: valueOf,
  title: (title) => `/** ${comment(title)} */`,
};

/** `smartProcesses` -> `SMART_PROCESSES` */
const constantName = (section: string): string => section.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

export function constantsPhp(of: Pick<ConstantsOf, 'project' | 'portal'>, { entries }: Constants): string {
  const body = [...entries].map(([section, { value }]) => {
    const written = typeof value === 'object' ? branch(SYNTAX, value, SYNTAX.indent) : valueOf(value);
    return `    public const ${constantName(section)} = ${written};\n`;
  });
  return `<?php

/*
${header(of, 'php').map((line) => ` * ${line}\n`).join('')} */

declare(strict_types=1);

namespace Bxform;

final class Portal
{
${body.join('\n')}}
`;
}

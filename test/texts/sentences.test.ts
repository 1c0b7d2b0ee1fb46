import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
/** The sandbox speaks as a portal does; `init` and `codegen` write files, not messages, and `outputs` programs. */
const SILENT = /^(sandbox|texts)\/|^model\/new-project\.ts$|^report\/(constants-(source|php)|codegen-(module|runtime|schema|types|values))\.ts$|\.generated\./;
/** What is compared, hashed or only tested for, and examples of commands. */
const NOT_SAID = /<%= config\.bin %>|^bxform keyed hash 1$|^SQL query error!$/;
const NEVER_SHOWN = ['remote/batch-fit.ts'];
/** Who reads an error of ours is a programmer; code of a request is none either. */
const FOR_PROGRAMMERS = /throw new (Type)?Error\(|import\(/;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.ts') && !SILENT.test(file) && !NEVER_SHOWN.includes(file));
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const literals = (line: string): string[] => [...line.matchAll(/'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, template]) => plain ?? template!.replaceAll(/\$\{[^}]*\}/g, '7'));

test('every sentence for people is in the catalogue', () => {
  const found = files.flatMap((file) =>
    withoutComments(readFileSync(join(source, file), 'utf8')).split('\n').filter((line) => !FOR_PROGRAMMERS.test(line)).flatMap(literals)
      .filter((literal) => /\b[a-z]+ [a-z]+ [a-z7]+\b/i.test(literal) && !NOT_SAID.test(literal))
      .map((literal) => `${file}: ${literal}`));
  expect(found).toEqual([]);
});

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { problem, type Problem } from '../../src/model/problem.ts';
import { problemsJson } from '../../src/report/problems-json.ts';
import { problemsText } from '../../src/report/problems-text.ts';
import { complaints } from './output-schemas.ts';

const plain = { color: false };
const at = (file: string, line: number, col: number) => ({ place: { file, line, col } });

const found: readonly Problem[] = [
  problem('no-scope', 'the webhook lacks the scope userfieldconfig', { hint: 'add it in the webhook\'s settings' }),
  problem('dangling-reference', 'there is no smartProcess.reqest', { ...at('config/equipment.yaml', 12, 40), hint: 'did you mean smartProcess.request?' }),
  problem('unknown-key', 'unknown key "titel"', { ...at('config/equipment.yaml', 3, 5), hint: 'did you mean title?' }),
  problem('unused-variable', 'variable "inspector" is not used', { ...at('bxform.yaml', 7, 14), level: 'warning' }),
  problem('tab', 'a tab cannot indent', at('config/equipment.yaml', 12, 2)),
];
const files: Readonly<Record<string, string>> = {
  'bxform.yaml:7': 'variables: { inspector: "ops@example.com" }',
  'config/equipment.yaml:3': '    titel: { ru: Оборудование, en: Equipment }\r\n',
  'config/equipment.yaml:12': '\trelations: [{ parent: deal }, { child: smartProcess.reqest }]',
};
const sourceLine = ({ file, line }: { file: string; line: number }): string | undefined => files[`${file}:${line}`];

describe('the text of problems', () => {
  test('is in the order of the files, with the line, a caret and a hint, and the count last', async () => {
    await expect(problemsText(found, { ...plain, sourceLine })).toMatchFileSnapshot('golden/problems.txt');
  });

  test('in colour is the same text', () => {
    expect(stripVTControlCharacters(problemsText(found, { color: true, sourceLine }))).toBe(problemsText(found, { ...plain, sourceLine }));
  });

  test('says that there are none', () => {
    expect(problemsText([], plain)).toBe('No problems found.\n');
  });

  test('shows only the neighbourhood of a mistake in a very long line', () => {
    const line = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
    const [, source, caret] = problemsText([problem('long', 'too long', at('a.yaml', 1, 501))], { ...plain, sourceLine: () => line }).split('\n');
    expect(source).toBe(`  1 | ...${'x'.repeat(60)}HERE${'y'.repeat(56)}...`);
    expect(caret?.indexOf('^')).toBe(source?.indexOf('HERE'));
  });

  test('does not repeat a webhook that was pasted into a file or a message', () => {
    const line = 'webhook: https://acme.bitrix24.eu/rest/1/s3cr3tt0k3n/';
    const text = problemsText([problem('webhook', `use an environment variable, not ${line.slice(9)}`, at('bxform.yaml', 4, 45))], { ...plain, sourceLine: () => line });
    expect(text).not.toContain('s3cr3t');
    expect(text).not.toContain('0k3n');
  });

  test.each([
    ['on the line of another problem', 'live: { app: { clientId: x, clientSecret: k3y-of-repairs, hots: a } }', 'unknown-key', 53],
    ['quoted', '  accessToken: "k3y-of-repairs"', 'bad-value', 3],
    ['on a line of its own', '    k3y-of-repairs', 'secret-in-file', 5],
  ])('does not repeat a key that was written into a file, %s', (_, line, code, col) => {
    const text = problemsText([problem(code, 'wrong', at('bxform.yaml', 4, col))], { ...plain, sourceLine: () => line });
    expect(text).not.toContain('k3y-of');
    expect(text.split('\n')[1]).toHaveLength(6 + line.length);
  });

  test('shows a reference to the environment as it is written', () => {
    const line = '  clientSecret: "${env.KEY}"';
    expect(problemsText([problem('environment-unset', 'KEY is not set', at('bxform.yaml', 4, 17))], { ...plain, sourceLine: () => line })).toContain(line);
  });
});

describe('the JSON of problems', () => {
  test('is what its schema promises', async () => {
    await expect(problemsJson(found)).toMatchFileSnapshot('golden/problems.json');
    expect(complaints('validate', problemsJson(found))).toEqual([]);
    expect(complaints('validate', problemsJson([]))).toEqual([]);
  });

  test('calls a configuration with warnings only valid', () => {
    expect(JSON.parse(problemsJson(found.filter(({ level }) => level === 'warning')))).toMatchObject({ valid: true, summary: { errors: 0, warnings: 1 } });
  });
});

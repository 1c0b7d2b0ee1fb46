// Code from the files, by the real binary: no portal, no secret, the same text every time.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { story } from './harness.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const shop = `activities:
  book-repair:
    handler: https://shop.example.com/book
    name: { en: Book a repair, ru: Записать в ремонт }
    properties:
      deal: { name: Deal, type: int, required: true }
      source: { name: Source, type: select, options: { from: dictionary.SOURCE } }
    returnProperties:
      booked: { name: Booked, type: bool }
robots:
  call-customer: { handler: https://shop.example.com/call, name: Call the customer }
`;
const portals = (more: string): string => `bxform: 1\nproject: workshop\nportals:\n  acme: { webhook: "\${env.ACME}", host: acme.bitrix24.eu, language: en }\n${more}include: [config/*.yaml]\n`;
const files = { 'bxform.yaml': portals(''), 'config/shop.yaml': shop };
const handler = `import { answerTo, decodeProperties, readRequest, type ActivityReturnValues, type EventSendParameters, type HandlerRequest } from './activities.ts';
export const booked: ActivityReturnValues['book-repair'] = { booked: true };
function book(request: HandlerRequest<'book-repair'>): EventSendParameters {
  const { deal, source } = decodeProperties(request);
  const next: number = deal + 1;
  // @ts-expect-error
  const sure: string = source;
  // @ts-expect-error
  answerTo(request, { booked: 'yes' });
  // @ts-expect-error
  answerTo(request, { boked: true });
  return answerTo(request, { booked: next > 1 }, sure);
}
export function answer(body: string): EventSendParameters {
  const request = readRequest(body);
  // @ts-expect-error
  if (request.code === 'book-repairs') return answerTo(request, {});
  return request.code === 'book-repair' ? book(request) : answerTo(request, {});
}
`;
const alone = { BXFORM_PORTAL: '', BXFORM_WEBHOOK: '' };

test('needs no portal, no credentials and no secret, and prints the same every time', async () => {
  const s = await story(files);
  const first = await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts');
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toMatch(/readonly deal: number;\n[^;]*readonly source: string \| null;/);
  expect((await s.bxformWith({ ...alone, BXFORM_LANG: 'ru' }, 'codegen', 'activities', '--portal', 'acme', '--lang=ts')).stdout).toBe(first.stdout);
  expect(s.portal.requests).toEqual([]);
});

test('a handler in TypeScript is checked against it, property by property', async () => {
  const s = await story(files);
  await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts', '--out', 'activities.ts');
  s.write('handler.ts', handler);
  s.write('package.json', '{ "type": "module" }');
  const options = 'strict exactOptionalPropertyTypes noUncheckedIndexedAccess noUnusedLocals noUnusedParameters erasableSyntaxOnly verbatimModuleSyntax allowImportingTsExtensions noEmit';
  const flags = [...options.split(' ').map((name) => `--${name}`), '--target', 'es2022', '--module', 'nodenext', '--types', 'node', '--typeRoots', join(top, 'node_modules/@types')];
  const compile = (): string => execFileSync(process.execPath, [join(top, 'node_modules/typescript/bin/tsc'), ...flags, 'handler.ts'], { cwd: s.folder, encoding: 'utf8', stdio: 'pipe' });
  expect(compile).not.toThrow();
  s.write('handler.ts', handler.replaceAll('// @ts-expect-error', ''));
  expect(compile).toThrow();
});

test('a file is written where it was asked for, and a part of the activities is enough', async () => {
  const s = await story(files);
  const ran = await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'js', '--lang', 'ru', '--out', 'handler/activities.mjs', '--only', 'robot.call-*');
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', 'Записан файл handler/activities.mjs: 1 действие или робот.\n']);
  const text = readFileSync(join(s.folder, 'handler/activities.mjs'), 'utf8');
  expect(text).toContain("'call-customer'");
  expect(text).not.toContain('book-repair');
});

test('for programs there is a report', async () => {
  const s = await story(files);
  const printed = await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'json-schema', '--json');
  expect(complaints('codegen', printed.stdout)).toEqual([]);
  const report = JSON.parse(printed.stdout) as { readonly text: string; readonly activities: readonly object[] };
  expect(report.activities).toEqual([{ address: 'activity.book-repair', kind: 'activity', code: 'book-repair' }, { address: 'robot.call-customer', kind: 'robot', code: 'call-customer' }]);
  expect(Object.keys((JSON.parse(report.text) as { definitions: object }).definitions)).toContain('book-repair.returnValues');
  const saved = await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'json-schema', '--json', '--out', 'activities.json');
  expect(complaints('codegen', saved.stdout)).toEqual([]);
  expect(JSON.parse(saved.stdout)).toMatchObject({ file: 'activities.json' });
  expect(readFileSync(join(s.folder, 'activities.json'), 'utf8')).toBe(report.text);
});

test('portals that differ in what a handler would notice must be told apart, others not', async () => {
  const second = '  beta: { webhook: "${env.BETA}", host: beta.bitrix24.ru, language: ru }\n';
  const overlay = (set: string): string => `overlays:\n  - portals: [beta]\n    set:\n      activity.book-repair: { ${set} }\n`;
  const same = await story({ ...files, 'bxform.yaml': portals(second), 'config/beta.yaml': overlay('handler: https://beta.example.com/book') });
  expect((await same.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts')).code).toBe(0);
  const s = await story({ ...files, 'bxform.yaml': portals(second), 'config/beta.yaml': overlay('properties: { deal: { required: false } }') });
  const differ = await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts', '--out', 'a.ts');
  expect([differ.code, existsSync(join(s.folder, 'a.ts'))]).toEqual([1, false]);
  expect(differ.stderr).toContain('the activities are not the same on acme, beta');
  expect((await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts', '--portal', 'beta')).stdout).toContain('readonly deal: number | null;');
  expect((await s.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts', '--portal', 'acme')).stdout).toContain('readonly deal: number;');
});

test.each([
  [['--lang', 'cobol'], 'ts, js, json-schema'], [['--lang', 'ts', '--portal', 'delta'], 'acme'], [['--lang', 'ts', '--only', 'activity.book-repairs'], 'activity.book-repair'], [['--lang', 'ts', '--out', 'bxform.yaml/a.ts'], 'bxform.yaml/a.ts cannot be written'],
])('%o is a mistake', async (args, message) => {
  const s = await story(files);
  const ran = await s.bxformWith(alone, 'codegen', 'activities', ...args);
  expect([ran.code, ran.stdout]).toEqual([1, '']);
  expect(ran.stderr).toContain(message);
});

test('mistakes of the files are told as everywhere, and so is a project without activities', async () => {
  const wrong = await story({ ...files, 'config/shop.yaml': shop.replace('type: int', 'type: money') });
  const told = await wrong.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts');
  expect([told.code, told.stdout]).toEqual([1, '']);
  expect(told.stderr).toMatch(/config\/shop\.yaml:6:\d+ error/);
  const empty = await story({ ...files, 'config/shop.yaml': 'crm: { deal: { fields: { NOTE: { type: string, label: Note } } } }\n' });
  const none = await empty.bxformWith(alone, 'codegen', 'activities', '--lang', 'ts', '--json');
  expect([none.code, JSON.parse(none.stdout)]).toMatchObject([1, { problems: [{ code: 'no-activities' }] }]);
  const secret = await story({ ...files, 'config/shop.yaml': shop.replace('name: Call the customer', 'name: Call, code: "${env.CODE}"') });
  const hidden = await secret.bxformWith({ ...alone, CODE: 'k-1234' }, 'codegen', 'activities', '--lang', 'ts');
  expect([hidden.code, `${hidden.stdout}${hidden.stderr}`]).toEqual([1, expect.not.stringContaining('k-1234')]);
});

// Whoever names things on a portal writes what they like. The files stay programs, and mean exactly those names.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constantsOf, type Constants, type ConstantsOf, type Thing } from '../../src/report/constants.ts';
import { constantsPhp } from '../../src/report/constants-php.ts';
import { constantsPython } from '../../src/report/constants-python.ts';
import { constantsTs } from '../../src/report/constants-ts.ts';
import { runs } from '../property/runs.ts';
import { hostileText } from './hostile.ts';
import { compiled, folderOf, missing, run } from './programs.ts';
import { thing } from './service-desk-constants.ts';

const AWKWARD = [
  '__proto__', 'constructor', 'toString', 'class', 'function', 'import', 'None', 'default', 'null', 'Серийный номер', "it's", '5', '05', '-1', '1e3', '9223372036854775807', '0x10', '', ' ',
  '*/', '/*', '?>', '<?php die(1);', '$x', '{$x}', '${x}', '\\', "\\'", "'''", '"""', '\\u{41}', '\\u0041', '\\x41', '\\N{BULLET}', '#', '//', '@ts-expect-error', '@ts-nocheck', 'coding: latin-1', 'type: ignore',
  '\r', '\n', '\t', '\u0085', '\u2029', '\uFEFF', '\u{E0001}', '👩‍🔧',
];
const text = fc.oneof(fc.constantFrom(...AWKWARD), hostileText);
const keys = fc.uniqueArray(text, { minLength: 1, maxLength: 4 });

const fieldsOf = (parent: string, fields: readonly string[], options: readonly string[], name: string): Thing[] =>
  fields.flatMap((key, at) => {
    const address = `${parent}/${at}`;
    const own = thing(address, 'field', 'fields', key, { parent, name, ids: { id: at, fieldName: `UF_CRM_1_F${at}` } });
    return [own, ...options.map((option, id) => thing(`${address}/${id}`, 'option', 'options', option, { parent: address, name, ids: { id } }))];
  });

interface Words {
  readonly types: readonly string[];
  readonly fields: readonly string[];
  readonly options: readonly string[];
  readonly stages: readonly string[];
  readonly words: readonly [project: string, name: string, host: string, title: string];
}

function portalOf({ types, fields, options, stages, words: [project, name, host, title] }: Words): ConstantsOf {
  const things = types.flatMap((key, id) => {
    const address = String(id);
    const funnel = thing(`${address}/f`, 'funnel', 'funnels', 'main', { parent: address, name: title, ids: { id } });
    const inside = stages.map((stage, at) => thing(`${address}/f/${at}`, 'stage', 'stages', stage, { parent: funnel.address, ids: { id: at, statusId: stage } }));
    return [thing(address, 'smartProcess', 'smartProcesses', key, { name: title, ids: { id, entityTypeId: 1040 } }), ...fieldsOf(address, fields, options, title), funnel, ...inside];
  });
  return { project, portal: { name, host }, things, named: options.map((option) => [option, things[0]!] as const) };
}

/** Each alone, and beside what only an escape can stand for. */
const everything = AWKWARD.flatMap((one) => [one, `${one}\u0001${one}`]);
const all = portalOf({ types: ['drill'], fields: everything, options: ['ok'], stages: everything, words: ['*/ ?>', '@ts-expect-error', '${x}', '# coding: latin-1'] });
const some = fc.record({ types: keys, fields: keys, options: keys, stages: keys, words: fc.tuple(text, text, text, text) }).map(portalOf);

const portals = [all, ...fc.sample(some, runs(50))];
const trees = portals.map((of) => constantsOf(of).constants);

type Flat = readonly string[];
const isConstants = (value: unknown): value is Constants => typeof value === 'object' && value !== null && 'entries' in value && value.entries instanceof Map;

/** Every value with the keys that lead to it, in an order that does not depend on theirs. */
function flat(tree: unknown, root: (key: string) => string = String, path: readonly string[] = []): Flat {
  if (typeof tree !== 'object' || tree === null) return [JSON.stringify([path, tree])];
  const entries = isConstants(tree) ? [...tree.entries].map(([key, { value }]) => [key, value] as const) : Object.entries(tree);
  return entries.flatMap(([key, value]) => flat(value, String, [...path, root(key)])).sort();
}

describe('files of constants, whatever things are called', () => {
  test('compile as TypeScript and hold every key and value', async () => {
    const folder = folderOf(Object.fromEntries(trees.map((tree, at) => [`p${at}.ts`, constantsTs(portals[at]!, tree)])));
    expect(compiled(folder, ...trees.map((_, at) => `p${at}.ts`))).toEqual([]);
    for (const [at, tree] of trees.entries()) {
      const { portal: found } = (await import(/* @vite-ignore */ `file://${folder}/p${at}.js`)) as { portal: unknown };
      expect(flat(found)).toEqual(flat(tree));
    }
  });

  const noPython = missing('python3');
  test.skipIf(noPython !== '')(`run as Python and hold every key and value${noPython}`, () => {
    const files = Object.fromEntries(trees.map((tree, at) => [`p${at}.py`, constantsPython(portals[at]!, tree)]));
    const folder = folderOf({ ...files, 'all.py': `import importlib, json\nprint(json.dumps([importlib.import_module(f'p{at}').portal for at in range(${trees.length})]))\n` });
    const found = JSON.parse(run(folder, 'python3', '-W', 'error', 'all.py')) as unknown[];
    for (const [at, tree] of trees.entries()) expect(flat(found[at])).toEqual(flat(tree));
  });

  const noPhp = missing('php');
  test.skipIf(noPhp !== '')(`run as PHP and hold every key and value${noPhp}`, () => {
    const files = Object.fromEntries(trees.map((tree, at) => [`p${at}.php`, constantsPhp(portals[at]!, tree).replace('namespace Bxform;', `namespace Bxform\\P${at};`)]));
    const all = `<?php error_reporting(E_ALL); ini_set('display_errors', 'stderr');
$found = [];
for ($at = 0; $at < ${trees.length}; $at++) { require "p$at.php"; $found[] = (new ReflectionClass("Bxform\\\\P$at\\\\Portal"))->getConstants(); }
echo json_encode($found, JSON_FORCE_OBJECT | JSON_THROW_ON_ERROR);
`;
    const found = JSON.parse(run(folderOf({ ...files, 'all.php': all }), 'php', 'all.php')) as Record<string, unknown>;
    const names: Readonly<Record<string, string>> = { name: 'NAME', host: 'HOST', smartProcesses: 'SMART_PROCESSES', outputs: 'OUTPUTS' };
    for (const [at, tree] of trees.entries()) expect(flat(found[at])).toEqual(flat(tree, (key) => names[key]!));
  });

  test('keep what belongs to no character', () => {
    const tree = constantsOf({ ...portals[0]!, things: [thing('w', 'workplace', 'workplaces', '\uD800x', { ids: { id: 1 }, name: '\uDC00' })], named: [] }).constants;
    expect(constantsTs(portals[0]!, tree)).toContain("'\\u{d800}x': {");
    expect(constantsPython(portals[0]!, tree)).toContain("'\\ud800x': {");
    expect(constantsPhp(portals[0]!, tree)).toContain('"\\u{d800}x" => [');
  });
});

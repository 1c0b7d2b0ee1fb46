import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { load } from '../../src/engine/load.ts';
import { projectFiles } from '../../src/model/new-project.ts';
import { bare, lines, loadConfig, loadFiles, loadFolder, projectFile, SECTIONS_OF_KINDS, write } from './load-project.ts';

const offline = { environment: {}, hash: (text: string) => text, cacheFolder: null, sections: SECTIONS_OF_KINDS };

describe('a project', () => {
  test('the field service example loads without a remark, on its sandbox', async () => {
    const { project, portal, source, problems } = await load('examples/field-service', { ...offline, portal: 'sandbox' });
    expect(problems).toEqual([]);
    expect(project?.name).toBe('field-service');
    expect(portal).toEqual({ name: 'sandbox', sandbox: true, language: 'en' });
    expect([...(source!.root.get('smartProcesses') as Map<string, unknown>).keys()]).toEqual(['equipment', 'request']);
  });

  test('may be named by its folder or by its file', async () => {
    const folder = await write({ 'bxform.yaml': 'bxform: 1\nproject: repairs\nportals: { sandbox: { sandbox: true } }' });
    const [byFolder, byFile] = [await loadFolder(folder), await loadFolder(`${folder}/bxform.yaml`)];
    expect(byFolder.project).toEqual(byFile.project);
    expect(byFolder.project?.folder).toBe(folder);
    expect(byFile.problems).toEqual([]);
  });

  test('that init writes loads without a remark', async () => {
    const { project, problems } = await loadFiles(Object.fromEntries(projectFiles('repair-shop')));
    expect(problems).toEqual([]);
    expect(project?.name).toBe('repair-shop');
  });

  test('is the same whatever the order of files and blocks', async () => {
    const equipment = 'smartProcesses: { equipment: { title: Equipment } }\n';
    const workplaces = 'workplaces: { service: { title: Service } }\n';
    const one = await loadFiles({ 'bxform.yaml': projectFile(equipment + workplaces), 'config/none.yaml': 'variables: {}' });
    const two = await loadFiles({ 'bxform.yaml': projectFile(), 'config/a.yaml': workplaces, 'config/b.yaml': equipment });
    expect(one.problems).toEqual([]);
    expect(bare(two.source?.root)).toEqual(bare(one.source?.root));
  });
});

describe('values', () => {
  test('keep the order of their maps, integer-like keys and __proto__ included', async () => {
    const { source, problems } = await loadConfig(`
smartProcesses:
  equipment:
    title: Equipment
    funnels: { repair: { name: Repair, stages: { NEW: New, 10: Diagnosis, 2: Parts, __proto__: Odd, constructor: Odder } } }
`);
    expect(problems).toEqual([]);
    const stages = (source!.root as any).get('smartProcesses').get('equipment').get('funnels').get('repair').get('stages');
    expect([...stages]).toEqual([['NEW', 'New'], ['10', 'Diagnosis'], ['2', 'Parts'], ['__proto__', 'Odd'], ['constructor', 'Odder']]);
  });

  test('are YAML 1.2: no, on and dates are texts', async () => {
    const { source } = await loadConfig('variables: { a: NO, b: on, c: 2026-03-31, d: 0o17, e: ~ }\nworkplaces: { w: { title: "${var.a} ${var.b} ${var.c} ${var.d}" } }');
    expect((source!.root as any).get('workplaces').get('w').get('title')).toBe('NO on 2026-03-31 15');
  });

  test('of colours stay the text they were written as, digits only or not', async () => {
    const colors = ['228800', '000000', '22E911', '22B9FF', '"#22B9FF"'];
    const { source, problems } = await loadConfig(`
smartProcesses:
  equipment: { title: Equipment, funnels: { repair: { name: Repair, stages: {
${colors.map((color, index) => `    S${index}: { name: Stage, color: ${color} }`).join(',\n')} } } } }
`);
    expect(problems).toEqual([]);
    const stages: Map<string, any> = (source!.root as any).get('smartProcesses').get('equipment').get('funnels').get('repair').get('stages');
    expect([...stages.values()].map((stage) => stage.get('color'))).toEqual(['228800', '000000', '22E911', '22B9FF', '#22B9FF']);
  });

  test('have places, keys have their own, and what is not written has that of its parent', async () => {
    const { source } = await loadConfig('smartProcesses:\n  equipment:\n    title: Equipment\n    relations:\n      - { parent: deal }\n', {}, 'workplaces: { service: { title: Service } }');
    const at = (path: (string | number)[]) => Object.values(source!.placeOf(path)).join(':');
    const keyAt = (path: (string | number)[]) => Object.values(source!.keyPlaceOf(path)).join(':');
    expect(at(['smartProcesses', 'equipment', 'title'])).toBe('config/equipment.yaml:3:12');
    expect(keyAt(['smartProcesses', 'equipment', 'title'])).toBe('config/equipment.yaml:3:5');
    expect(at(['smartProcesses', 'equipment', 'relations', 0, 'parent'])).toBe('config/equipment.yaml:5:19');
    expect(at(['smartProcesses', 'equipment', 'relations', 0])).toBe('config/equipment.yaml:5:9');
    expect(keyAt(['smartProcesses', 'equipment', 'fields', 'SERIAL'])).toBe('config/equipment.yaml:2:3');
    expect(keyAt(['workplaces', 'service'])).toBe('bxform.yaml:5:15');
  });

  test('may be shared by anchors and merge keys, where what is written wins', async () => {
    const { source, problems } = await loadConfig(`
smartProcesses:
  equipment:
    title: Equipment
    settings: &usual { stages: true, automation: true }
    fields:
      SERIAL: &text { type: string, searchable: true, label: Serial number }
      MODEL: { <<: *text, label: Model }
  request: { title: Request, settings: *usual }
`);
    expect(problems).toEqual([]);
    const { equipment, request } = bare(source!.root.get('smartProcesses')) as any;
    expect(equipment.fields.MODEL).toEqual({ type: 'string', searchable: true, label: 'Model' });
    expect(request.settings).toEqual(equipment.settings);
  });
});

test('mistakes of all files and all sorts come back together', async () => {
  const { problems } = await loadFiles({
    'bxform.yaml': 'bxform: 1\nproject: Repairs\nportals: { sandbox: { sandbox: true } }\ninclude: [config/*.yaml, gone.yaml]\n',
    'config/a.yaml': 'smartProcesses: { equipment: { titel: Equipment } }\n',
    'config/b.yaml': 'workplaces: { service: { title: "${var.nobody}", smartProcesses: equipment } }\n',
  });
  expect(lines(problems).map((line) => line.split(':').slice(0, 3).join(':').split(' ').join(' '))).toEqual([
    'bxform.yaml:2:10 bad-value',
    'bxform.yaml:4:26 nothing-included',
    'config/a.yaml:1:19 missing-key',
    'config/a.yaml:1:32 unknown-key',
    'config/b.yaml:1:66 wrong-type',
  ]);
});

test('what is wrong is left out of the tree, so that the rest can be looked at', async () => {
  const { source, problems } = await loadConfig(`
smartProcesses:
  equipment:
    title: Equipment
    relations: [{ parent: deal }, { parent: nothing }, { list: true }, { child: lead }]
    fields:
      SERIAL: { type: string, rows: many, sort: 5, colour: red }
      OLD: null
    funnels: { repair: { name: Repair, stages: { NEW: New, DIAGNOSIS: { name: Diagnosis, color: } } } }
`);
  expect(problems.length).toBe(6);
  expect(bare(source!.root.get('smartProcesses'))).toEqual({
    equipment: {
      title: 'Equipment',
      relations: [{ parent: 'deal' }, { child: 'lead' }],
      fields: { SERIAL: { type: 'string', sort: 5 } },
      funnels: { repair: { name: 'Repair', stages: { NEW: 'New', DIAGNOSIS: { name: 'Diagnosis' } } } },
    },
  });
  expect(source!.placeOf(['smartProcesses', 'equipment', 'relations', 1]).col).toBe(72);
});

test('no tree comes back when a file is missing or broken, and nothing is said about names it might hold', async () => {
  const broken = await loadFiles({ 'bxform.yaml': projectFile(), 'config/a.yaml': 'variables: { a: [1 }', 'config/b.yaml': 'workplaces: { w: { title: "${var.a}" } }' });
  expect(broken.source).toBeUndefined();
  expect(broken.problems.map((found) => found.code)).toEqual(['yaml-syntax']);
});

test('every file of the examples says which schema it follows, by a path that leads there', async () => {
  const files = ['field-service/bxform.yaml', 'field-service/config/equipment.yaml', 'field-service/config/request.yaml', 'field-service/config/workplace.yaml', 'stage.yaml'];
  for (const file of files) {
    const modeline = /^# yaml-language-server: \$schema=(.+)$/m.exec(await readFile(`examples/${file}`, 'utf8'));
    const schema = JSON.parse(await readFile(new URL(modeline![1]!, new URL(`../../examples/${file}`, import.meta.url)), 'utf8'));
    expect(schema.title).toBe(file.endsWith('bxform.yaml') ? 'Project file (bxform.yaml)' : 'Included file');
  }
});

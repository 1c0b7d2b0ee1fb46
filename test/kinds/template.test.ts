import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openedWithApplication, anotherApplication, forget, outcomesOf, rowsIn, writesSince } from './app-shop.ts';
import { renumbered } from './renumbered.ts';
import { bpt, bptText } from '../bpt.ts';
import { lines, loadFiles, projectFile } from '../engine/load-project.ts';
import type { Workshop } from '../in-process.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { call, changes, opened, settle } from './shop.ts';

const inspection = { name: 'Inspection', documentType: 'deal', file: 'workflows/inspection.bpt' };
const file = (shop: Workshop, title: string, more: object = {}): void => {
  writeFileSync(join(shop.folder, 'inspection.bpt'), bpt({ title, ...more }));
};

async function repairShop(options: Parameters<typeof openedWithApplication>[0] = {}): Promise<Workshop> {
  const shop = await openedWithApplication(options);
  file(shop, 'Look at the pump');
  return shop;
}
const own = { ...inspection, file: 'inspection.bpt' };
const templatesOf = (shop: Workshop): any[] => rowsIn(shop, 'workflowTemplates');
const titleOf = (row: any): string => row.TEMPLATE[0].Properties.Title;
const content = bpt({ title: 'Their own' }).toString('base64');
const byAnother = (shop: Workshop, more: object = {}): Promise<void> => anotherApplication(shop).then(async (other) => {
  expect(await other('bizproc.workflow.template.add', { DOCUMENT_TYPE: ['crm', 'CCrmDocumentDeal', 'DEAL'], NAME: 'Inspection', TEMPLATE_DATA: ['x.bpt', content], ...more })).toEqual(expect.any(Number));
});
/** Somebody changes it in the designer. */
function editByHand(shop: Workshop): void {
  const data = structuredClone(shop.portal.data());
  const row: any = data.tables['workflowTemplates']![0];
  row.TEMPLATE[0].Properties.Title = 'Look twice';
  row.MODIFIED = Number(row.MODIFIED) + 60_000;
  shop.portal.setData(data);
}
const reasonsOf = async (shop: Workshop): Promise<unknown[]> => (await shop.plan()).plan!.changes.map(({ address, action, reason, answers }) => [address, action, reason, answers]);

describe('the file of a template', () => {
  const config = (path: string): string => `templates:\n  inspection: { name: Inspection, documentType: deal, file: ${path} }\n`;
  const remarks = async (path: string, files: Record<string, string | Uint8Array> = {}): Promise<string[]> =>
    lines((await loadFiles({ 'bxform.yaml': projectFile(), 'config/repair.yaml': config(path), ...files })).problems);

  test.each([
    ['is not there', 'workflows/inspection.bpt', {}, /^config\/repair.yaml:2:61 file-missing: workflows\/inspection.bpt cannot be read: it does not exist → a path is relative to the file that says it, config\/repair.yaml$/],
    ['is a folder', 'workflows.bpt', { 'config/workflows.bpt/keep': '' }, /file-missing: workflows.bpt cannot be read: it is a folder/],
    ['is empty', 'inspection.bpt', { 'config/inspection.bpt': '' }, /file-empty: inspection.bpt is empty → export the template/],
    ['is something else', 'inspection.bpt', { 'config/inspection.bpt': '<html>' }, /not-a-bpt-file: inspection.bpt is not a workflow template/],
    ['holds no steps', 'inspection.bpt', { 'config/inspection.bpt': 'a:1:{s:4:"NAME";s:1:"x";}' }, /not-a-bpt-file/],
    ['is called otherwise', 'inspection.json', { 'config/inspection.json': bptText({ title: 'Look' }) }, /bad-value: `file` must be the path of a file that ends in .bpt/],
  ] as const)('that %s is told at its place', async (_, path, files, told) => {
    expect(await remarks(path, files)).toEqual([expect.stringMatching(told)]);
  });

  test('is found from the file that says it, compressed or not', async () => {
    expect(await remarks('inspection.bpt', { 'config/inspection.bpt': bpt({ title: 'Look' }) })).toEqual([]);
    expect(await remarks('../workflows/inspection.bpt', { 'workflows/inspection.bpt': bptText({ title: 'Look' }) })).toEqual([]);
  });

  test('is not looked for where the template is switched off', async () => {
    const yaml = 'templates:\n  inspection: { name: Inspection, documentType: deal, file: gone.bpt, enabled: false }\n';
    expect((await loadFiles({ 'bxform.yaml': projectFile(), 'config/repair.yaml': yaml })).problems).toEqual([]);
  });

  test('stands in plan and state by its hash alone, and in the call as what is sent', async () => {
    const shop = await repairShop();
    const [bytes, mark] = [bpt({ title: 'Look at the pump' }).toString('base64'), { $file: 'inspection.bpt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }];
    shop.declare({ templates: { inspection: own } });
    const { plan } = await shop.plan();
    const saved = JSON.parse(JSON.stringify(plan));
    expect(saved.steps['create template.inspection'].call.params.TEMPLATE_DATA).toEqual(['inspection.bpt', bytes]);
    expect(saved.targets['template.inspection'].spec.file).toEqual(mark);
    expect(saved.changes[0].properties).toContainEqual({ path: 'file', after: mark });
    expect(JSON.stringify([saved.targets, saved.changes])).not.toContain(bytes);
  });
});

describe('what is declared of templates', () => {
  const remarks = async (yaml: string, environment: Record<string, string> = {}): Promise<string[]> => {
    const { source, problems } = await loadFiles({ 'bxform.yaml': projectFile(), 'config/repair.yaml': yaml, 'config/a.bpt': bpt({ title: 'Look' }) }, { environment });
    return lines([...problems, ...(source === undefined ? [] : resolve(source, KINDS, 'en').problems)]).map((line) => line.replace(/^config\/repair.yaml:/, '').replace(/ →.*/, ''));
  };

  test('two of one name and document type are one too many', async () => {
    const a = '{ name: Inspection, documentType: deal, file: a.bpt }';
    expect(await remarks(`templates:\n  first: ${a}\n  second: ${a}\n`)).toEqual(['3:3 same-template: template.second and template.first have the same name and document type']);
    expect(await remarks(`templates:\n  first: ${a}\n  second: ${a.replace('deal', 'lead')}\n`)).toEqual([]);
  });

  test('a name cannot be secret, a document type must be one', async () => {
    expect(await remarks('templates:\n  x: { name: "${env.NAME}", documentType: deal, file: a.bpt }\n', { NAME: 'Inspection' })).toEqual([expect.stringMatching(/^2:14 secret-name/)]);
    expect(await remarks('templates:\n  x: { name: Inspection, documentType: task, file: a.bpt }\n')).toEqual([expect.stringMatching(/^2:40 bad-value: `documentType` must be lead, deal/)]);
    expect(await remarks('templates:\n  x: { name: Inspection, documentType: smartProcess.pump, file: a.bpt }\n')).toEqual([expect.stringMatching(/dangling-reference/)]);
  });

  test.each([
    ['always', /not-allowed: `autoExecute` must be none, create or change, not "always"/],
    ['[create, none]', /not-allowed/],
    ['[]', /empty/],
    ['3', /wrong-type: `autoExecute` must be none, create, change or \[create, change\], not 3/],
  ])('autoExecute: %s is told', async (written, told) => {
    expect(await remarks(`templates:\n  x: { name: Inspection, documentType: deal, file: a.bpt, autoExecute: ${written} }\n`)).toEqual([expect.stringMatching(told)]);
  });
});

describe('a template', () => {
  test('is made with all it says, changed where it differs, and nothing else is written', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: { ...own, description: 'Before the repair', autoExecute: ['change', 'create'] } } });
    expect(templatesOf(shop)).toEqual([expect.objectContaining({ NAME: 'Inspection', DESCRIPTION: 'Before the repair', AUTO_EXECUTE: 3, DOCUMENT_TYPE: 'DEAL' })]);
    const before = shop.portal.requests.length;
    await settle(shop, { templates: { inspection: { ...own, name: 'Inspection of pumps', description: null, autoExecute: 'none' } } });
    const [{ ID }] = templatesOf(shop);
    expect(writesSince(shop, before)).toEqual([['bizproc.workflow.template.update', expect.objectContaining({ ID, FIELDS: { NAME: 'Inspection of pumps', DESCRIPTION: '', AUTO_EXECUTE: '0' } })]]);
    file(shop, 'Look at the valve');
    await settle(shop, { templates: { inspection: { ...own, name: 'Inspection of pumps' } } });
    expect(templatesOf(shop).map(titleOf)).toEqual(['Look at the valve']);
  });

  test('sends AUTO_EXECUTE as a text of digits, the number would be refused', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: { ...own, autoExecute: 'change' } } });
    expect(writesSince(shop, 0)).toEqual([['bizproc.workflow.template.add', expect.objectContaining({ AUTO_EXECUTE: '2' })]]);
  });

  test('of a smart process that is made along with it waits for its number, and is known by it among those of one name', async () => {
    const shop = await repairShop();
    const smartProcesses = { pump: { title: 'Pump', settings: { openPermissions: false } } };
    await settle(shop, { smartProcesses, templates: { inspection: { ...own, documentType: 'smartProcess.pump' }, deals: own } });
    const { types: [{ entityTypeId }] } = await call(shop, 'crm.type.list');
    expect(templatesOf(shop).map(({ DOCUMENT_TYPE }) => DOCUMENT_TYPE).sort()).toEqual(['DEAL', `DYNAMIC_${entityTypeId}`]);
    forget(shop);
    expect(await changes(shop)).toEqual([]);
  });

  test('may be about the elements of a universal list', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: { ...own, documentType: 'list.SITES' } } });
    expect(templatesOf(shop)).toEqual([expect.objectContaining({ MODULE_ID: 'lists', ENTITY: 'Bitrix\\Lists\\BizprocDocumentLists', DOCUMENT_TYPE: 'iblock_23' })]);
    forget(shop);
    expect(await changes(shop)).toEqual([]);
  });

  test('that was renamed in the designer is asked for, not made again', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    const [row] = templatesOf(shop);
    row.NAME = 'Old inspection';
    shop.declare({ templates: { inspection: own } });
    expect(await reasonsOf(shop)).toEqual([['template.inspection', 'blocked', expect.stringContaining('"Old inspection"'), [expect.stringMatching(`^adopt: ${row.ID}`), expect.stringMatching(/^create: true/)]]]);
    await settle(shop, { templates: { inspection: { ...own, adopt: Number(row.ID) } } });
    expect(templatesOf(shop).map(({ NAME }) => NAME)).toEqual(['Inspection']);
  });

  test('cannot be moved to another document type', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    shop.declare({ templates: { inspection: { ...own, documentType: 'lead' } } });
    expect((await shop.plan()).problems.map(({ code, message }) => [code, message])).toEqual([['fixed-property', 'documentType of template.inspection cannot change: it is deal on the portal']]);
  });

  test('says which fields its file may bring along, and that its activities must be there', async () => {
    const shop = await repairShop();
    file(shop, 'Look', { fields: { TITLE: { Name: 'Title' }, UF_CRM_PUMP: { Name: 'Pump' }, UF_CRM_PUMP_PRINTABLE: { Name: 'Pump' } } });
    shop.declare({ templates: { inspection: own } });
    expect((await shop.plan()).plan!.changes[0]!.risks).toEqual([expect.stringMatching(/^the file brings fields of its document along: UF_CRM_PUMP; /)]);
    file(shop, 'Look', { activities: [`rest_${'a'.repeat(32)}`] });
    expect((await shop.plan()).plan!.changes[0]!.risks).toEqual([expect.stringMatching(/calls activities of an application/)]);
    expect(await outcomesOf(shop, { templates: { inspection: own } })).toEqual(['create template.inspection failed']);
  });

  test('that calls activities waits for those of the project', async () => {
    const shop = await repairShop();
    const activities = { measure: { name: 'Measure', handler: 'https://bot.example.test/measure' } };
    file(shop, 'Look', { activities: ['rest_6ab9ab1b60ce3ea6ab7ff1bcb2c9d0a1'] });
    shop.declare({ activities, templates: { inspection: own } });
    const { plan } = await shop.plan();
    expect(plan!.steps['create template.inspection']!.needs).toEqual(['create activity.measure']);
    file(shop, 'Look');
    expect((await shop.plan()).plan!.steps['create template.inspection']!.needs).toEqual([]);
  });
});

describe('whose a template is', () => {
  test.each([
    ['another application', /^the portal has "Inspection" \(id \d+\) already, made by another application \(rest_app_\d+\): this application may not change it$/],
    ['a person', /made by hand: this application may not change it$/],
  ])('one of %s blocks ours of the same name and document type, unless ours may stand alongside', async (who, reason) => {
    const shop = await repairShop();
    await byAnother(shop);
    if (who === 'a person') for (const row of templatesOf(shop)) row.SYSTEM_CODE = null;
    shop.declare({ templates: { inspection: own } });
    expect(await reasonsOf(shop)).toEqual([['template.inspection', 'blocked', expect.stringMatching(reason), ['alongside: true']]]);
    await settle(shop, { templates: { inspection: { ...own, alongside: true } } });
    expect(templatesOf(shop).map(titleOf)).toEqual(['Their own', 'Look at the pump']);
    forget(shop);
    expect(await changes(shop)).toEqual([]);
  });

  test('one of another application under another document type or name is in nobody\'s way', async () => {
    const shop = await repairShop();
    await byAnother(shop, { DOCUMENT_TYPE: ['crm', 'CCrmDocumentLead', 'LEAD'] });
    await settle(shop, { templates: { inspection: own } });
    expect(templatesOf(shop)).toHaveLength(2);
  });

  test('ours of a lost state is found again, its content is not known, and it is written again only when asked for', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    forget(shop);
    file(shop, 'Look at the valve');
    const { plan } = await shop.plan();
    expect(plan!.changes.map(({ action }) => action)).toEqual(['none']);
    expect(plan!.unknown).toEqual(['template.inspection']);
    const { applied } = await shop.apply(true);
    expect(applied!.outcomes.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['update template.inspection done']);
    expect(templatesOf(shop).map(titleOf)).toEqual(['Look at the valve']);
    expect(await changes(shop)).toEqual([]);
  });

  test('after the application was installed anew the old one is nobody\'s, and is said to be', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    renumbered(shop);
    expect(await reasonsOf(shop)).toEqual([['template.inspection', 'blocked', expect.stringMatching(/which this application was before it was installed anew: it may not change it any more$/), ['alongside: true']]]);
    await settle(shop, { templates: { inspection: { ...own, alongside: true } } });
    expect(templatesOf(shop)).toHaveLength(2);
  });

  test('a portal without an application blocks it and does the rest', async () => {
    const shop = await opened();
    file(shop, 'Look');
    shop.declare({ templates: { inspection: own }, workplaces: { service: { title: 'Field service' } } });
    const { applied } = await shop.apply();
    expect(applied!.outcomes.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['create workplace.service done']);
    expect(await reasonsOf(shop)).toContainEqual(['template.inspection', 'blocked', expect.stringMatching(/only an application may do this/), []]);
  });
});

describe('a lost reply', () => {
  test.each([
    ['lost after the work', { kind: 'lost-reply' }], ['cut off, with the work done half a minute later', { kind: 'cut-off', delay: 30 }], ['broken', { kind: 'bad-json' }],
  ] as const)('%s never makes a second template', async (_, fault) => {
    const shop = await repairShop();
    shop.portal.addFaults({ ...fault, method: 'bizproc.workflow.template.add', occurrence: 1 });
    expect(await outcomesOf(shop, { templates: { inspection: own } })).toEqual(['create template.inspection done']);
    expect(templatesOf(shop)).toHaveLength(1);
    expect(await changes(shop)).toEqual([]);
  });

  test('beside one of another application finds ours, and not theirs', async () => {
    const shop = await repairShop();
    await byAnother(shop);
    shop.portal.addFaults({ kind: 'lost-reply', method: 'bizproc.workflow.template.add', occurrence: 1 });
    expect(await outcomesOf(shop, { templates: { inspection: { ...own, alongside: true } } })).toEqual(['create template.inspection done']);
    expect(templatesOf(shop)).toHaveLength(2);
    expect(await changes(shop)).toEqual([]);
  });
});

describe('a template that was changed in the designer', () => {
  const warningsOf = async (shop: Workshop): Promise<string[]> => (await shop.plan()).plan!.warnings.map(({ code, address }) => `${code} ${address}`);

  test('is told of as long as it is so, and left as it is', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    expect(await warningsOf(shop)).toEqual([]);
    editByHand(shop);
    expect(await changes(shop)).toEqual([]);
    expect(await warningsOf(shop)).toEqual(['changed-on-portal template.inspection']);
    expect(await outcomesOf(shop, { templates: { inspection: { ...own, description: 'Before the repair' } } })).toEqual(['update template.inspection done']);
    expect(templatesOf(shop).map(titleOf)).toEqual(['Look twice']);
    expect(await warningsOf(shop)).toEqual(['changed-on-portal template.inspection']);
  });

  test('loses that change to a new file only with a word in the plan', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    editByHand(shop);
    file(shop, 'Look at the valve');
    const { plan } = await shop.plan();
    expect(plan!.changes[0]!.risks).toEqual([expect.stringMatching(/^it was changed on the portal since it was last applied .*: that change is lost$/)]);
    expect(plan!.warnings).toEqual([]);
    await settle(shop, { templates: { inspection: own } });
    expect(await warningsOf(shop)).toEqual([]);
  });

  test('gets the declared file back when asked for', async () => {
    const shop = await repairShop();
    await settle(shop, { templates: { inspection: own } });
    editByHand(shop);
    await shop.apply(true);
    expect(templatesOf(shop).map(titleOf)).toEqual(['Look at the pump']);
    expect(await warningsOf(shop)).toEqual([]);
  });
});

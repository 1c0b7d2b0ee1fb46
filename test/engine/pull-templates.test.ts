// Workflow templates, pulled into files and carried to a portal where everything has other ids.

import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { serialized } from '../bpt.ts';
import { APPLICATION_SCOPES } from '../kinds/recreate.ts';
import { applyTo, asApplication, CLOCK, folderOf, planOf, pullInto, stateOf, told } from '../pulled-world.ts';
import { sequential, stateMachine, variables, type ShopIds } from '../repair-workflow.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

const SHOP = `smartProcesses:
  pump:
    title: Pump
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number }
      FITTER: { type: employee, label: Fitter }
      OWNER: { type: crm, label: Owner, to: [contact] }
      STATE: { type: enumeration, label: State, options: { works: Works, broken: Broken } }
    funnels:
      repair:
        name: Repair
        default: true
        stages: { NEW: { name: Reported }, WAITING: { name: Waiting }, SUCCESS: { name: Repaired }, FAIL: { name: Written off } }
crm: { deal: { fields: { CONTRACT: { type: string, label: Contract } } } }
activities: { create-invoice: { handler: "https://shop.example.com/invoice", name: Make an invoice } }
`;
/** Something that takes numbers before the shop does. */
const BEFORE = `smartProcesses:
  lift: { title: Lift, settings: { openPermissions: false, stages: true }, fields: { STATE: { type: enumeration, label: State, options: { a: A, b: B, c: C } } } }
  site: { title: Site, settings: { openPermissions: false, stages: true } }
`;

interface Shop {
  readonly portal: Sandbox;
  readonly app: (method: string, params?: object) => Promise<any>;
  readonly clientId: string;
}

async function opened(clientId: string, before: string | undefined, people: (id: number) => number, options: SandboxOptions = {}): Promise<Shop> {
  const portal = await startSandbox({ clockScale: CLOCK, ...options });
  onTestFinished(portal.close);
  const data: any = structuredClone(portal.data());
  for (const user of data.tables.users) user.ID = String(people(Number(user.ID)));
  data.tables.lists = [{ ID: before === undefined ? '7' : '19', IBLOCK_TYPE_ID: 'lists', CODE: 'parts', NAME: 'Parts', ACTIVE: 'Y', SORT: '500' }];
  portal.setData(data);
  const app = await asApplication(portal, clientId, APPLICATION_SCOPES);
  if (before !== undefined) expect(await applyTo(folderOf({ 'config/before.yaml': before }), portal, 'en')).toEqual([]);
  return { portal, app, clientId };
}

/** A repair shop, and what everything is called there. */
const donor = async (options: SandboxOptions = {}): Promise<Shop> => {
  const shop = await opened('local.donor', undefined, (id) => id, options);
  expect(await applyTo(folderOf({ 'config/shop.yaml': SHOP }), shop.portal, 'en')).toEqual([]);
  return shop;
};
const other = async (): Promise<Shop> => {
  const shop = await opened('local.other', BEFORE, (id) => (id === 1 ? 1 : id + 20));
  expect(await shop.app('bizproc.activity.add', { CODE: 'create-invoice', HANDLER: 'https://shop.example.com/invoice', NAME: 'Make an invoice' })).toBe(true);
  return shop;
};

async function idsOf({ portal, clientId }: Shop): Promise<ShopIds> {
  const call = async (method: string, params: object = {}): Promise<any> =>
    ((await (await fetch(`${portal.url}${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) })).json()) as any).result;
  const type = (await call('crm.type.list')).types.find(({ title }: any) => title === 'Pump');
  const { fields } = await call('userfieldconfig.list', { moduleId: 'crm', select: { 0: '*' }, filter: {} });
  const [serial, state, fitter, owner] = ['SERIAL', 'STATE', 'FITTER', 'OWNER'].map((code) => fields.find(({ fieldName }: any) => fieldName === `UF_CRM_${type.id}_${code}`));
  const options = (await call('userfieldconfig.get', { moduleId: 'crm', id: Number(state.id) })).field.enum;
  const funnel = (await call('crm.category.list', { entityTypeId: type.entityTypeId })).categories[0].id;
  const people = await call('user.get');
  const [list] = await call('lists.get', { IBLOCK_TYPE_ID: 'lists' });
  return {
    type: type.entityTypeId, serial: serial.fieldName, state: state.fieldName, fitter: fitter.fieldName, owner: owner.fieldName, funnel: Number(funnel), waiting: `DT${type.entityTypeId}_${funnel}:WAITING`,
    works: Number(options.find(({ value }: any) => value === 'Works').id), broken: Number(options.find(({ value }: any) => value === 'Broken').id),
    contract: fields.find(({ fieldName }: any) => fieldName.endsWith('CONTRACT')).fieldName, engineer: Number(people.find(({ EMAIL }: any) => EMAIL === 'engineer@example.test').ID),
    parts: Number(list.ID), step: `rest_${createHash('md5').update(`${clientId}@create-invoice`).digest('hex')}`,
  };
}

const triple = (ids: ShopIds): readonly string[] => ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic', `DYNAMIC_${ids.type}`];
const fileOf = (parts: object): Buffer => Buffer.from(serialized({ VERSION: 2, TEMPLATE: [], PARAMETERS: [], VARIABLES: [], CONSTANTS: [], ...parts }));

async function withTemplates(shop: Shop): Promise<ShopIds> {
  const ids = await idsOf(shop);
  for (const [NAME, parts] of [['Inspection', { TEMPLATE: sequential(ids), VARIABLES: variables(ids) }], ['Repair by states', { TEMPLATE: stateMachine(ids) }]] as const) {
    expect(await shop.app('bizproc.workflow.template.add', { DOCUMENT_TYPE: triple(ids), NAME, AUTO_EXECUTE: '1', TEMPLATE_DATA: ['a.bpt', fileOf(parts).toString('base64')] })).toEqual(expect.any(Number));
  }
  return ids;
}

describe('templates of our application', () => {
  test('are files of the designer, in which everything is as it was on the portal', async () => {
    const shop = await donor();
    const ids = await withTemplates(shop);
    const { pulled, files } = await pullInto(shop.portal, 'en');
    expect(parse(files.get('config/templates.yaml')!)).toEqual({
      templates: {
        inspection: { name: 'Inspection', documentType: 'smartProcess.pump', autoExecute: 'create', file: 'templates/inspection.bpt', alongside: false },
        'repair-by-states': { name: 'Repair by states', documentType: 'smartProcess.pump', autoExecute: 'create', file: 'templates/repair-by-states.bpt', alongside: false },
      },
    });
    const text = inflateSync(Buffer.from(pulled.files.get('template.inspection')!.file.base64, 'base64')).toString();
    const exact = fileOf({ TEMPLATE: sequential(ids), VARIABLES: variables(ids), DOCUMENT_FIELDS: [] }).toString();
    expect(text.slice('a:7:{'.length, exact.length - 1)).toBe(exact.slice('a:6:{'.length, -1));
    expect(pulled.remarks).toEqual([
      { address: 'template.inspection', reason: 'nothing in the files stands for the group group_hr3: it stays as it is, at Осмотр насоса: Permission.read.2' },
      { address: 'template.inspection', reason: `nothing in the files stands for the value 12 of ${ids.owner}: it stays as it is, at Осмотр насоса / Fill in: FieldValue.${ids.owner}` },
    ]);
  });

  test('plan to nothing with the state, without it, and pulled twice they are the same bytes', async () => {
    const shop = await donor();
    await withTemplates(shop);
    const first = await pullInto(shop.portal, 'en');
    expect(told(await planOf(first, shop.portal, 'en', { state: stateOf(first, shop.portal) }))).toEqual([]);
    expect(told(await planOf(first, shop.portal, 'en'))).toEqual([]);
    const again = await pullInto(shop.portal, 'en');
    expect(again.files).toEqual(first.files);
    expect([...again.pulled.files.values()].map(({ file }) => file.base64)).toEqual([...first.pulled.files.values()].map(({ file }) => file.base64));
  });

  test('made on another portal speak of its things alone, and of nothing else anew', async () => {
    const [from, to] = [await donor(), await other()];
    const ids = await withTemplates(from);
    const first = await pullInto(from.portal, 'en');
    expect(await applyTo(first, to.portal, 'en')).toEqual([]);
    const theirs = await idsOf(to);
    for (const name of Object.keys(ids) as (keyof ShopIds)[]) if (name !== 'contract') expect([name, theirs[name]]).not.toEqual([name, ids[name]]);
    const second = await pullInto(to.portal, 'en');
    const textOf = (address: string): string => inflateSync(Buffer.from(second.pulled.files.get(address)!.file.base64, 'base64')).toString();
    for (const [address, parts] of [['template.inspection', { TEMPLATE: sequential(theirs), VARIABLES: variables(theirs) }], ['template.repair-by-states', { TEMPLATE: stateMachine(theirs) }]] as const) {
      const exact = fileOf({ ...parts, DOCUMENT_FIELDS: [] }).toString();
      expect(textOf(address).slice('a:7:{'.length, exact.length - 1)).toBe(exact.slice('a:6:{'.length, -1));
    }
    expect(second.files.get('config/templates.yaml')).toBe(first.files.get('config/templates.yaml'));
    expect([...second.pulled.files.values()].map(({ file }) => file.sha256)).toEqual([...first.pulled.files.values()].map(({ file }) => file.sha256));
    expect(told(await planOf(first, to.portal, 'en', { ids: false }))).toEqual([]);
  });
});

test('a template that speaks of nothing is remembered like any other, and sent as the designer would', async () => {
  const [from, to] = [await donor(), await other()];
  const held = fileOf({ TEMPLATE: [{ Type: 'SequentialWorkflowActivity', Name: 'Template', Properties: { Title: 'Wait' } }], DOCUMENT_FIELDS: [] });
  await from.app('bizproc.workflow.template.add', { DOCUMENT_TYPE: ['crm', 'CCrmDocumentDeal', 'DEAL'], NAME: 'Wait', TEMPLATE_DATA: ['a.bpt', held.toString('base64')] });
  const first = await pullInto(from.portal, 'en');
  expect(told(await planOf(first, from.portal, 'en', { state: stateOf(first, from.portal) }))).toEqual([]);
  const { plan } = await planOf(first, to.portal, 'en', { ids: false });
  expect(plan!.steps['create template.wait']!.call.params['TEMPLATE_DATA']).toEqual(['wait.bpt', { $template: expect.any(String), ids: [], steps: [] }]);
  expect(await applyTo(first, to.portal, 'en')).toEqual([]);
  expect((await pullInto(to.portal, 'en')).pulled.files.get('template.wait')!.file.base64).toBe(first.pulled.files.get('template.wait')!.file.base64);
});

describe('templates of others', () => {
  const byHand = async (shop: Shop, ...names: readonly string[]): Promise<void> => {
    const data: any = structuredClone(shop.portal.data());
    const [first] = data.tables.workflowTemplates;
    data.tables.workflowTemplates = names.map((NAME, index) => ({ ...first, ID: first.ID + index * 2, NAME, SYSTEM_CODE: '' }));
    shop.portal.setData(data);
  };

  test('are left to whoever made them where they are, and made anew elsewhere', async () => {
    const [from, to] = [await donor(), await other()];
    await withTemplates(from);
    await byHand(from, 'Inspection');
    const first = await pullInto(from.portal, 'en');
    expect(first.pulled.remarks).toContainEqual({ address: 'template.inspection', reason: expect.stringMatching(/^made by hand: it is left to that hand where it is, and made anew/) });
    expect(stateOf(first, from.portal).entries['template.inspection']).toBeUndefined();
    const planned = await planOf(first, from.portal, 'en', { state: stateOf(first, from.portal) });
    expect([told(planned), planned.plan!.recorded]).toEqual([[], []]);
    expect(await applyTo(first, to.portal, 'en')).toEqual([]);
    expect(await to.app('bizproc.workflow.template.list', { SELECT: ['NAME', 'SYSTEM_CODE'] })).toEqual([{ NAME: 'Inspection', SYSTEM_CODE: expect.stringMatching(/^rest_app_/) }]);
    expect((await pullInto(to.portal, 'en')).files.get('config/templates.yaml')).toBe(first.files.get('config/templates.yaml'));
  });

  test('of one name are one too many for files, and said to be', async () => {
    const shop = await donor();
    await withTemplates(shop);
    await byHand(shop, 'Inspection', 'Inspection', '');
    const first = await pullInto(shop.portal, 'en');
    expect([...first.pulled.files.keys()]).toEqual(['template.inspection']);
    expect(first.pulled.left.filter(({ address }) => address.startsWith('template.')).map(({ address, reason }) => [address, reason.slice(0, 14)])).toEqual([
      ['template.inspection-2', 'it has no name'], [expect.stringMatching(/^template\.template-\d+$/), 'it has no name'],
    ]);
    expect(told(await planOf(first, shop.portal, 'en'))).toEqual([]);
  });

  test('for documents that files know nothing of are named, and not written', async () => {
    const shop = await donor();
    await withTemplates(shop);
    const data: any = structuredClone(shop.portal.data());
    Object.assign(data.tables.workflowTemplates[1], { MODULE_ID: 'disk', ENTITY: 'Bitrix\\Disk\\BizProcDocument', DOCUMENT_TYPE: 'STORAGE_1' });
    shop.portal.setData(data);
    const { pulled } = await pullInto(shop.portal, 'en');
    expect([...pulled.files.keys()]).toEqual(['template.inspection']);
    expect(pulled.left).toContainEqual({ address: 'template.repair-by-states', reason: expect.stringContaining('STORAGE_1') });
  });
});

test('people and lists that nobody lets us look up stay as they are, and the rest is pulled', async () => {
  const shop = await donor();
  const ids = await withTemplates(shop);
  const portal = await startSandbox({ clockScale: CLOCK, scopes: ['crm', 'userfieldconfig', 'bizproc'] });
  onTestFinished(portal.close);
  await asApplication(portal, 'local.donor', ['bizproc']);
  const data = structuredClone(shop.portal.data());
  portal.setData({ ...data, tables: { ...data.tables, applications: portal.data().tables['applications']!, tokens: portal.data().tables['tokens']! } });
  const { pulled } = await pullInto(portal, 'en');
  const reasons = pulled.remarks.filter(({ address }) => address === 'template.inspection').map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason.includes('the user'))).toEqual([expect.stringContaining(`nothing in the files stands for the user ${ids.engineer}: it stays as it is, at Осмотр насоса: Permission.read.0; Осмотр насоса / Fill in: FieldValue.ASSIGNED_BY_ID.0; `)]);
  expect(reasons.filter((reason) => reason.includes('the list'))).toEqual(['nothing in the files stands for the list 7: it stays as it is, at Осмотр насоса / Is it broken? / Broken / Note in the list: DocumentType.2']);
  expect(pulled.files.get('template.inspection')!.file.mentions.references).toEqual(new Map([...pulled.files.get('template.inspection')!.file.mentions.references!].filter(([token]) => !/^(user|list):/.test(token))));
});

test('a part of a portal is pulled with what leads out of it as it is', async () => {
  const shop = await donor();
  await withTemplates(shop);
  const data: any = structuredClone(shop.portal.data());
  Object.assign(data.tables.workflowTemplates[1], { MODULE_ID: 'lists', ENTITY: 'Bitrix\\Lists\\BizprocDocumentLists', DOCUMENT_TYPE: 'iblock_7', NAME: 'Order of parts' });
  shop.portal.setData(data);
  const whole = await pullInto(shop.portal, 'en');
  expect(parse(whole.files.get('config/templates.yaml')!).templates['order-of-parts']).toMatchObject({ documentType: 'list.parts' });
  expect(told(await planOf(whole, shop.portal, 'en'))).toEqual([]);
  const part = await pullInto(shop.portal, 'en', { isWanted: (address) => address === 'template.order-of-parts' });
  expect([...part.files.keys(), ...part.pulled.files.keys()]).toEqual(['config/templates.yaml', 'template.order-of-parts']);
  expect(part.pulled.remarks.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^nothing in the files stands for the stage DT\d+_\d+:WAITING: it stays as it is, at Repair by states \/ Waiting \/ On entry \/ Set the stage: FieldValue\.STAGE_ID$/));
  expect(told(await planOf(part, shop.portal, 'en'))).toEqual([]);
});

describe('what a file that was pulled speaks of', () => {
  const carried = async (): Promise<{ readonly from: Shop; readonly to: Shop; readonly files: Record<string, string | Uint8Array> }> => {
    const [from, to] = [await donor(), await other()];
    await withTemplates(from);
    const { pulled, files } = await pullInto(from.portal, 'en');
    const beside = [...pulled.files.values()].map(({ file }) => [`config/${file.$file}`, Buffer.from(file.base64, 'base64')] as const);
    return { from, to, files: Object.fromEntries<string | Uint8Array>([...files, ...beside]) };
  };

  test('must be declared: what is not is told at the template', async () => {
    const { to, files } = await carried();
    const pump = String(files['config/smart-processes/pump.yaml']).replace('SERIAL:', 'NUMBER:');
    expect(told(await planOf(folderOf({ ...files, 'config/smart-processes/pump.yaml': pump }), to.portal, 'en', { ids: false }))).toEqual([
      expect.stringMatching(/^config\/templates\.yaml:2 the file speaks of smartProcess\.pump\/field\.SERIAL, which is not declared declare it under that name/),
    ]);
  });

  test('and is of that portal alone is said where it would be sent', async () => {
    const { to, files } = await carried();
    const { plan } = await planOf(folderOf(files), to.portal, 'en', { ids: false });
    const change = plan!.changes.find(({ address }) => address === 'template.inspection')!;
    expect(change.risks).toEqual([
      'the file calls activities of this application, which must be there: create-invoice',
      'the file speaks of an id of the portal it was pulled from, which stays as it is: the group group_hr3 (Осмотр насоса: Permission.read.2)',
    ]);
    expect(change.properties.find(({ path }) => path === 'file.refs')!.after).toContainEqual({ $ref: 'smartProcess.pump/field.STATE/option.broken' });
  });

  test('is sent again when somebody draws it anew, and not when it was only pulled elsewhere', async () => {
    const { from, to, files } = await carried();
    expect(await applyTo(folderOf(files), to.portal, 'en')).toEqual([]);
    const there = await pullInto(to.portal, 'en');
    const state = stateOf(there, to.portal);
    expect(told(await planOf(folderOf(files), to.portal, 'en', { state, ids: false }))).toEqual([]);
    const data: any = structuredClone(from.portal.data());
    data.tables.workflowTemplates[1].TEMPLATE[0].Properties.InitialStateName = 'S2';
    from.portal.setData(data);
    const changed = await pullInto(from.portal, 'en');
    expect(told(await planOf(changed, to.portal, 'en', { state, ids: false }))).toEqual([expect.stringMatching(/^update template\.repair-by-states /)]);
  });
});

test('activities and robots are written as what nothing is made of', async () => {
  const shop = await donor();
  await shop.app('bizproc.robot.add', { CODE: 'call.client', HANDLER: 'https://shop.example.com/call', NAME: 'Call the client' });
  const first = await pullInto(shop.portal, 'en');
  expect([parse(first.files.get('config/activities.yaml')!), parse(first.files.get('config/robots.yaml')!)]).toEqual([
    { activities: { 'create-invoice': { enabled: false } } }, { robots: { 'call-client': { enabled: false, code: 'call.client' } } },
  ]);
  expect(first.pulled.left.filter(({ address }) => /^(activity|robot)/.test(address))).toEqual(['activity.create-invoice', 'robot.call-client'].map((address) => ({ address, reason: 'the portal tells its code and nothing else of it: it is written switched off, to be completed' })));
  expect(told(await planOf(first, shop.portal, 'en', { state: stateOf(first, shop.portal) }))).toEqual([]);
  expect((await planOf(first, shop.portal, 'en', { state: stateOf(first, shop.portal) })).plan!.leftAlone.filter(({ address }) => /^(activity|robot)/.test(address))).toEqual([]);
  expect(told(await planOf(first, (await other()).portal, 'en', { ids: false })).filter((line) => /activity|robot/.test(line))).toEqual([]);
});

// Workflow templates, pulled into files and carried to a portal where everything has other ids.

import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { serialized } from '../bpt.ts';
import { APPLICATION_SCOPES } from '../kinds/recreate.ts';
import { applyTo, asApplication, CLOCK, folderOf, planOf, pullInto, stateOf, told } from '../pulled-world.ts';
import { sequential, stateMachine, variables, type ShopIds } from '../repair-workflow.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';

const SHOP = `smartProcesses:
  pump:
    title: Pump
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number }
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

async function opened(clientId: string, before: string | undefined, people: (id: number) => number): Promise<Shop> {
  const portal = await startSandbox({ clockScale: CLOCK });
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
const donor = async (): Promise<Shop> => {
  const shop = await opened('local.donor', undefined, (id) => id);
  expect(await applyTo(folderOf({ 'config/shop.yaml': SHOP }), shop.portal, 'en')).toEqual([]);
  return shop;
};
const other = (): Promise<Shop> => opened('local.other', BEFORE, (id) => (id === 1 ? 1 : id + 20));

async function idsOf({ portal, clientId }: Shop): Promise<ShopIds> {
  const call = async (method: string, params: object = {}): Promise<any> =>
    ((await (await fetch(`${portal.url}${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) })).json()) as any).result;
  const type = (await call('crm.type.list')).types.find(({ title }: any) => title === 'Pump');
  const { fields } = await call('userfieldconfig.list', { moduleId: 'crm', select: { 0: '*' }, filter: {} });
  const [serial, state] = ['SERIAL', 'STATE'].map((code) => fields.find(({ fieldName }: any) => fieldName === `UF_CRM_${type.id}_${code}`));
  const options = (await call('userfieldconfig.get', { moduleId: 'crm', id: Number(state.id) })).field.enum;
  const funnel = (await call('crm.category.list', { entityTypeId: type.entityTypeId })).categories[0].id;
  const people = await call('user.get');
  const [list] = await call('lists.get', { IBLOCK_TYPE_ID: 'lists' });
  return {
    type: type.entityTypeId, serial: serial.fieldName, state: state.fieldName, funnel: Number(funnel), waiting: `DT${type.entityTypeId}_${funnel}:WAITING`,
    works: Number(options.find(({ value }: any) => value === 'Works').id), broken: Number(options.find(({ value }: any) => value === 'Broken').id),
    contract: fields.find(({ fieldName }: any) => /CONTRACT$/.test(fieldName)).fieldName, engineer: Number(people.find(({ EMAIL }: any) => EMAIL === 'engineer@example.test').ID),
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
    expect(pulled.remarks).toEqual([{ address: 'template.inspection', reason: 'the group group_hr3 fits this portal alone and stays as it is, at Осмотр насоса: Permission.read.2' }]);
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
    const [ids] = [await withTemplates(from), await to.app('bizproc.activity.add', { CODE: 'create-invoice', HANDLER: 'https://shop.example.com/invoice', NAME: 'Make an invoice' })];
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

// Portals as agencies find them, built through the portal's own API: pulled whole, planned empty, and what could not be
// named or written is said.

import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { applyTo, CLOCK, planOf, pullInto, stateOf, told } from '../pulled-world.ts';

type Ask = (method: string, params: object) => Promise<any>;

async function portal(language: 'en' | 'ru' = 'en'): Promise<{ readonly portal: Sandbox; readonly ask: Ask }> {
  const opened = await startSandbox({ clockScale: CLOCK, language, limits: { burst: 100_000 } });
  onTestFinished(opened.close);
  const ask: Ask = async (method, params) => {
    const answer = await fetch(`${opened.url}${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
    const body = (await answer.json()) as any;
    if (body.error !== undefined) throw new Error(`${method}: ${JSON.stringify(body)}`);
    return body.result;
  };
  return { portal: opened, ask };
}

const type = async (ask: Ask, title: string, more: object = {}): Promise<{ id: number; entityTypeId: number }> => (await ask('crm.type.add', { fields: { title, isStagesEnabled: 'Y', isCategoriesEnabled: 'Y', ...more } })).type;
const field = async (ask: Ask, typeId: number, name: string, label: string | undefined, more: object = {}): Promise<void> =>
  void (await ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${typeId}`, fieldName: `UF_CRM_${typeId}_${name}`, userTypeId: 'string', ...(label === undefined ? {} : { editFormLabel: { en: label, ru: label } }), ...more } }));

/** Both with and without a memory the files find everything, and a second pull says the same. */
async function foundAgain(world: Sandbox, language: 'en' | 'ru' = 'en'): ReturnType<typeof pullInto> {
  const pulled = await pullInto(world, language);
  expect(told(await planOf(pulled, world, language, { state: stateOf(pulled, world) }))).toEqual([]);
  expect(told(await planOf(pulled, world, language))).toEqual([]);
  expect((await pullInto(world, language)).files).toEqual(pulled.files);
  return pulled;
}
const keysOf = (files: ReadonlyMap<string, string>, file: string, ...path: readonly string[]): string[] =>
  Object.keys(path.reduce((tree: any, key) => tree[key], parse(files.get(file)!)));

describe('pull', () => {
  test('numbers smart processes of one title in the order they were made, whatever else they hold', async () => {
    const { portal: world, ask } = await portal();
    for (let index = 0; index < 12; index += 1) await type(ask, index % 3 === 0 ? 'Repairs' : `Site ${index}`);
    const { files } = await foundAgain(world);
    expect([...files.keys()].filter((name) => name.includes('smart-processes/repairs'))).toEqual(['repairs-2', 'repairs-3', 'repairs-4', 'repairs'].map((name) => `config/smart-processes/${name}.yaml`));
  });

  test('makes keys of Cyrillic names, and of names with nothing to make a key of their number', async () => {
    const { portal: world, ask } = await portal('ru');
    const { id, entityTypeId } = await type(ask, 'Заявка на ремонт №1');
    await type(ask, '🔧🔧');
    await field(ask, id, '1737036800', 'Серийный номер');
    await field(ask, id, '1737036801', 'Серийный номер');
    await field(ask, id, '1737036802', '📷');
    await ask('crm.category.add', { entityTypeId, fields: { name: 'Щёлковский цех' } });
    const { files, pulled } = await foundAgain(world, 'ru');
    const file = 'config/smart-processes/zayavka-na-remont-no1.yaml';
    expect(keysOf(files, file, 'smartProcesses', 'zayavka-na-remont-no1', 'fields')).toEqual(['SERIYNYY_NOMER', 'SERIYNYY_NOMER_2', expect.stringMatching(/^FIELD_\d+$/)]);
    expect(keysOf(files, file, 'smartProcesses', 'zayavka-na-remont-no1', 'funnels')).toEqual(['obschee', 'schyolkovskiy-tsekh']);
    expect([...pulled.named.values()].filter(({ nameless }) => nameless).map(({ address }) => address)).toEqual([expect.stringMatching(/^smartProcess\.smartprocess-\d+$/), expect.stringMatching(/\/field\.FIELD_\d+$/)]);
  });

  test('takes fields without labels as they are', async () => {
    const { portal: world, ask } = await portal();
    const { id } = await type(ask, 'Equipment');
    await field(ask, id, 'SERIAL', undefined);
    await field(ask, id, '1737036800', undefined);
    const { files } = await foundAgain(world);
    expect(parse(files.get('config/smart-processes/equipment.yaml')!).smartProcesses.equipment.fields.SERIAL).toEqual({ type: 'string' });
  });

  test('numbers funnels of one name', async () => {
    const { portal: world, ask } = await portal();
    const { entityTypeId } = await type(ask, 'Equipment');
    for (let index = 0; index < 3; index += 1) await ask('crm.category.add', { entityTypeId, fields: { name: 'Repair', sort: 600 } });
    const { files } = await foundAgain(world);
    expect(keysOf(files, 'config/smart-processes/equipment.yaml', 'smartProcesses', 'equipment', 'funnels')).toEqual(['general', 'repair', 'repair-2', 'repair-3']);
  });

  test('tells UF_CRM_X from UF_CRM_DEAL_X', async () => {
    const { portal: world, ask } = await portal();
    await ask('crm.deal.userfield.add', { fields: { FIELD_NAME: 'CONTRACT', USER_TYPE_ID: 'string', EDIT_FORM_LABEL: { en: 'Contract' } } });
    await ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_CONTRACT', userTypeId: 'string', editFormLabel: { en: 'Contract' } } });
    const { files } = await foundAgain(world);
    expect(keysOf(files, 'config/crm/deal.yaml', 'crm', 'deal', 'fields')).toEqual(['CONTRACT', 'CONTRACT_2']);
  });

  test('says which fields are of a type that files do not have, and minds no field of a type that is gone', async () => {
    const { portal: world, ask } = await portal();
    const { id } = await type(ask, 'Equipment');
    await field(ask, id, 'SERIAL', 'Serial');
    const rows = world.data().tables['fields']!;
    rows.push({ ...structuredClone(rows.at(-1)!), id: 9001, entityId: 'CRM_777', fieldName: 'UF_CRM_777_LOST' });
    rows.push({ ...structuredClone(rows.at(-2)!), id: 9002, fieldName: `UF_CRM_${id}_VIDEO`, userTypeId: 'video' });
    const { pulled } = await foundAgain(world);
    expect(pulled.left).toContainEqual({ address: 'smartProcess.equipment/field.VIDEO', reason: expect.stringContaining('video') });
  });

  test('takes 300 fields on one type and 200 funnels, and builds them again elsewhere', { timeout: 300_000 }, async () => {
    const { portal: world, ask } = await portal();
    const { id, entityTypeId } = await type(ask, 'Equipment');
    for (let index = 0; index < 300; index += 1) await field(ask, id, `F${index}`, `Field ${index}`);
    for (let index = 0; index < 200; index += 1) await ask('crm.category.add', { entityTypeId, fields: { name: `Line ${index}`, sort: 1000 + index } });
    const first = await foundAgain(world);
    const second = await portal();
    expect(await applyTo(first, second.portal, 'en')).toEqual([]);
    expect((await pullInto(second.portal, 'en')).files).toEqual(first.files);
  });
});

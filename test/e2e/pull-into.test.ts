// What was changed on a portal by hand, pulled into the files of the project that made it: with the real binary.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { story, type Story } from './harness.ts';

const PROJECT = `bxform: 1
project: workshop
portals: { env: { language: en } }
include: [config/**/*.yaml]
variables:
  shop: Repair shop
`;

const EQUIPMENT = `# What the workshop repairs.
smartProcesses:
  equipment: # devices of clients
    title: Equipment
    settings:
      stages: true # repairs go through stages
      openPermissions: false

    fields:
      # printed on the case
      SERIAL: { type: string, label: Serial number, mandatory: true } # always there
      STATE:
        type: enumeration
        label: { en: State, ru: Состояние }
        options:
          works: Works   # as new
          broken: Broken
          lost: Lost
      SHOP: { type: string, label: "\${var.shop}" }

    funnels:
      repair:
        name: 'Repair' # the only one
        default: true
        stages:
          # where everything begins
          NEW: { name: Reported, color: 22B9FF }
          WORK: { name: In repair, color: FFA900 } # on the bench
          TEST: { name: Testing, color: 7BD500 }
          SUCCESS: { name: Repaired, color: 7BD500 }
          FAIL: { name: Written off, color: FF5752 }
`;

const filesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.bxform')).map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`).sort().join('\n');
const fileIn = (s: Story, path: string): string => readFileSync(join(s.folder, path), 'utf8');
const withoutState = (s: Story): void => rmSync(join(s.folder, '.bxform'), { recursive: true, force: true });

async function planIsEmpty(s: Story): Promise<void> {
  const plan = await s.bxform('plan', '--detailed-exitcode');
  expect([plan.stdout, plan.stderr, plan.code]).toEqual([expect.stringContaining('No changes.'), '', 0]);
}

async function applied(files: Record<string, string>): Promise<Story> {
  const s = await story({ 'bxform.yaml': PROJECT, ...files });
  const run = await s.bxform('apply', '--yes');
  expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('error')]);
  return s;
}

const typeOf = async (s: Story, title: string): Promise<any> => (await s.call('crm.type.list')).types.find((type: any) => type.title === title);
const fieldsOf = async (s: Story, type: any): Promise<any[]> => (await s.call('userfieldconfig.list', { moduleId: 'crm', select: { 0: '*' }, filter: { entityId: `CRM_${type.id}` } })).fields;
const fieldOf = async (s: Story, type: any, name: string): Promise<any> => {
  const { id } = (await fieldsOf(s, type)).find((field) => field.fieldName.endsWith(`_${name}`));
  return (await s.call('userfieldconfig.get', { moduleId: 'crm', id })).field;
};

/** Labels, stages, the funnel, options, a field and a smart process, as somebody with the portal open would. */
async function byHand(s: Story): Promise<void> {
  const type = await typeOf(s, 'Equipment');
  const serial = await fieldOf(s, type, 'SERIAL');
  await s.call('userfieldconfig.update', { moduleId: 'crm', id: serial.id, field: { editFormLabel: { en: 'Serial no.' }, mandatory: 'N' } });
  const state = await fieldOf(s, type, 'STATE');
  await s.call('userfieldconfig.update', { moduleId: 'crm', id: state.id, field: { editFormLabel: { en: 'Condition', ru: 'Состояние' }, enum: state.enum.filter(({ value }: any) => value !== 'Lost') } });
  await s.call('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${type.id}`, fieldName: `UF_CRM_${type.id}_1737000000`, userTypeId: 'date', editFormLabel: { en: 'Bought on' } } });
  const { categories: [funnel] } = await s.call('crm.category.list', { entityTypeId: type.entityTypeId });
  await s.call('crm.category.update', { entityTypeId: type.entityTypeId, id: funnel.id, fields: { name: 'Repairs' } });
  const entityId = `DYNAMIC_${type.entityTypeId}_STAGE_${funnel.id}`;
  const stages = (await s.call('crm.status.list', { filter: { ENTITY_ID: entityId } })) as any[];
  const test = stages.find(({ NAME }) => NAME === 'Testing');
  const work = stages.find(({ NAME }) => NAME === 'In repair');
  await s.call('crm.status.update', { id: test.ID, fields: { NAME: 'Testing', SORT: Number(work.SORT) - 1 } });
  await s.call('crm.status.add', { fields: { ENTITY_ID: entityId, STATUS_ID: 'PARTS', NAME: 'Waiting for parts', SORT: Number(work.SORT) + 1, COLOR: '#22B9FF' } });
  await s.call('crm.type.add', { fields: { title: 'Site', isOpenForEveryone: 'Y' } });
}

describe('pull --into', () => {
  test('says in the files what was changed by hand, and leaves every other byte', async () => {
    const s = await applied({ 'config/equipment.yaml': EQUIPMENT });
    await byHand(s);
    const pulled = await s.bxform('pull', '--into', '.');
    expect([pulled.stderr, pulled.code]).toEqual(['', 0]);
    await expect(pulled.stdout).toMatchFileSnapshot('golden/pull-into.txt');
    await planIsEmpty(s);
    withoutState(s);
    await planIsEmpty(s);
  });
});

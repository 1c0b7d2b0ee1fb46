import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { constantsOf, type Constants } from '../../src/report/constants.ts';
import { constantsPhp } from '../../src/report/constants-php.ts';
import { constantsPython } from '../../src/report/constants-python.ts';
import { constantsTs } from '../../src/report/constants-ts.ts';
import { serviceDesk, STAGING, thing, whose } from './service-desk-constants.ts';

/** The tree as plain objects. */
const plain = ({ entries }: Constants): object => Object.fromEntries([...entries].map(([key, { value }]) => [key, typeof value === 'object' ? plain(value) : value]));
const { constants, problems } = serviceDesk(STAGING);
const type = 'smartProcess.equipment';
const field = (key: string, fieldName: string, ...beside: readonly string[]) =>
  thing(`${type}/field.${key}`, 'field', 'fields', key, { parent: type, ids: { id: 1, fieldName }, beside: beside.map((name) => ({ id: 2, fieldName: name })), place: { file: 'equipment.yaml', line: 7, col: 7 } });
const equipment = thing(type, 'smartProcess', 'smartProcesses', 'equipment', { ids: { id: 41, entityTypeId: 1040 } });

describe('constants of a portal', () => {
  test('stand under the sections and keys of the files, with ids as records and calls have them', () => {
    expect(problems).toEqual([]);
    expect(plain(constants)).toEqual({
      name: 'staging',
      host: 'acme.bitrix24.eu',
      smartProcesses: {
        equipment: {
          entityTypeId: 1040,
          typeId: 41,
          fields: { SERIAL: { name: 'ufCrm41Serial', column: 'UF_CRM_41_SERIAL' }, STATE: { name: 'ufCrm41State', column: 'UF_CRM_41_STATE', options: { ok: 52, class: 53 } } },
          funnels: { main: { id: 5, stages: { NEW: 'DT1040_5:NEW' } } },
        },
      },
      crm: {
        deal: {
          entityTypeId: 2,
          fields: { CONTRACT_2: { name: 'ufCrm_DEAL_CONTRACT_2', column: 'UF_CRM_DEAL_CONTRACT_2' } },
          funnels: { default: { id: 0, stages: { NEW: 'NEW' } }, service: { id: 6, stages: { NEW: 'C6:NEW' } } },
        },
        lead: { entityTypeId: 1, stages: { NEW: 'NEW' } },
      },
      dictionaries: { SOURCE: { code: 'SOURCE', entries: { EXPO: 'EXPO' } } },
      workplaces: { service: { id: 60 } },
      triggers: { 'call-back': { code: 'call-back' } },
      outputs: { foreman: { id: 61 } },
    });
  });

  test.each([
    ['ts', constantsTs],
    ['php', constantsPhp],
    ['python', constantsPython],
  ] as const)('are the same file every time: %s', async (format, written) => {
    expect(written(whose, serviceDesk(STAGING).constants)).toBe(written(whose, constants));
    await expect(written(whose, constants)).toMatchFileSnapshot(`golden/constants.${format === 'python' ? 'py' : `${format}.txt`}`);
  });

  test('leave out and report, at its line, the name of a field that shares it with another on the portal', () => {
    const made = constantsOf({ ...whose, things: [equipment, field('SERIAL_NO', 'UF_CRM_41_SERIAL_NO', 'UF_CRM_41_SERIAL__NO', 'UF_CRM_41_OTHER')], named: [] });
    expect(plain(made.constants)).toMatchObject({ smartProcesses: { equipment: { fields: { SERIAL_NO: { column: 'UF_CRM_41_SERIAL_NO' } } } } });
    expect(JSON.stringify(plain(made.constants))).not.toContain('ufCrm');
    expect(made.problems).toMatchObject([{ code: 'constant-ambiguous', level: 'error', address: `${type}/field.SERIAL_NO`, place: { file: 'equipment.yaml', line: 7 }, hint: expect.stringContaining('useOriginalUfNames') }]);
    expect(made.problems[0]!.message).toMatch(/ufCrm41SerialNo .*UF_CRM_41_SERIAL_NO, UF_CRM_41_SERIAL__NO$/);
  });

  test('say once that two declared fields share a name, for each of them, also where the project named one', () => {
    const both = [field('A_B', 'UF_CRM_41_A_B', 'UF_CRM_41_A__B'), field('A__B', 'UF_CRM_41_A__B', 'UF_CRM_41_A_B')];
    const made = constantsOf({ ...whose, things: [equipment, ...both], named: [['best', both[0]!]] });
    expect(made.problems.map(({ address }) => address)).toEqual([`${type}/field.A_B`, `${type}/field.A__B`]);
  });

  test('are a value by themselves only where nothing can stand below', () => {
    const alone = ['option', 'stage', 'entry'];
    expect(KINDS.filter(({ parents = [] }) => parents.some((parent) => alone.includes(parent))).map(({ name }) => name)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { readIds } from '../../src/engine/load.ts';
import { write } from './load-project.ts';

const DECLARED = ['smartProcess.equipment', 'deal/field.SERIAL', 'dictionary.SOURCE/entry["1/2"]', 'relation(deal,smartProcess.equipment)'];
const reading = async (text: string | undefined, portal = 'staging') =>
  readIds(await write(text === undefined ? {} : { 'ids/staging.yaml': text }), portal, (address) => DECLARED.includes(address));
const told = async (text: string): Promise<string[]> =>
  (await reading(text)).problems.map(({ code, level, place }) => `${place!.file}:${place!.line}:${place!.col} ${level} ${code}`);

describe('ids of a portal', () => {
  test('are read by address, numbers as numbers and codes as texts', async () => {
    const { ids, problems } = await reading('# of the staging portal\nsmartProcess.equipment: { id: 16, entityTypeId: 1040 }\ndeal/field.SERIAL:\n  fieldName: UF_CRM_1737036800\n\'dictionary.SOURCE/entry["1/2"]\': { statusId: "7" }\nrelation(deal,smartProcess.equipment): { id: 3 }\n');
    expect(problems).toEqual([]);
    expect(Object.fromEntries(ids)).toEqual({
      'smartProcess.equipment': { id: 16, entityTypeId: 1040 }, 'deal/field.SERIAL': { fieldName: 'UF_CRM_1737036800' },
      'dictionary.SOURCE/entry["1/2"]': { statusId: '7' }, 'relation(deal,smartProcess.equipment)': { id: 3 },
    });
  });

  test.each([['no file', undefined], ['an empty file', ''], ['blanks', ' \n\n']])('are none when there is %s', async (_what, text) => {
    expect(await reading(text)).toEqual({ ids: new Map(), problems: [] });
  });

  test('are none when there are only remarks', async () => {
    const { ids, problems } = await reading('# nothing yet\n');
    expect([ids.size, problems.filter(({ level }) => level !== 'warning')]).toEqual([0, []]);
  });

  test('of another portal are not looked at', async () => {
    expect((await reading('deal/field.SERIAL: [wrong]\n', 'production')).problems).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    ['a list', '- deal/field.SERIAL\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['a word', 'UF_CRM_1\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['an id without its name', 'deal/field.SERIAL: UF_CRM_1\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['nothing under an address', 'deal/field.SERIAL:\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['no names', 'deal/field.SERIAL: {}\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['an empty id', 'deal/field.SERIAL: { fieldName: "" }\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['an id that is none', 'deal/field.SERIAL: { fieldName: ~ }\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['a yes', 'deal/field.SERIAL: { id: true }\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['a list of ids', 'deal/field.SERIAL:\n  id: [1, 2]\n', ['ids/staging.yaml:1:1 error wrong-type']],
    ['several mistakes at once', 'deal/field.SERIAL: 1\nsmartProcess.equipment: 2\ndeal/field.SERAIL: { id: 1 }\n', ['ids/staging.yaml:1:1 error wrong-type', 'ids/staging.yaml:2:1 error wrong-type', 'ids/staging.yaml:3:1 warning unknown-address']],
    ['an address nobody declares', 'lead/stage.NEW: { id: 5 }\n', ['ids/staging.yaml:1:1 warning unknown-address']],
  ])('%s is told where it stands', async (_what, text, problems) => {
    expect(await told(text)).toEqual(problems);
  });

  test('that are no YAML are told at their line', async () => {
    const [first] = await told('deal/field.SERIAL: { id: 1\nsmartProcess.equipment: { id: 2 }\n');
    expect(first).toMatch(/^ids\/staging\.yaml:[12]:\d+ error /);
  });

  test('written twice are told at the second', async () => {
    const found = await told('deal/field.SERIAL: { id: 1 }\ndeal/field.SERIAL: { id: 2 }\n');
    expect(found).toEqual([expect.stringMatching(/^ids\/staging\.yaml:2:\d+ error /)]);
  });
});

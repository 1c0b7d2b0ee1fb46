import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Plan, PropertyChange } from '../../src/model/plan.ts';
import { planText } from '../../src/report/plan-text.ts';
import { emptyPlan, repairPlan } from './repair-plan.ts';

const plain = { color: false };
const lines = (text: string): readonly string[] => text.trimEnd().split('\n');
const planOf = (...changes: readonly Change[]): Plan => ({ ...emptyPlan, changes, recorded: [], leftAlone: [] });
const updateOf = (...properties: readonly PropertyChange[]): Plan =>
  planOf({ address: 'smartProcess.equipment', kind: 'smartProcess', action: 'update', properties });

describe('the text of a plan', () => {
  test('tells the whole story of the repair shop', async () => {
    await expect(planText(repairPlan, plain)).toMatchFileSnapshot('golden/plan.txt');
  });

  test('is the same story in colour', async () => {
    const coloured = planText(repairPlan, { color: true });
    await expect(coloured).toMatchFileSnapshot('golden/plan-colour.txt');
    expect(stripVTControlCharacters(coloured)).toBe(planText(repairPlan, plain));
  });

  test('says that nothing changes after the remarks about what is recorded and left alone', async () => {
    await expect(planText(emptyPlan, plain)).toMatchFileSnapshot('golden/plan-empty.txt');
  });

  test('is two lines when there is nothing to say', () => {
    expect(planText(planOf(), plain)).toBe(
      'Plan for field-service on staging (acme.bitrix24.eu)\n\nNo changes. The portal matches the configuration.\n',
    );
  });

  test('ends with the sum, also when everything is blocked and nothing would be sent', () => {
    const blocked = planOf({ address: 'smartProcess.request', kind: 'smartProcess', action: 'blocked', properties: [] });
    expect(lines(planText({ ...blocked, usage: { requests: 0, commands: 0, seconds: 0 } }, plain)).at(-1)).toBe(
      'Plan: 0 to create, 0 to update, 0 to delete, 0 to adopt; 1 blocked. Needs no HTTP requests.',
    );
  });

  test('puts a relation between two smart processes under the parent', () => {
    const relation = planOf({ address: 'relation(smartProcess.equipment,smartProcess.request)', kind: 'relation', action: 'create', properties: [] });
    expect(lines(planText(relation, plain)).slice(2, 4)).toEqual([
      'smartProcess.equipment',
      '  + create  relation(smartProcess.equipment,smartProcess.request)',
    ]);
  });

  test('repeats blocked steps, deletes and risks beside the sum of a long plan, and not of a short one', () => {
    const deleted: Change = { address: 'smartProcess.equipment/field.OLD', kind: 'field', action: 'delete', properties: [] };
    const many = Array.from({ length: 50 }, (_, at): Change => ({ ...deleted, action: 'create', address: `smartProcess.equipment/field.F${at}` }));
    const long = lines(planText(planOf(deleted, ...many), plain));
    expect(long.slice(-4, -2)).toEqual(['To think about before applying:', '  - delete smartProcess.equipment/field.OLD']);
    expect(planText(planOf(deleted), plain)).not.toContain('To think about');
  });

  test('shows a changed list of many items item by item', () => {
    const refs = (...keys: readonly string[]) => keys.map((key) => ({ $ref: `smartProcess.${key}` }));
    const plan = updateOf({ path: 'settings.linkedTo', before: refs('visit', 'machine', 'contract'), after: refs('visit', 'contract', 'invoice', 'warehouse') });
    expect(lines(planText(plan, plain)).slice(3, 9)).toEqual([
      '    settings.linkedTo',
      '        smartProcess.visit',
      '      - smartProcess.machine',
      '        smartProcess.contract',
      '      + smartProcess.invoice',
      '      + smartProcess.warehouse',
    ]);
  });

  test('shows a new text of several lines as a block', () => {
    expect(lines(planText(updateOf({ path: 'description', after: 'Look.\nWrite it down.' }), plain)).slice(3, 6)).toEqual([
      '    description',
      '      | Look.',
      '      | Write it down.',
    ]);
  });

  test('shows a long text that was written anew as the old and the new one', () => {
    const plan = updateOf({ path: 'description', before: 'old '.repeat(30).trim(), after: 'new '.repeat(30).trim() });
    expect(lines(planText(plan, plain)).slice(4, 6)).toEqual([`      - ${'old '.repeat(30).trim()}`, `      + ${'new '.repeat(30).trim()}`]);
  });

  test('a text of thousands of other lines is cut and says by how much', () => {
    const text = (word: string): string => Array.from({ length: 5000 }, (_, at) => `${word} ${at}`).join('\n');
    const shown = planText(updateOf({ path: 'description', before: text('old'), after: text('new') }), plain);
    expect(shown).toContain('+ new 199\n      + ... 4800 more lines');
  });

  test('a change with a cleared, an empty and an unset value tells them apart', () => {
    const plan = updateOf({ path: 'color', before: 'FF0000', after: null }, { path: 'name', before: '', after: 'New' }, { path: 'sort', after: 10 });
    expect(lines(planText(plan, plain)).slice(3, 6)).toEqual([
      '    color  "FF0000"    -> (none)',
      '    name   ""          -> "New"',
      '    sort   (not known) -> 10',
    ]);
  });
});

describe('names that anybody on the portal may have written', () => {
  const unsafe = /(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/u;
  const anyText = fc.string({ unit: 'binary' });

  test('cannot move the cursor, break a line or hide anything', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, value) => {
        const change: Change = {
          address: `smartProcess.equipment/stage[${JSON.stringify(name)}]`,
          kind: 'stage',
          action: 'blocked',
          name,
          reason: name,
          answers: [`adopt: ${name}`],
          risks: [name],
          place: { file: name, line: 1, col: 1 },
          properties: [
            { path: name, before: value, after: { [name]: [value] } },
            { path: 'text', before: `${value}\n${name}`.repeat(20), after: `${value}\n`.repeat(20) },
          ],
        };
        const plan: Plan = { ...planOf(change), project: name, leftAlone: [{ address: name, name }], recorded: [name], portal: { name, host: name, language: 'en' } };
        expect(planText(plan, plain)).not.toMatch(unsafe);
      }),
    );
  });

  test('cannot pass for a line of the plan', () => {
    const change: Change = { address: 'smartProcess.equipment', kind: 'smartProcess', action: 'create', name: 'x"\n\nNo changes.', properties: [] };
    expect(lines(planText(planOf(change), plain))[2]).toBe('+ create  smartProcess.equipment "x\\"\\n\\nNo changes."');
  });
});

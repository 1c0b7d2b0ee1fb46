import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { outputsDotenv } from '../../src/report/outputs-dotenv.ts';
import { outputsJson, outputsText, type OutputRow } from '../../src/report/outputs.ts';
import { complaints } from './output-schemas.ts';

const rows: readonly OutputRow[] = [
  { address: 'smartProcess.equipment', kind: 'smartProcess', name: 'Оборудование', ids: { id: 3, entityTypeId: 1040 } },
  { address: 'smartProcess.equipment/field.SERIAL', kind: 'field', name: 'Serial number', ids: { id: 77, fieldName: 'UF_CRM_3_SERIAL' } },
  { address: 'smartProcess.equipment/funnel.main/stage.NEW', kind: 'stage', name: 'New\u001B[2J', ids: { statusId: 'DT1040_12:NEW' } },
  { address: 'relation(deal,smartProcess.equipment)', kind: 'relation', ids: {} },
];
const outputs = { project: 'field-service', portal: { name: 'staging', host: 'acme.bitrix24.eu' }, rows };
const row = (address: string, ids: OutputRow['ids']): OutputRow => ({ address, kind: 'any', ids });

describe('outputs', () => {
  test('are a table for people', async () => {
    await expect(outputsText(outputs, { color: false })).toMatchFileSnapshot('golden/outputs.txt');
  });

  test('are addresses with ids and names for programs', async () => {
    await expect(outputsJson(outputs)).toMatchFileSnapshot('golden/outputs.json');
    expect(complaints('outputs', outputsJson(outputs))).toEqual([]);
  });

  test('say so when nothing is there yet', () => {
    expect(outputsText({ ...outputs, rows: [] }, { color: false })).toBe('Nothing declared here is on the portal yet.\n');
  });
});

describe('outputs as dotenv', () => {
  test('name a variable after the address and the id', async () => {
    const { text, problems } = outputsDotenv(rows);
    expect(problems).toEqual([]);
    expect(text).toContain('BXFORM_SMARTPROCESS_EQUIPMENT_ENTITY_TYPE_ID=1040\n');
    await expect(text).toMatchFileSnapshot('golden/outputs.env');
  });

  test('leave out and report two addresses that would share a variable', () => {
    const { text, problems } = outputsDotenv([row('dictionary.SOURCE-EXPO', { id: 1 }), row('dictionary.SOURCE_EXPO', { id: 2 }), row('deal', { id: 3 })]);
    expect(text).toBe('BXFORM_DEAL_ID=3\n');
    expect(problems).toMatchObject([{ code: 'dotenv-collision', message: expect.stringContaining('dictionary.SOURCE-EXPO, dictionary.SOURCE_EXPO') }]);
  });

  test('keep keys in other letters apart', () => {
    const { text } = outputsDotenv([row('department["Сервис"]', { id: 1 }), row('department["Склад"]', { id: 2 })]);
    expect(text).toBe('BXFORM_DEPARTMENT_U421U435U440U432U438U441_ID=1\nBXFORM_DEPARTMENT_U421U43AU43BU430U434_ID=2\n');
  });

  test('mean to a shell exactly the id, whatever is in it', () => {
    const awkward = 'C12:NEW $(id) `id` "x" \\n #!';
    const { text } = outputsDotenv([row('deal', { id: awkward })]);
    expect(execFileSync('sh', ['-c', `${text}printf %s "$BXFORM_DEAL_ID"`], { encoding: 'utf8' })).toBe(awkward);
  });

  test.each(["it's", 'two\nlines'])('refuse a value that no quoting makes safe everywhere: %j', (value) => {
    expect(outputsDotenv([row('deal', { id: value })])).toMatchObject({ text: '', problems: [{ code: 'dotenv-value' }] });
  });
});

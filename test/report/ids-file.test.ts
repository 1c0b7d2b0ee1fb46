import { expect, test } from 'vitest';
import type { Ids } from '../../src/model/plan.ts';
import { idsFile } from '../../src/report/ids-file.ts';

const serial: ReadonlyMap<string, Ids> = new Map([['deal/field.SERIAL', { fieldName: 'UF_CRM_1737036800' }]]);

test('the first id makes the file, with a word on what it is', () => {
  expect(idsFile('', serial)).toBe(
    '# What addresses are called on this portal, where the address does not tell. Written by bxform import and adopt; commit it.\n\ndeal/field.SERIAL: { fieldName: UF_CRM_1737036800 }\n',
  );
});

test('further ids are added below, and what people wrote stays', () => {
  const before = '# the old workshop\nsmartProcess.equipment: { entityTypeId: 1030 } # clicked together in 2019\ndeal/field.SERIAL: { fieldName: UF_CRM_1 }\n';
  expect(idsFile(before, new Map<string, Ids>([...serial, ['deal/funnel.service', { id: 3 }]]))).toBe(
    '# the old workshop\nsmartProcess.equipment: { entityTypeId: 1030 } # clicked together in 2019\ndeal/field.SERIAL: { fieldName: UF_CRM_1737036800 }\ndeal/funnel.service: { id: 3 }\n',
  );
});

test('numbers stay numbers, codes that look like numbers are texts, and addresses with quotes survive', () => {
  const text = idsFile('', new Map<string, Ids>([['dictionary.SOURCE/entry["1|AVITO"]', { statusId: '1' }], ['deal/funnel.service', { id: 3 }]]));
  expect(text.split('\n').slice(2)).toEqual([`dictionary.SOURCE/entry["1|AVITO"]: { statusId: "1" }`, 'deal/funnel.service: { id: 3 }', '']);
});

test('a line goes with the address that was renamed', () => {
  const before = 'smartProcess.machines: { entityTypeId: 1030 } # ours\nsmartProcess.machines/field.SERIAL: { fieldName: UF_CRM_7_1 }\ndeal/funnel.service: { id: 3 }\n';
  const renamed = (address: string): string | undefined => (address.startsWith('smartProcess.machines') ? address.replace('machines', 'equipment') : undefined);
  expect(idsFile(before, new Map(), renamed)).toBe(before.replaceAll('machines', 'equipment'));
});

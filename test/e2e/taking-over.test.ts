// Taking over what people made on the standard types: by the key, by its full code, by the word to adopt, or by ids
// written down for one portal. What is taken over stays what it is, and everything beside it stays as it was.

import { describe, expect, test } from 'vitest';
import type { Data, Row } from '../../src/sandbox/index.ts';
import type { Story } from './harness.ts';
import { applied, applying, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, forget, optionRows, planned, rowWhere, table, workshop } from './workshop.ts';

const lived = async (yaml: string): Promise<{ readonly s: Story; readonly before: Data }> => {
  const s = await workshop(yaml);
  await byHand(s, { livedIn: true });
  return { s, before: dump(s) };
};
const deal = (fields: string): string => `crm: { deal: { fields: { ${fields} } } }\n`;
const fieldOf = (s: Story, fieldName: string, entityId = 'CRM_DEAL'): Row => rowWhere(s, 'fields', { fieldName, entityId });
const isField = (...names: readonly string[]) => (name: string, row: Row): boolean => name === 'fields' && row['entityId'] === 'CRM_DEAL' && names.includes(row['fieldName']);

describe('a field of a standard type', () => {
  test('is known by its key whether the name of the type stands in its code or not', async () => {
    const { s, before } = await lived('crm: { deal: { fields: { "1737036800": { type: string, label: { en: Serial number } } } } }\n'.replaceAll('"1737036800"', 'X1').replace('X1', 'CONTRACT_DATE'));
    await s.call('crm.deal.userfield.add', { fields: { FIELD_NAME: 'CONTRACT_DATE', USER_TYPE_ID: 'string', EDIT_FORM_LABEL: { en: 'Serial number' } } });
    fieldOf(s, 'UF_CRM_CONTRACT_DATE');
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
    expect(table(s, 'fields').filter(({ fieldName }) => String(fieldName).endsWith('CONTRACT_DATE'))).toHaveLength(1);
  });

  test('of which two are there is asked about with the lines that answer, and nothing is written', async () => {
    const { s, before } = await lived(deal('CONTRACT: { type: string, label: { en: Number of the contract } }, MODEL: { type: string }'));
    const report = await applying(s);
    const asked = changeOf(report, 'deal/field.CONTRACT');
    expect(asked.answers).toEqual(['fieldName: UF_CRM_CONTRACT', 'fieldName: UF_CRM_DEAL_CONTRACT']);
    expect(asked.reason).toContain('2 things on the portal have this key');
    expectUntouched(before, dump(s));
    expect(table(s, 'fields')).toHaveLength(before.tables['fields']!.length + 1);
  });

  test.each(['UF_CRM_CONTRACT', 'UF_CRM_DEAL_CONTRACT'])('is taken over by its full code %s once the user says to adopt it, and the other one stays', async (fieldName) => {
    const { s, before } = await lived(deal(`CONTRACT: { type: string, fieldName: ${fieldName}, label: { en: Number of the contract } }`));
    expect(changeOf(await applying(s), 'deal/field.CONTRACT').answers).toEqual(['adopt: true']);
    expectUntouched(before, dump(s));
    configure(s, deal(`CONTRACT: { type: string, fieldName: ${fieldName}, adopt: true, label: { en: Number of the contract } }`));
    await applied(s);
    await expectNoChanges(s);
    expect(fieldOf(s, fieldName)['labels'].en.editFormLabel).toBe('Number of the contract');
    expectUntouched(before, dump(s), isField(fieldName));
    forget(s);
    await expectNoChanges(s);
  });

  test('that is as declared under a pinned code is recorded without a change', async () => {
    const { s, before } = await lived(deal('SERIAL: { type: string, fieldName: UF_CRM_1737036800, label: { en: Serial number } }'));
    const plan = await planned(s);
    expect([plan.changes, plan.recorded]).toEqual([[], ['deal/field.SERIAL']]);
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
  });

  test('whose pinned code is not on the portal is a problem at its line, unless the code is one it can be made under', async () => {
    const { s, before } = await lived('crm:\n  deal:\n    fields:\n      SERIAL:\n        type: string\n        fieldName: UF_CRM_1700000000\n');
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining('UF_CRM_1700000000')]);
    expect(ran.stdout + ran.stderr).toMatch(/config\/workshop\.yaml:4:7/);
    configure(s, deal('SERIAL: { type: string, fieldName: UF_CRM_DEAL_SERIAL_NO, label: { en: Number } }'));
    await applied(s);
    await expectNoChanges(s);
    fieldOf(s, 'UF_CRM_DEAL_SERIAL_NO');
    forget(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
  });

  const CONDITION = (adopt: string, works = 'Works'): string => deal(`CONDITION: { type: enumeration, ${adopt}, label: { en: Condition }, options: { works: ${works}, broken: Broken, lent: Lent } }`);

  test.each(['adopt: Condition', 'adopt: UF_CRM_1737036861', 'fieldName: UF_CRM_1737036861, adopt: true'])('with options people made is taken over by `%s`: its options keep their ids and get their keys', async (how) => {
    const { s, before } = await lived(CONDITION(how));
    const ids = optionRows(s, fieldOf(s, 'UF_CRM_1737036861')).map(({ id }) => id);
    await applied(s);
    await expectNoChanges(s);
    const field = fieldOf(s, 'UF_CRM_1737036861');
    expect(optionRows(s, field).map(({ value, xmlId }) => [value, /^[0-9a-f]{32}$/.test(xmlId) ? 'made up' : xmlId]).sort()).toEqual([['Broken', 'broken'], ['Lent', 'lent'], ['Works', 'works'], ['Written off', 'made up']]);
    expect(optionRows(s, field).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expectUntouched(before, dump(s), (name, row) => isField('UF_CRM_1737036861')(name, row) || (name === 'enums' && ids.includes(row['id'])));
    expect(dump(s).tables['items']).toEqual(before.tables['items']);
    configure(s, CONDITION(how, 'In working order'));
    await applied(s);
    await expectNoChanges(s);
    expect(optionRows(s, fieldOf(s, 'UF_CRM_1737036861')).filter(({ xmlId }) => xmlId === 'works').map(({ id, value }) => [ids.includes(id), value])).toEqual([[true, 'In working order']]);
    forget(s);
    await expectNoChanges(s);
  });

  test('that nobody said to adopt keeps its options as they are, keys and all, and is asked about before one of them changes', async () => {
    const pinned = (works: string): string => deal(`CONDITION: { type: enumeration, fieldName: UF_CRM_1737036861, options: { works: ${works}, lent: Lent } }`);
    const { s, before } = await lived(pinned('Works'));
    expect((await applying(s)).blocked.map(({ address }) => address)).toEqual(['deal/field.CONDITION', 'deal/field.CONDITION/option.lent']);
    expectUntouched(before, dump(s));
    configure(s, pinned('In order').replace(', lent: Lent', ''));
    expect((await applying(s)).steps).toEqual([]);
    expectUntouched(before, dump(s));
  });
});

describe('stages and funnels people made', () => {
  test('are taken over by their code and their name, with adopt', async () => {
    const { s, before } = await lived(`crm:
  deal:
    funnels:
      default: { stages: { UC_A1B2C3: { name: Visit on site, adopt: true } } }
      contracts:
        name: Service contracts
        adopt: true
        stages: { NEW: { name: Begun, adopt: true }, UC_S9W4ZP: { name: Inspected, adopt: true }, WON: { name: Signed, adopt: true }, LOSE: { name: Not signed, adopt: true } }
`);
    const ours = ['DEAL_STAGE UC_A1B2C3', ...['NEW', 'UC_S9W4ZP', 'WON', 'LOSE'].map((key) => `DEAL_STAGE_ ${key}`)];
    const isOurs = (name: string, row: Row): boolean => name === 'statuses' && ours.includes(`${String(row['entityId']).replace(/\d+$/, '')} ${String(row['statusId']).replace(/.*:/, '')}`);
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s), isOurs);
    expect(rowWhere(s, 'statuses', { statusId: 'UC_A1B2C3' })['name']).toBe('Visit on site');
    forget(s);
    await expectNoChanges(s);
  });

  test('without the word are asked about: neither a second funnel is made nor a stage renamed', async () => {
    const { s, before } = await lived(`crm:
  deal:
    funnels:
      default: { stages: { UC_A1B2C3: Visit on site } }
      contracts: { name: Service contracts, stages: { NEW: Begun, UC_S9W4ZP: Inspected, WON: Signed, LOSE: Not signed } }
`);
    const report = await applying(s);
    expect(report.steps).toEqual([]);
    expect(changeOf(report, 'deal/funnel.default/stage.UC_A1B2C3').answers).toEqual(['adopt: true']);
    expectUntouched(before, dump(s));
    expect(table(s, 'dealCategories')).toHaveLength(before.tables['dealCategories']!.length);
    expect(table(s, 'statuses')).toHaveLength(before.tables['statuses']!.length);
  });
});

describe('ids written down', () => {
  const YAML = `crm:
  deal:
    fields:
      SERIAL: { type: string, label: { en: Number on the housing } }
      CONDITION: { type: enumeration, label: { en: State }, options: { works: Works, broken: Broken, gone: Written off } }
      CONTRACT: { type: string, label: { en: Number of the contract } }
    funnels:
      default: { stages: { visit: Visit on site } }
      contracts: { name: Maintenance, stages: { NEW: Begun, inspection: Inspected, WON: Signed, LOSE: Not signed } }
smartProcesses:
  machine: { title: Machines, settings: { openPermissions: false } }
`;
  const FILE = (s: Story): string => `deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }
deal/field.CONDITION: { fieldName: UF_CRM_1737036861 }
deal/field.CONTRACT: { fieldName: UF_CRM_CONTRACT }
deal/funnel.default/stage.visit: { statusId: UC_A1B2C3 }
deal/funnel.contracts: { id: ${rowWhere(s, 'dealCategories', { name: 'Service contracts' })['id']} }
deal/funnel.contracts/stage.inspection: { statusId: UC_S9W4ZP }
${['NEW', 'WON', 'LOSE'].map((key) => `deal/funnel.contracts/stage.${key}: { statusId: ${key} }`).join('\n')}
smartProcess.machine: { entityTypeId: ${table(s, 'types').filter(({ title }) => title === 'Equipment')[0]!['entityTypeId']} }
`;

  test('take over fields, options, funnels, stages and smart processes by the codes of this portal, and nothing else', async () => {
    const { s, before } = await lived(YAML);
    s.write('ids/env.yaml', FILE(s));
    const ids = optionRows(s, fieldOf(s, 'UF_CRM_1737036861')).map(({ id }) => id);
    await applied(s);
    await expectNoChanges(s);
    expect(table(s, 'fields')).toHaveLength(before.tables['fields']!.length);
    expect(table(s, 'enums').map(({ id }) => id)).toEqual(before.tables['enums']!.map(({ id }) => id));
    expect(table(s, 'statuses')).toHaveLength(before.tables['statuses']!.length);
    expect(table(s, 'types')).toHaveLength(before.tables['types']!.length);
    const funnel = rowWhere(s, 'dealCategories', { name: 'Maintenance' });
    expect(rowWhere(s, 'statuses', { statusId: `C${funnel['id']}:UC_S9W4ZP` })['name']).toBe('Inspected');
    expect(rowWhere(s, 'statuses', { statusId: 'UC_A1B2C3' })['name']).toBe('Visit on site');
    const changed = (name: string, row: Row): boolean =>
      isField('UF_CRM_1737036800', 'UF_CRM_1737036861', 'UF_CRM_CONTRACT')(name, row) || (name === 'enums' && ids.includes(row['id'])) || name === 'dealCategories' ||
      (name === 'statuses' && (row['statusId'] === 'UC_A1B2C3' || row['entityId'] === `DEAL_STAGE_${funnel['id']}`)) || (name === 'types' && row['title'] === 'Equipment' && row['isCategoriesEnabled'] === false);
    expectUntouched(before, dump(s), changed);
    forget(s);
    await expectNoChanges(s);
  });

  test('of something that is gone block it, again and again: it is never made a second time', async () => {
    const { s, before } = await lived(deal('SERIAL: { type: string, label: { en: Number } }, MODEL: { type: string }'));
    s.write('ids/env.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1600000000 }\n');
    for (let run = 0; run < 2; run += 1) {
      const report = await applying(s);
      expect(report.code).toBe(0);
      expect(changeOf(report, 'deal/field.SERIAL').reason).toContain('UF_CRM_1600000000');
      expect(table(s, 'fields')).toHaveLength(before.tables['fields']!.length + 1);
    }
    expectUntouched(before, dump(s));
  });

  test('of a part whose home is yet to be made block it before it is made', async () => {
    const { s } = await lived('smartProcesses: { pump: { title: Pumps, settings: { openPermissions: false }, fields: { SERIAL: { type: string }, MODEL: { type: string } } } }\n');
    s.write('ids/env.yaml', 'smartProcess.pump/field.SERIAL: { fieldName: UF_CRM_99_SERIAL }\n');
    for (let run = 0; run < 2; run += 1) expect((await applying(s)).blocked.map(({ address }) => address)).toEqual(['smartProcess.pump/field.SERIAL']);
    const type = rowWhere(s, 'types', { title: 'Pumps' });
    expect(table(s, 'fields').filter(({ entityId }) => entityId === `CRM_${type['id']}`).map(({ fieldName }) => fieldName)).toEqual([`UF_CRM_${type['id']}_MODEL`]);
  });

  test('of a portal that was applied to before keep what was taken over when the thing is deleted there', async () => {
    const { s } = await lived(deal('SERIAL: { type: string, label: { en: Number } }'));
    s.write('ids/env.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }\n');
    await applied(s);
    await s.call('userfieldconfig.delete', { moduleId: 'crm', id: fieldOf(s, 'UF_CRM_1737036800')['id'] });
    const count = table(s, 'fields').length;
    expect(changeOf(await applying(s), 'deal/field.SERIAL').reason).toContain('UF_CRM_1737036800');
    expect(table(s, 'fields')).toHaveLength(count);
  });

  test('are those of one portal only', async () => {
    const { s } = await lived(deal('SERIAL: { type: string, label: { en: Number } }'));
    s.write('ids/production.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }\n');
    await applied(s);
    expect(fieldOf(s, 'UF_CRM_DEAL_SERIAL')['labels'].en.editFormLabel).toBe('Number');
  });

  test('in a file that is wrong are told at their lines, all at once, and nothing is sent', async () => {
    const { s, before } = await lived(deal('SERIAL: { type: string, label: { en: Number } }, MODEL: { type: string }'));
    s.write('ids/env.yaml', 'deal/field.SERIAL: UF_CRM_1737036800\ndeal/field.MODEL:\n  fieldName: [UF_CRM_1]\ndeal/field.SERAIL: { fieldName: UF_CRM_1737036800 }\n');
    const requests = s.portal.requests.length;
    const ran = await s.bxform('plan');
    expect(ran.code).toBe(1);
    for (const place of ['ids/env.yaml:1:', 'ids/env.yaml:2:', 'ids/env.yaml:4:']) expect(ran.stdout + ran.stderr).toContain(place);
    expect(s.portal.requests).toHaveLength(requests);
    expectUntouched(before, dump(s));
  });

  test('of an address nobody declares are a warning', async () => {
    const { s } = await lived(deal('SERIAL: { type: string, label: { en: Number } }'));
    s.write('ids/env.yaml', 'deal/field.SERAIL: { fieldName: UF_CRM_1737036800 }\n');
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stderr + ran.stdout]).toEqual([0, expect.stringMatching(/ids\/env\.yaml:1:1 warning/)]);
  });

  test('that two addresses share leave the second one blocked', async () => {
    const { s, before } = await lived(deal('SERIAL: { type: string, label: { en: Number } }, NUMBER: { type: string, label: { en: No. } }'));
    s.write('ids/env.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }\ndeal/field.NUMBER: { fieldName: UF_CRM_1737036800 }\n');
    const report = await applying(s);
    expect(report.blocked.map(({ address }) => address)).toEqual(['deal/field.NUMBER']);
    expectUntouched(before, dump(s), isField('UF_CRM_1737036800'));
    expect(table(s, 'fields')).toHaveLength(before.tables['fields']!.length);
  });

  test('that name a thing of another sort are not believed', async () => {
    const { s, before } = await lived(deal('SERIAL: { type: string, label: { en: Number } }'));
    s.write('ids/env.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1738000000 }\n');
    expect(changeOf(await applying(s), 'deal/field.SERIAL').reason).toContain('UF_CRM_1738000000');
    expectUntouched(before, dump(s));
    s.write('ids/env.yaml', 'deal/field.SERIAL: { fieldName: UF_CRM_1737036861 }\n');
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining('enumeration')]);
    expectUntouched(before, dump(s));
  });
});

describe('what cannot be told apart', () => {
  const funnel = (name: string) => ({ method: 'crm.category.add', params: { entityTypeId: 2, fields: { name } } });

  test('two funnels of the declared name are asked about, and neither a lost state nor `create` makes one more each time', async () => {
    const s = await workshop('crm: { deal: { funnels: { parts: Parts } } }');
    await byHand(s, { calls: [funnel('Parts'), funnel('Parts')] });
    const before = dump(s);
    const asked = changeOf(await planned(s), 'deal/funnel.parts');
    expect([asked.action, asked.answers]).toEqual(['blocked', [expect.stringMatching(/^adopt: \d+/), expect.stringMatching(/^adopt: \d+/)]]);
    const report = await applying(s);
    expect(report.steps).toEqual([]);
    expect(dump(s).tables).toEqual(before.tables);
  });

  test('a second one made on request is not made again when the state is lost', async () => {
    const s = await workshop('crm: { deal: { funnels: { parts: { name: Parts, create: true } } } }');
    await byHand(s, { calls: [funnel('Parts')] });
    await applied(s);
    await expectNoChanges(s);
    forget(s);
    const after = dump(s);
    expect(changeOf(await planned(s), 'deal/funnel.parts').action).toBe('blocked');
    await applying(s);
    expect(dump(s).tables).toEqual(after.tables);
  });

  test('an entry in another letter case is one with ours to the portal, and asked about', async () => {
    const s = await workshop('dictionaries: { SOURCE: { entries: { EXPO: Fair } } }');
    await byHand(s, { calls: [{ method: 'crm.status.add', params: { fields: { ENTITY_ID: 'SOURCE', STATUS_ID: 'expo', NAME: 'Exposition' } } }] });
    expect(changeOf(await planned(s), 'dictionary.SOURCE/entry.EXPO').action).toBe('blocked');
    configure(s, 'dictionaries: { SOURCE: { entries: { EXPO: { name: Fair, adopt: true } } } }'.replace('adopt: true', `adopt: ${rowWhere(s, 'statuses', { statusId: 'expo' })['id']}`));
    await applied(s);
    await expectNoChanges(s);
    expect(rowWhere(s, 'statuses', { statusId: 'expo' })['name']).toBe('Fair');
  });

  test('an option of the declared name under a key of another program is asked about', async () => {
    const s = await workshop('crm: { deal: { fields: { STATE: { type: enumeration, label: State, adopt: true, options: { ok: Okay, bad: Bad } } } } }');
    await byHand(s, { calls: [{ method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_STATE', userTypeId: 'enumeration', editFormLabel: { en: 'State' }, enum: [{ value: 'Okay', xmlId: 'erp-1' }, { value: 'Bad' }] } } }] });
    const plan = await planned(s);
    expect(changeOf(plan, 'deal/field.STATE/option.ok').action).toBe('blocked');
    expect(changeOf(plan, 'deal/field.STATE/option.bad').properties).toEqual([{ path: 'xmlId', before: expect.stringMatching(/^[0-9a-f]{32}$/), after: 'bad' }]);
  });

  test('outputs know entries of dictionaries', async () => {
    const s = await workshop('dictionaries: { SOURCE: { entries: { EXPO: Fair } } }\noutputs: { fair: dictionary.SOURCE/entry.EXPO }\n');
    await applied(s);
    expect((await s.bxform('outputs')).stdout).toContain('dictionary.SOURCE/entry.EXPO');
  });

  test('a name under an ignoring policy is written once, because nothing can be made without one', async () => {
    const s = await workshop('crm: { deal: { funnels: { parts: { name: Parts, $ignore: [name] } } } }');
    await applied(s);
    const { id } = rowWhere(s, 'dealCategories', { name: 'Parts' });
    await s.call('crm.category.update', { entityTypeId: 2, id, fields: { name: 'Spare parts' } });
    await expectNoChanges(s);
  });
});

// Leads, deals, contacts, companies, quotes and invoices: what every portal has is configured beside what people
// arranged on it by hand, and nothing of theirs moves.

import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/sandbox/index.ts';
import type { Story } from './harness.ts';
import { applied, applying, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, forget, optionRows, planned, rowWhere, table, workshop } from './workshop.ts';

const TYPES = {
  TEXT: 'type: string, default: AB-1, rows: 3, maxLength: 40',
  NUMBER: 'type: integer, default: 7, min: 1, max: 99',
  SHARE: 'type: double, precision: 2',
  WARRANTY: 'type: boolean, default: true, display: dropdown',
  BOUGHT: 'type: date, default: now',
  VISIT: 'type: datetime, useSeconds: false',
  STATE: 'type: enumeration, options: { works: Works, broken: { name: Broken, default: true } }',
  TAGS: 'type: enumeration, multiple: true, display: ui, options: { loud: Loud, leaking: Leaking }',
  PRICE: 'type: money, default: { amount: 10.5, currency: USD }',
  LINK: 'type: url, popup: false',
  SITE: 'type: address, showMap: false',
  PHOTO: 'type: file, extensions: [jpg, png]',
  ENGINEER: 'type: employee',
  PARTNER: 'type: crm, to: [company, invoice]',
  BRANCH: 'type: crm_status, dictionary: INDUSTRY',
  SHELF: 'type: iblock_section, list: SPARE_PARTS',
  PART: 'type: iblock_element, list: SPARE_PARTS',
};
const OWNERS: Readonly<Record<string, string>> = { lead: 'LEAD', deal: 'DEAL', contact: 'CONTACT', company: 'COMPANY', quote: 'QUOTE', invoice: 'SMART_INVOICE' };

const fieldOf = (s: Story, fieldName: string): Row => rowWhere(s, 'fields', { fieldName });
const stagesOf = (s: Story, entityId: string): readonly Row[] => table(s, 'statuses').filter((row) => row['entityId'] === entityId).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);
const key = (row: Row): string => String(row['statusId']).replace(/^[^:]*:/, '');
const keys = (s: Story, entityId: string): readonly string[] => stagesOf(s, entityId).map(key);
const invoiceStages = (s: Story): string => `SMART_INVOICE_STAGE_${rowWhere(s, 'categories', { entityTypeId: 31 })['id']}`;

describe('fields', () => {
  test.each(Object.entries(OWNERS))('of every type are made on a %s, changed, and found again when the state is lost', async (owner, code) => {
    const yaml = (label: string): string => `crm:\n  ${owner}:\n    fields:\n${Object.entries(TYPES).map(([name, body]) => `      ${name}: { ${body}, label: { en: ${label} ${name}, ru: ${name} } }`).join('\n')}\n`;
    const s = await workshop(yaml('Our'));
    await byHand(s, { livedIn: true });
    const before = dump(s);
    await applied(s);
    await expectNoChanges(s);
    forget(s);
    await expectNoChanges(s);
    configure(s, yaml('Their'));
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
    for (const [name, body] of Object.entries(TYPES)) {
      const field = fieldOf(s, `UF_CRM_${code}_${name}`);
      expect([field['userTypeId'], field['labels'].en.editFormLabel, field['labels'].ru.editFormLabel, field['xmlId']]).toEqual([/type: (\w+)/.exec(body)![1], `Their ${name}`, name, `bxform/workshop/${owner}/field.${name}`]);
    }
  });

  const OPEN_LABELS = { en: { editFormLabel: 'Contract no.', listColumnLabel: 'No.', listFilterLabel: 'Contract', errorMessage: 'Say which', helpMessage: 'On the first page' }, de: { editFormLabel: 'Vertrag', listColumnLabel: 'V', listFilterLabel: 'Vertrag', errorMessage: '', helpMessage: '' } };
  const contract = (more: string): string => `crm: { deal: { fields: { CONTRACT_NO: { type: string, ${more} } } } }\n`;

  async function withManyLabels(): Promise<Story> {
    const s = await workshop(contract('label: { en: Contract no. }, mandatory: false'));
    await applied(s);
    Object.assign(fieldOf(s, 'UF_CRM_DEAL_CONTRACT_NO')['labels'], structuredClone(OPEN_LABELS));
    return s;
  }

  test('whose label changes keep the labels of columns and filters, error messages and every other language', async () => {
    const s = await withManyLabels();
    configure(s, contract('label: { en: Number of the contract }, mandatory: false'));
    const plan = await planned(s);
    expect(plan.steps.map(({ id, method }) => `${id}: ${method}`)).toEqual(['update labels of deal/field.CONTRACT_NO: crm.deal.userfield.update']);
    expect(changeOf(plan, 'deal/field.CONTRACT_NO').risks).toBeUndefined();
    await applied(s);
    await expectNoChanges(s);
    const { labels } = fieldOf(s, 'UF_CRM_DEAL_CONTRACT_NO');
    expect(labels['en']).toEqual({ ...OPEN_LABELS.en, editFormLabel: 'Number of the contract' });
    expect(labels['de']).toEqual(OPEN_LABELS.de);
  });

  test('lose nothing either when a hint is cleared', async () => {
    const s = await withManyLabels();
    configure(s, contract('help: { en: null }'));
    await applied(s);
    await expectNoChanges(s);
    expect(fieldOf(s, 'UF_CRM_DEAL_CONTRACT_NO')['labels'].en).toEqual({ ...OPEN_LABELS.en, helpMessage: '' });
  });

  const state = (label: string, more: string, options: string): string => `crm: { company: { fields: { STATE: { type: enumeration, label: { en: ${label} }, ${more}, options: { ${options} } } } } }\n`;
  const first = state('State', 'mandatory: false, display: list', 'works: Works');
  const second = state('Condition', 'mandatory: true, display: ui', 'works: In order, broken: Broken');

  test('change their labels in one step, and flags, settings and options in another', async () => {
    const s = await workshop(first);
    await applied(s);
    configure(s, second);
    expect((await planned(s)).steps.map(({ id, method }) => `${id}: ${method}`)).toEqual(['update company/field.STATE: userfieldconfig.update', 'update labels of company/field.STATE: crm.company.userfield.update']);
    await applied(s);
    await expectNoChanges(s);
    const field = fieldOf(s, 'UF_CRM_COMPANY_STATE');
    expect([field['mandatory'], field['settings'].DISPLAY, field['labels'].en.editFormLabel]).toEqual(['Y', 'UI', 'Condition']);
    expect(optionRows(s, field).map(({ xmlId, value }) => [xmlId, value])).toEqual([['works', 'In order'], ['broken', 'Broken']]);
  });

  test.each([
    ['userfieldconfig.update', 'update company/field.STATE', 'Condition', ['works']],
    ['crm.company.userfield.update', 'update labels of company/field.STATE', 'State', ['works', 'broken']],
  ])('of whose two steps %s is refused say so of that one alone, and the next apply does the rest', async (method, id, label, options) => {
    const s = await workshop(first);
    await applied(s);
    configure(s, second);
    s.portal.addFaults({ kind: 'error', code: 'ERROR_CORE', description: 'Out of order', command: true, method });
    const report = await applying(s);
    expect([report.code, report.steps.filter(({ outcome }) => outcome !== 'done').map(({ step, outcome, code }) => [step, outcome, code])]).toEqual([4, [[id, 'failed', 'ERROR_CORE']]]);
    s.portal.clearFaults();
    const field = fieldOf(s, 'UF_CRM_COMPANY_STATE');
    expect([field['labels'].en.editFormLabel, optionRows(s, field).map(({ xmlId }) => xmlId)]).toEqual([label, options]);
    await applied(s);
    await expectNoChanges(s);
  });

  test.each(['userfieldconfig.update', 'crm.company.userfield.update'].flatMap((method) => (['lost-reply', 'lost-request', 'cut-off', '500'] as const).map((kind) => [method, kind] as const)))('whose %s meets %s are settled by reading', async (method, kind) => {
    const s = await workshop(first);
    await applied(s);
    configure(s, second);
    s.portal.addFaults({ kind, command: true, method, occurrence: 1 });
    await applied(s);
    await expectNoChanges(s);
    expect(table(s, 'enums').map(({ xmlId }) => xmlId)).toEqual(['works', 'broken']);
  });
});

describe('funnels and stages', () => {
  const YAML = `
crm:
  deal:
    funnels:
      default:
        name: Sales of pumps
        stages:
          NEW: Incoming
          SURVEY: { name: Survey, color: FFA900 }
          WON: Sold
          PRICE: { name: Too dear, semantics: failure }
      service:
        name: Service
        stages: { NEW: Reported, VISIT: Visit, WON: Repaired, LOSE: Not repaired }
  lead:
    stages: { NEW: Received, CALLED: Called back, CONVERTED: Became a deal, JUNK: Nothing }
  quote:
    stages: { DRAFT: Draft, CHECKED: Checked, APPROVED: Accepted, DECLAINED: Refused }
  invoice:
    funnels:
      default:
        stages: { N: New, S: Sent, REMINDED: Reminded, P: Paid, D: Unpaid }
`;

  test('of every portal are renamed and filled, a new funnel of deals gets its stages and no others, and nothing else moves', async () => {
    const s = await workshop(YAML);
    const before = dump(s);
    await applied(s);
    await expectNoChanges(s);
    expect(rowWhere(s, 'dealCategories', { name: 'Service' })['id']).toBeGreaterThan(0);
    const service = `DEAL_STAGE_${rowWhere(s, 'dealCategories', { name: 'Service' })['id']}`;
    expect(keys(s, service)).toEqual(['NEW', 'VISIT', 'WON', 'LOSE']);
    expect(keys(s, 'DEAL_STAGE').filter((each) => ['NEW', 'SURVEY', 'WON', 'PRICE'].includes(each))).toEqual(['NEW', 'SURVEY', 'WON', 'PRICE']);
    expect(keys(s, 'STATUS').filter((each) => !['IN_PROCESS', 'PROCESSED'].includes(each))).toEqual(['NEW', 'CALLED', 'CONVERTED', 'JUNK']);
    expect(keys(s, 'QUOTE_STATUS').slice(-4)).toEqual(expect.arrayContaining(['APPROVED', 'DECLAINED']));
    expect(keys(s, invoiceStages(s))).toEqual(['N', 'S', 'REMINDED', 'P', 'D']);
    expectUntouched(before, dump(s), (name, row) => name === 'statuses' || (name === 'categories' && row['entityTypeId'] === 31));
    forget(s);
    await expectNoChanges(s);
  });

  test('of the default funnel are as many as wanted, although the success stage and the failure stages are not declared', async () => {
    const many = (word: string): string => Array.from({ length: 12 }, (_, at) => `${word}${at}: ${word} ${at}`).join(', ');
    const s = await workshop(`crm: { deal: { funnels: { default: { stages: { NEW: New, ${many('STEP')}, DEAR: { name: Too dear, semantics: failure } } } } }, lead: { stages: { NEW: Unassigned, ${many('CALL')}, ALIEN: { name: Not ours, semantics: failure } } } }\n`);
    const before = dump(s);
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
    for (const [entity, success, last, failure] of [['DEAL_STAGE', 'WON', 'STEP11', 'DEAR'], ['STATUS', 'CONVERTED', 'CALL11', 'ALIEN']] as const) {
      const order = keys(s, entity);
      expect(order.indexOf(last)).toBeLessThan(order.indexOf(success));
      expect(order.indexOf(failure)).toBeGreaterThan(order.indexOf(success));
    }
  });

  test.each([
    ['deal', 'DEAL_STAGE', 'WON', 'LOSE'],
    ['lead', 'STATUS', 'CONVERTED', 'JUNK'],
    ['quote', 'QUOTE_STATUS', 'APPROVED', 'DECLAINED'],
    ['invoice', '', 'P', 'D'],
  ])('make room for dozens of %s stages: the success stage is raised first', async (owner, entity, success, failure) => {
    const stages = `{ ${Array.from({ length: 90 }, (_, at) => `STEP${at}: Step ${at}`).join(', ')}, ${success}: Done, ${failure}: Lost }`;
    const s = await workshop(`crm: { ${owner}: ${owner === 'deal' || owner === 'invoice' ? `{ funnels: { default: { stages: ${stages} } } }` : `{ stages: ${stages} }`} }\n`);
    await applied(s);
    await expectNoChanges(s);
    const order = keys(s, entity === '' ? invoiceStages(s) : entity).filter((each) => each.startsWith('STEP') || each === success || each === failure);
    expect(order).toEqual([...Array.from({ length: 90 }, (_, at) => `STEP${at}`), success, failure]);
  });

  test('that people arranged are left where they are when one is put among them', async () => {
    const s = await workshop(`crm: { deal: { funnels: { default: { stages: { NEW: Request, SURVEY: Survey, WON: Deal successful } } } }, lead: { stages: { SURVEY: Survey, CONVERTED: Good lead } } }\n`);
    await byHand(s, { livedIn: true });
    const [before, names] = [dump(s), ['DEAL_STAGE', 'STATUS'].map((entity) => stagesOf(s, entity).find(({ semantics }) => semantics === 'S')!['name'])];
    configure(s, `crm: { deal: { funnels: { default: { stages: { NEW: Request, SURVEY: Survey, WON: ${names[0]} } } } }, lead: { stages: { SURVEY: Survey, CONVERTED: ${names[1]} } } }\n`);
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
  });

  test.each([
    ['deal: { funnels: { default: { name: Sales, stages: { SUCCESS: { name: Won, semantics: success } } } } }', 'WON'],
    ['lead: { stages: { WON: { name: Won, semantics: success } } }', 'CONVERTED'],
    ['quote: { stages: { P: { name: Paid, semantics: success } } }', 'APPROVED'],
    ['invoice: { funnels: { default: { stages: { WON: { name: Paid, semantics: success } } } } }', 'P'],
  ])('have one success stage under its fixed key: %s', async (body, key) => {
    const s = await workshop(`crm: { ${body} }\n`);
    const ran = await s.bxform('validate');
    expect(ran.code).toBe(1);
    expect(ran.stdout + ran.stderr).toContain('the success stage here always has the key');
    expect(ran.stdout + ran.stderr).toContain(key);
  });
});

describe('dictionaries', () => {
  const SOURCES = `dictionaries: { SOURCE: { entries: { CALL: Phone call, EXPO: Exhibition, EMAIL: E-mail } }, HONORIFIC: { entries: { DR: Dr. } } }\n`;

  test('get entries in their order, take over those of the portal, and leave the rest', async () => {
    const s = await workshop(SOURCES);
    await byHand(s, { livedIn: true });
    const before = dump(s);
    await applied(s);
    await expectNoChanges(s);
    const order = keys(s, 'SOURCE');
    expect([order.indexOf('CALL') < order.indexOf('EXPO'), order.indexOf('EXPO') < order.indexOf('EMAIL')]).toEqual([true, true]);
    expectUntouched(before, dump(s), (name, row) => name === 'statuses' && row['entityId'] === 'SOURCE' && ['CALL', 'EMAIL'].includes(row['statusId']));
    expect(rowWhere(s, 'statuses', { entityId: 'SOURCE', statusId: 'CALL' })['name']).toBe('Phone call');
    forget(s);
    await expectNoChanges(s);
  });

  test('are turned round by rewriting the fewest places', async () => {
    const s = await workshop('dictionaries: { SOURCE: { entries: { EXPO: Exhibition, VAN: On the van, RADIO: Radio } } }\n');
    await applied(s);
    configure(s, 'dictionaries: { SOURCE: { entries: { RADIO: Radio, EXPO: Exhibition, VAN: On the van } } }\n');
    expect((await planned(s)).changes.map(({ address, properties }) => [address, properties.map(({ path }) => path)])).toEqual([['dictionary.SOURCE/entry.RADIO', ['sort']]]);
    await applied(s);
    await expectNoChanges(s);
    expect(keys(s, 'SOURCE').filter((each) => ['EXPO', 'VAN', 'RADIO'].includes(each))).toEqual(['RADIO', 'EXPO', 'VAN']);
  });

  test('whose entry somebody made by hand are asked about before it is renamed', async () => {
    const s = await workshop('dictionaries: { SOURCE: { entries: { "1": Fair, UC_K3M9QX: Messenger } } }\n');
    await byHand(s, { livedIn: true });
    const before = dump(s);
    const report = await applying(s);
    expect(report.blocked.map(({ address }) => address)).toEqual(['dictionary.SOURCE/entry.1']);
    expectUntouched(before, dump(s));
    configure(s, 'dictionaries: { SOURCE: { entries: { "1": { name: Fair, adopt: true }, UC_K3M9QX: Messenger } } }\n');
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s), (name, row) => name === 'statuses' && row['entityId'] === 'SOURCE' && row['statusId'] === '1');
  });

  test.each(['STATUS', 'QUOTE_STATUS', 'DEAL_STAGE', 'DEAL_STAGE_3', 'SMART_INVOICE_STAGE_21'])('that keep stages are no way to declare them: %s', async (code) => {
    const s = await workshop(`dictionaries: { ${code}: { entries: { EXPO: Exhibition } } }\n`);
    const ran = await s.bxform('validate');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining(`${code} keeps stages`)]);
    expect(ran.stdout + ran.stderr).toMatch(/config\/workshop\.yaml:1:17/);
  });

  test('are declared under their codes alone: what people call them may be another one elsewhere', async () => {
    const s = await workshop('dictionaries: { SOURCE: { entries: { EXPO: Exhibition } }, SOURCES: { entries: { EXPO: Fair } } }\n');
    expect((await s.call('crm.status.entity.types')).find(({ ID }: { ID: string }) => ID === 'SOURCE').NAME).toBe('Sources');
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining('the portal has no dictionary SOURCES')]);
    expect(ran.stdout + ran.stderr).toContain('did you mean SOURCE?');
  });

  test('the portal does not have are named with those it has', async () => {
    const s = await workshop('dictionaries: { SOURCEZ: { entries: { EXPO: Exhibition } } }\n');
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining('SOURCE')]);
    expect(ran.stdout + ran.stderr).toMatch(/config\/workshop\.yaml:1:\d+/);
  });
});

describe('new stages where nothing else of their row is declared', () => {
  test('come after those that are there and before the final ones, failures after the failures; new entries come last', async () => {
    const s = await workshop(`
crm:
  deal: { funnels: { default: { stages: { CHECK: Warranty check, FITTING: Fitting, PRICE: { name: Too expensive, semantics: failure } } } } }
  lead: { stages: { CALLED: Called back } }
  quote: { stages: { LATE: { name: Too late, semantics: failure } } }
dictionaries: { SOURCE: { entries: { FAIR: Trade fair } } }
`);
    const before = dump(s);
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
    expect(keys(s, 'DEAL_STAGE')).toEqual(['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'CHECK', 'FITTING', 'WON', 'LOSE', 'APOLOGY', 'PRICE']);
    expect(keys(s, 'STATUS')).toEqual(['NEW', 'IN_PROCESS', 'PROCESSED', 'CALLED', 'CONVERTED', 'JUNK']);
    expect(keys(s, 'QUOTE_STATUS').at(-1)).toBe('LATE');
    expect(keys(s, 'SOURCE').at(-1)).toBe('FAIR');
    forget(s);
    await expectNoChanges(s);
  });

  test('stand before or beside the last where there is no room before the final ones', async () => {
    const s = await workshop('crm: { deal: { funnels: { default: { stages: { CHECK: Warranty check, FITTING: Fitting } } } } }');
    const won = stagesOf(s, 'DEAL_STAGE').find((row) => key(row) === 'FINAL_INVOICE')!;
    await s.call('crm.status.update', { id: won['id'], fields: { NAME: won['name'], SORT: 59 } });
    await applied(s);
    await expectNoChanges(s);
    expect(stagesOf(s, 'DEAL_STAGE').slice(4, 8).map((row) => [key(row), row['sort']])).toEqual([['CHECK', 58], ['FINAL_INVOICE', 59], ['FITTING', 59], ['WON', 60]]);
  });
});

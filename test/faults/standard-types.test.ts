// Misfortunes while standard types are configured on a portal people live in: things of theirs are taken over, labels go
// by a route of their own, the success stage makes room first, and a new funnel of deals loses its automatic stages.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Fault, Row } from '../../src/sandbox/index.ts';
import { seedLivedIn } from '../../src/sandbox/lived-in.ts';
import { workshop, type Configuration, type Workshop } from '../in-process.ts';

const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`STEP${at}`, `Step ${at}`]));
const sales: Configuration = {
  crm: {
    deal: {
      fields: {
        CONDITION: { type: 'enumeration', fieldName: 'UF_CRM_1737036861', adopt: true, mandatory: true, label: { en: 'State', ru: 'Состояние машины' }, options: { works: 'Works', broken: 'Broken', lent: 'Lent' } },
        CONTRACT: { type: 'string', fieldName: 'UF_CRM_CONTRACT', adopt: true, mandatory: true, label: { en: 'Number of the contract' } },
        WARRANTY: { type: 'date', label: { en: 'Warranty until' } },
      },
      funnels: {
        default: { name: 'Sales', stages: { NEW: 'Incoming', UC_A1B2C3: { name: 'On site', adopt: true }, WON: 'Sold', DEAR: { name: 'Too dear', semantics: 'failure' } } },
        rental: { name: 'Rental', stages: { NEW: 'Asked for', OUT: 'Lent out', WON: 'Returned', LOSE: 'Not lent' } },
      },
    },
    lead: { stages: { NEW: 'Received', ...many, CONVERTED: 'Became a deal', JUNK: 'Nothing' } },
    invoice: { fields: { SITE: { type: 'address', label: { en: 'Site' } } }, funnels: { default: { stages: { N: 'New', CHECKED: 'Checked', P: 'Paid', D: 'Unpaid' } } } },
  },
  dictionaries: { SOURCE: { entries: { CALL: 'Phone call', EXPO: 'Exhibition' } } },
};

async function livedIn(faults: readonly Fault[] = []): Promise<Workshop> {
  const w = await workshop({ faults });
  w.portal.setData(seedLivedIn(w.portal.data()));
  w.declare(sales);
  return w;
}

/** Everything but the numbers the portal gave. */
function picture(data: Data): unknown {
  const plain = ({ id: _id, ...row }: Row): string => JSON.stringify(row, (key, value: unknown) => (key === 'xmlId' && typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? 'made up' : value));
  const funnels = new Map(data.tables['dealCategories']!.map((row) => [String(row['id']), row['name']]));
  const named = (text: string): string => text.replace(/(DEAL_STAGE_|"C)(\d+)/g, (_whole, before: string, id: string) => `${before}${funnels.get(id) ?? id}`).replace(/"categoryId":\d+/, '"categoryId":0');
  const fields = new Map(data.tables['fields']!.map((row) => [row['id'], row['fieldName']]));
  const enums = data.tables['enums']!.map((row): Row => ({ ...row, userFieldId: fields.get(row['userFieldId']) }));
  return Object.fromEntries([...['fields', 'statuses', 'categories', 'dealCategories', 'types', 'items'].map((name) => [name, data.tables[name]!] as const), ['enums', enums] as const].map(([name, rows]) => [name, rows.map(plain).map(named).sort()]));
}

let undisturbed: unknown;
let commands = 0;
let requests = 0;
beforeAll(async () => {
  const w = await livedIn();
  const { applied, problems } = await w.apply();
  expect([problems, applied!.outcomes.filter(({ outcome }) => outcome !== 'done')]).toEqual([[], []]);
  undisturbed = picture(w.portal.data());
  requests = w.portal.requests.length;
  commands = w.portal.requests.flatMap((request) => request.commands ?? []).length;
  await w.close();
});

/** Applies on a portal that fails as told, and once more; then nothing is left to do, and nothing is there twice. */
async function converges(fault: Fault): Promise<void> {
  const w = await livedIn([fault]);
  try {
    await w.apply().catch(() => undefined);
    w.portal.clearFaults();
    const second = await w.apply();
    expect([second.problems, second.applied!.outcomes.filter(({ outcome }) => outcome !== 'done')]).toEqual([[], []]);
    const { plan } = await w.plan();
    expect(plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, reason }) => `${action} ${address} ${reason ?? ''}`)).toEqual([]);
    expect(picture(w.portal.data())).toEqual(undisturbed);
  } catch (error) {
    (error as Error).message = `${JSON.stringify(fault)}: ${(error as Error).message}`;
    throw error;
  } finally {
    await w.close();
  }
}

describe('an apply to standard types converges without a duplicate', () => {
  const strikes: readonly (readonly [string, Fault])[] = [
    ['the reply is lost', { kind: 'lost-reply' }],
    ['the request is lost', { kind: 'lost-request' }],
    ['the client is cut off and the work is done half a minute later', { kind: 'cut-off', delay: 30 }],
    ['the command is refused', { kind: 'error', code: 'ERROR_CORE', description: 'Out of order' }],
  ];
  test.each(strikes)('when %s, whichever command it is', async (_what, fault) => {
    for (let occurrence = 1; occurrence <= commands; occurrence += 1) await converges({ ...fault, command: true, occurrence });
  });

  test.each(strikes.slice(0, 3))('when %s, whichever request it is', async (_what, fault) => {
    for (let occurrence = 1; occurrence <= requests; occurrence += 1) await converges({ ...fault, occurrence });
  });
});

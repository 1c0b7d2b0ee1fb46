// A first apply leaves most updates untried. Here a workshop is made and then changed in every way its
// kinds know, in each of the worlds that a switch of the sandbox stands for, and in all of them at once.

import { describe, expect, onTestFinished, test } from 'vitest';
import type { Switches } from '../../src/sandbox/index.ts';
import { allSwitches } from '../../src/sandbox/server-switches.ts';
import { workshop, type Workshop } from '../in-process.ts';

const made = `
smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, funnels: true, openPermissions: false, useInUserFields: true }
    linkedUserFields: { task: true, calendarEvent: false }
    relations: [{ parent: deal, list: true }, { parent: lead }]
    fields:
      SERIAL: { type: string, label: { en: Serial, ru: Номер }, help: { en: On the plate, ru: На табличке }, showInFilter: true }
      STATE: { type: enumeration, label: { en: State, ru: Состояние }, options: { ok: Works, bad: Broken, old: Old } }
      SUPPLIER: { type: crm, label: Supplier, to: [company, smartProcess.repair] }
    funnels:
      repair: { name: Repair, default: true, stages: { NEW: { name: New, color: "112233" }, DIAG: Diagnosis, SUCCESS: Done, FAIL: Off } }
      paid: { name: Paid, stages: { NEW: New, WORK: Work, SUCCESS: Done, FAIL: Off } }
  repair: { title: Repairs, settings: { openPermissions: true } }
workplaces: { service: { title: Service, smartProcesses: [equipment] } }
`;

const changed = `
smartProcesses:
  equipment:
    title: Machines
    settings: { stages: true, funnels: true, openPermissions: false, useInUserFields: true }
    linkedUserFields: { task: false, calendarEvent: true }
    relations: [{ parent: deal, list: false }, { parent: smartProcess.repair, list: true }]
    fields:
      SERIAL: { type: string, label: { en: Serial no. }, help: { en: On the plate, ru: null }, showInFilter: false }
      STATE: { type: enumeration, label: { en: Condition, ru: Состояние }, options: { bad: Out of order, ok: { name: Works, default: true }, new: New } }
      SUPPLIER: { type: crm, label: Supplied by, to: [contact, smartProcess.repair], showInFilter: true }
    funnels:
      repair:
        name: Repairing
        stages: { NEW: { name: New, color: "445566" }, DIAG: Diagnosing, PARTS: Parts, WORK: { name: Work, color: "778899" }, SUCCESS: Done, FAIL: Off, LOST: { name: Lost, semantics: failure } }
      paid: { name: Paid, default: true, stages: { WORK: Work, NEW: New, SUCCESS: Invoiced, FAIL: Off } }
  repair: { title: Repairs, settings: { openPermissions: true } }
workplaces: { service: { title: Workshop, smartProcesses: [equipment, repair] } }
`;

async function settle(shop: Workshop, configuration: string): Promise<void> {
  shop.declare(configuration);
  const { applied, problems } = await shop.apply();
  expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  expect(applied!.outcomes.length).toBeGreaterThan(5);
  expect(applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const again = await shop.plan();
  expect(again.plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, properties }) => ({ address, action, properties }))).toEqual([]);
}

// Plans that forbid: test/e2e/switches.test.ts
const facts = Object.entries(allSwitches).filter(([name]) => name !== 'typesRestricted' && name !== 'workplacesRestricted');
const worlds: readonly (readonly [string, Switches])[] = [
  ...facts.flatMap(([name, { alternatives }]) => alternatives.map((value) => [`${name} is ${JSON.stringify(value)}`, { [name]: value }] as const)),
  ['everything is otherwise', Object.fromEntries(facts.map(([name, { alternatives }]) => [name, alternatives[0]!]))],
];

describe('a workshop is made, changed and left alone', () => {
  test.each(worlds)('where %s', async (_name, switches) => {
    const shop = await workshop({ switches });
    onTestFinished(shop.close);
    await settle(shop, made);
    await settle(shop, changed);
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/index.ts';
import { workshop } from '../in-process.ts';
import { portrait } from '../portrait.ts';
import { runs } from '../property/runs.ts';
import { serviceDesk } from './service-desk.ts';

let undisturbed: unknown;
let requests = 0;
let commands = 0;
let methods: string[] = [];
beforeAll(async () => {
  const w = await workshop();
  w.declare(serviceDesk);
  await w.apply();
  undisturbed = portrait(w.portal.data());
  requests = w.portal.requests.length;
  commands = w.portal.requests.flatMap((request) => request.commands ?? []).length;
  methods = [...new Set(w.portal.requests.flatMap(({ commands = [] }) => commands.map(({ method }) => method)))].sort();
  await w.close();
});

/** Applies on a portal that fails as told, and once more; then nothing is left to do, and nothing is there twice. */
async function converge(...faults: Fault[]): Promise<void> {
  const w = await workshop({ faults });
  try {
    w.declare(serviceDesk);
    // what cannot be read is no configuration problem: the command ends, and is run again
    await w.apply().catch(() => undefined);
    w.portal.clearFaults();
    const second = await w.apply();
    expect(second.problems).toEqual([]);
    expect(second.applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    const { plan, problems } = await w.plan();
    expect(problems).toEqual([]);
    expect(plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, reason }) => `${action} ${address} ${reason ?? ''}`)).toEqual([]);
    expect(portrait(w.portal.data())).toEqual(undisturbed);
  } finally {
    await w.close();
  }
}

/** Says which run it was that failed. */
async function during(what: string, run: Promise<void>): Promise<void> {
  await run.catch((error: Error) => {
    error.message = `${what}: ${error.message}`;
    throw error;
  });
}

const strikes: Record<string, Omit<Fault, 'occurrence' | 'method'>> = {
  'the reply is lost': { kind: 'lost-reply' },
  'the request is lost': { kind: 'lost-request' },
  'the client is cut off and the work is done half a minute later': { kind: 'cut-off', delay: 30 },
  'the client is cut off and the work is done at the last moment': { kind: 'cut-off', delay: 59 },
  'the connection is reset before the work': { kind: 'reset' },
  'the connection is reset after the work': { kind: 'reset', executed: true },
  'the portal fails before the work': { kind: '500' },
  'the portal fails after the work': { kind: '500', executed: true },
  'a gateway answers with a page before the work': { kind: '502-html' },
  'a gateway answers with a page after the work': { kind: '502-html', executed: true },
  'the answer is broken JSON': { kind: 'bad-json' },
  'the portal accepts no more requests': { kind: '503-limit' },
  'the operating time is used up': { kind: '429' },
};

describe('one request meets misfortune', () => {
  for (const [title, fault] of Object.entries(strikes)) {
    test(`apply converges without a duplicate when ${title}, whichever request it is`, async () => {
      for (let occurrence = 1; occurrence <= requests; occurrence += 1) await during(`request ${occurrence}`, converge({ ...fault, occurrence }));
    });
  }
});

describe('one command of a batch meets misfortune', () => {
  for (const [title, fault] of Object.entries(strikes)) {
    test(`apply converges without a duplicate when ${title} at a command, whichever method it is`, async () => {
      for (const method of methods) await during(method, converge({ ...fault, command: true, method, occurrence: 1 }));
    });
  }
});

describe('any command of a batch meets misfortune', () => {
  for (const title of ['the reply is lost', 'the request is lost', 'the client is cut off and the work is done half a minute later']) {
    test(`apply converges without a duplicate when ${title} at a command, whichever of all it is`, async () => {
      for (let occurrence = 1; occurrence <= commands; occurrence += 1) await during(`command ${occurrence}`, converge({ ...strikes[title]!, command: true, occurrence }));
    });
  }
});

test('apply converges without a duplicate when several misfortunes meet', async () => {
  const misfortune = fc
    .record({ strike: fc.constantFrom(...Object.values(strikes)), command: fc.boolean(), at: fc.integer({ min: 1, max: 100 }), times: fc.integer({ min: 1, max: 3 }) })
    .map(({ strike, command, at, times }): Fault[] => Array.from({ length: times }, (_, index) => ({ ...strike, command, occurrence: (at % (command ? commands : requests)) + 1 + index })));
  await fc.assert(
    fc.asyncProperty(fc.array(misfortune, { minLength: 2, maxLength: 4 }), async (several) => converge(...several.flat())),
    runs(40),
  );
});

test('what the portal makes along with a lost create is found, also when the lists that show it were answered before it was there', async () => {
  await converge({ kind: 'cut-off', delay: 30, command: true, occurrence: 10 }, ...[9, 10, 11].map((occurrence): Fault => ({ kind: '429', command: true, occurrence })));
});

test('absence is not believed of a read that was asked early and answered late', async () => {
  await converge(
    { kind: '503-limit', occurrence: 2 },
    { kind: '503-limit', command: true, occurrence: 16 },
    ...[5, 6, 7].map((occurrence): Fault => ({ kind: 'cut-off', delay: 30, occurrence })),
    { kind: '429', occurrence: 9 },
  );
});

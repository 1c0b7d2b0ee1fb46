// Requests and commands of a plan on the empty portal, an apply and a plan after it, beside the least
// that the API allows.

import { pullPortal } from '../../src/engine/pull-portal.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { openRemote } from '../../src/remote/index.ts';
import { workshop, type Workshop } from '../in-process.ts';
import { depot, FIELDS, FUNNELS, LISTS, STAGES } from './depot.ts';
import { printTable } from './table.ts';

const PAGE = 50;
const BATCH = 50;
/** expected server time a batch is packed to (FACTS §35.49), of a new type, a new field */
const SECONDS = 36;
const TYPE_SECONDS = 2;
/** NEW, SUCCESS and FAIL are changed, two of the automatic stages removed, three added */
const STAGE_COMMANDS = 3 + 2 + (STAGES - 3);
const up = (value: number): number => Math.ceil(value);

/** FACTS §36.1, without what is not of this slice; who we are and what we may is asked too. */
const readBound = (types: number, onPortal: number) => {
  const lists = up(Math.max(types, 1) / PAGE) + 2 + up((types * FIELDS) / PAGE) + 2;
  const details = onPortal + onPortal * LISTS;
  return { requests: up(lists / BATCH) + up(details / BATCH), commands: lists + details };
};
/** FACTS §36.2 with a read after each of its waves: numbers of types and funnels are the portal's, so there are three. */
const applyBound = (types: number) => {
  const first = readBound(types, 0);
  const addTypes = types;
  const inside = types * (FIELDS + FUNNELS + STAGE_COMMANDS);
  const others = types * (FUNNELS - 1) * STAGE_COMMANDS;
  const reads = [{ commands: types + 2 }, { commands: types + up((types * FIELDS) / PAGE) + types * LISTS + 2 }, { commands: types + 2 }];
  return {
    requests: first.requests + up(addTypes / Math.floor(SECONDS / TYPE_SECONDS)) + up(inside / BATCH) + up(others / BATCH) + reads.reduce((sum, read) => sum + up(read.commands / BATCH), 0),
    commands: first.commands + addTypes + inside + others + reads.reduce((sum, read) => sum + read.commands, 0),
  };
};

const used = (w: Workshop, from: number): { requests: number; commands: number } => {
  const requests = w.portal.requests.slice(from);
  return { requests: requests.length, commands: requests.reduce((sum, { commands }) => sum + (commands?.length ?? 1), 0) };
};

export async function wire(): Promise<void> {
  const rows: (string | number)[][] = [['smart processes', '', 'requests', 'least', 'commands', 'least', 'seconds here']];
  for (const types of [1, 10, 50]) {
    const w = await workshop({ switches: { operatingLimiter: false, requestLimiter: false } });
    w.declare({ smartProcesses: depot(types) });
    const measure = async (what: string, bound: { requests: number; commands: number }, work: () => Promise<unknown>): Promise<void> => {
      const from = w.portal.requests.length;
      const began = performance.now();
      await work();
      const { requests, commands } = used(w, from);
      rows.push([types, what, requests, bound.requests, commands, bound.commands, ((performance.now() - began) / 1000).toFixed(1)]);
    };
    await measure('plan, empty portal', readBound(types, 0), () => w.plan());
    await measure('apply', applyBound(types), async () => {
      const failed = (await w.apply()).applied?.outcomes.filter(({ outcome }) => outcome !== 'done') ?? [{ step: 'plan' }];
      if (failed.length > 0) throw new Error(`not everything was applied: ${JSON.stringify(failed.slice(0, 3))}`);
    });
    await measure('plan, nothing to do', readBound(types, types), async () => {
      const { plan } = await w.plan();
      if (plan === undefined || plan.waves.length > 0) throw new Error('the second plan is not empty');
    });
    await measure('pull', readBound(types, types), async () => {
      const remote = openRemote({ webhook: w.portal.url, clockScale: 1_000 });
      const { written } = await pullPortal({ kinds: KINDS, remote, project: 'workshop', languages: ['en'], pins: false });
      remote.close();
      if (written.size < types * FIELDS) throw new Error('not everything was pulled');
    });
    if (process.env['BXFORM_LOG'] !== undefined) for (const { number, method, commands } of w.portal.requests) console.log(number, method, commands?.length ?? 1, counted((commands ?? []).map((command) => command.method)));
    await w.close();
  }
  printTable(`Requests and commands, smart processes of ${FIELDS} fields (${LISTS} lists) and ${FUNNELS} funnels of ${STAGES} stages; least: FACTS §36 and one read per wave`, rows);
}

function counted(methods: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const method of methods) counts.set(method, (counts.get(method) ?? 0) + 1);
  return [...counts].map(([method, count]) => `${method} ${count}`).join(', ');
}

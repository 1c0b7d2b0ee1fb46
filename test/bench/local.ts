// What a plan computes, without the network: 10,000 resources in 100 files, read from the files (cold), from
// the cache of parsed files (warm), and compared with a portal that has nothing and with one that has it all.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { load } from '../../src/engine/load.ts';
import { makePlan } from '../../src/engine/planning.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Call, Outcome } from '../../src/model/call.ts';
import type { Remote } from '../../src/remote/port.ts';
import { sectionsOf } from '../../src/sections.ts';
import { workshop } from '../in-process.ts';
import { depot } from './depot.ts';
import { median, printTable } from './table.ts';

const RESOURCES = 10_000;
const RUNS = 5;
const nameOf = ({ method, params }: Call): string => `${method} ${JSON.stringify(params)}`;

/** A portal that answers at once what it answered before. */
function recorded(answers: ReadonlyMap<string, Outcome>): Remote {
  return {
    host: 'recorded',
    send: async (calls) => calls.map((call) => answers.get(nameOf(call)) ?? { kind: 'refused', code: 'NOT_RECORDED', message: nameOf(call) }),
    speaksAs: (context) => context === 'webhook',
    usage: () => ({ requests: 0, commands: 0 }),
    settleMilliseconds: 0,
    hash: (text) => text,
    close: () => undefined,
  };
}

async function timed<T>(times: number[], work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  times.push(performance.now() - began);
  return result;
}

export async function localPart(): Promise<void> {
  const perType = [...resourcesOf(1)].length;
  const types = Math.round(RESOURCES / perType);
  const folder = mkdtempSync(join(tmpdir(), 'bxform-local-'));
  const { empty, full } = await recordings(types);
  try {
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'bxform.yaml'), 'bxform: 1\nproject: workshop\nportals: { env: { language: en } }\ninclude: [config/*.yaml]\n');
    for (let number = 0; number < types; number += 1) writeFileSync(join(folder, 'config', `machine-${number}.yaml`), stringify({ smartProcesses: depot(1, number) }));
    const times: Record<string, number[]> = { 'load, cold': [], 'load, warm': [], resolve: [], 'match, diff, order: empty portal': [], 'match, diff, order: nothing to do': [] };
    const options = { portal: 'env', environment: { BXFORM_WEBHOOK: 'http://127.0.0.1/rest/1/secret/' }, hash: (text: string) => text, sections: sectionsOf(KINDS) };
    for (let run = 0; run < RUNS; run += 1) {
      rmSync(join(folder, '.bxform'), { recursive: true, force: true });
      await timed(times['load, cold']!, () => load(folder, options));
      const { source, problems } = await timed(times['load, warm']!, () => load(folder, options));
      if (source === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
      const { graph } = await timed(times['resolve']!, () => resolve(source, KINDS, 'en'));
      for (const [what, remote, steps] of [['match, diff, order: empty portal', empty, true], ['match, diff, order: nothing to do', full, false]] as const) {
        const planned = await timed(times[what]!, () =>
          makePlan({ kinds: KINDS, graph, source, state: undefined, journal: [], remote, version: 'bench', project: 'workshop', portal: { name: 'env', host: 'recorded', language: 'en' }, warnings: [] }));
        if (planned.plan === undefined || planned.plan.waves.length > 0 !== steps) throw new Error(`${what}: ${JSON.stringify(planned.problems.slice(0, 3))}`);
      }
    }
    const of = (name: string): number => median(times[name]!);
    const plan = of('resolve') + of('match, diff, order: nothing to do');
    printTable(`Local part of a plan of ${types * perType} resources in ${types} files, milliseconds, median of ${RUNS}`, [
      ['part', 'ms'],
      ...Object.keys(times).map((name) => [name, of(name).toFixed(0)]),
      ['whole, cold (nothing to do)', (of('load, cold') + plan).toFixed(0)],
      ['whole, warm (nothing to do)', (of('load, warm') + plan).toFixed(0)],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* resourcesOf(types: number): Generator<string> {
  for (const [key, process] of Object.entries(depot(types)) as [string, any][]) {
    yield key;
    for (const [name, field] of Object.entries<any>(process.fields)) {
      yield name;
      yield* Object.keys(field.options ?? {});
    }
    for (const [name, funnel] of Object.entries<any>(process.funnels)) {
      yield name;
      yield* Object.keys(funnel.stages);
    }
  }
}

/** What a sandbox answers to the reads of a plan, before and after an apply. */
async function recordings(types: number): Promise<{ empty: Remote; full: Remote }> {
  const w = await workshop({ switches: { operatingLimiter: false, requestLimiter: false } });
  w.declare({ smartProcesses: depot(types) });
  const record = async (): Promise<Remote> => {
    const answers = new Map<string, Outcome>();
    await w.plan((calls, outcomes) => calls.forEach((call, index) => answers.set(nameOf(call), outcomes[index]!)));
    return recorded(answers);
  };
  const empty = await record();
  await w.apply();
  const full = await record();
  await w.close();
  return { empty, full };
}

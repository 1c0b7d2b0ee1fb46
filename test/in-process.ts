// The road of the commands plan and apply, gone in this process: many runs in the time one binary starts.
// Files are written and loaded as YAML, the portal is a sandbox over HTTP, the state is a file.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, type Applied } from '../src/engine/apply.ts';
import { load } from '../src/engine/load.ts';
import { workingUntil } from '../src/engine/interrupted.ts';
import { makePlan, type Planned } from '../src/engine/planning.ts';
import { resolve } from '../src/engine/resolve.ts';
import { KINDS } from '../src/kinds/index.ts';
import type { Call, Outcome } from '../src/model/call.ts';
import type { Plan } from '../src/model/plan.ts';
import { isError, type Problem } from '../src/model/problem.ts';
import { openRemote } from '../src/remote/index.ts';
import type { Remote } from '../src/remote/port.ts';
import { sectionsOf } from '../src/sections.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../src/sandbox/index.ts';
import { fileStateStore } from '../src/state/file-store.ts';
import { newState } from '../src/state/state.ts';

export interface Configuration {
  readonly smartProcesses?: object;
  readonly workplaces?: object;
  readonly crm?: object;
  readonly dictionaries?: object;
  readonly activities?: object;
  readonly robots?: object;
  readonly templates?: object;
  readonly triggers?: object;
  readonly placements?: object;
  readonly events?: object;
  readonly fieldTypes?: object;
  readonly activityTypes?: object;
  readonly lines?: object;
  readonly manual?: object;
}

export interface Workshop {
  readonly folder: string;
  readonly portal: Sandbox;
  /** what is declared from now on */
  readonly declare: (configuration: Configuration | string) => void;
  /** problems of the files, of the plan, and the plan itself when there are none */
  /** `heard` is told of every call and its outcome */
  readonly plan: (heard?: (calls: readonly Call[], outcomes: readonly Outcome[]) => void) => Promise<{ readonly plan?: Plan; readonly problems: readonly Problem[] }>;
  /** `reapply`: what cannot be read back is written again */
  readonly apply: (reapply?: boolean) => Promise<{ readonly applied?: Applied; readonly plan?: Plan; readonly problems: readonly Problem[] }>;
  readonly close: () => Promise<void>;
}

const CLOCK = 1_000;

export interface WorkshopOptions extends SandboxOptions {
  /** an application with these scopes beside the webhook */
  readonly application?: readonly string[];
}

export async function workshop({ application, ...options }: WorkshopOptions = {}): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'bxform-workshop-'));
  const clockScale = options.clockScale ?? CLOCK;
  const portal = await startSandbox({ clockScale, ...options });
  const installed = application && (await portal.install({ clientId: 'local.workshop', scopes: application }));
  const app = installed && { kind: 'ready' as const, host: new URL(portal.origin).host, accessToken: String(installed['auth'].access_token), hashKey: () => 'workshop' };
  const remote = openRemote({ webhook: portal.url, clockScale, ...(app === undefined ? {} : { app }) });
  const store = fileStateStore({ folder: join(folder, '.bxform'), name: 'env', now: Date.now });
  const language = options.language ?? 'en';
  const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

  writeFileSync(join(folder, 'bxform.yaml'), JSON.stringify({ bxform: 1, project: 'workshop', portals: { env: { language } }, include: ['config.yaml'] }));
  // JSON is YAML, but for `${`, which the files escape
  const declare: Workshop['declare'] = (configuration) =>
    writeFileSync(join(folder, 'config.yaml'), (typeof configuration === 'string' ? configuration : JSON.stringify(configuration)).replaceAll('${', () => '$${'));
  const planned = async (heard?: (calls: readonly Call[], outcomes: readonly Outcome[]) => void, reapply = false): Promise<Planned | { readonly problems: readonly Problem[] }> => {
    const listening: Remote = {
      ...remote,
      async send(calls, sending) {
        const outcomes = await remote.send(calls, sending);
        heard?.(calls, outcomes);
        return outcomes;
      },
    };
    const loaded = await load(folder, { portal: 'env', environment: { BXFORM_WEBHOOK: portal.url }, hash: remote.hash, cacheFolder: null, sections: sectionsOf(KINDS) });
    const resolved = loaded.source && resolve(loaded.source, KINDS, language);
    const problems = [...loaded.problems, ...(resolved?.problems ?? [])];
    if (problems.some(isError) || !resolved || !loaded.source) return { problems };
    return makePlan({
      kinds: KINDS, graph: resolved.graph, source: loaded.source, state: await store.load(), journal: await store.journal.read(), remote: listening,
      version: 'test', project: 'workshop', portal: { name: 'env', host: remote.host, language }, warnings: [], reapply,
    });
  };
  return {
    folder,
    portal,
    declare,
    plan: (heard) => planned(heard),
    async apply(reapply = false) {
      const begun = Date.now();
      let found = await planned(undefined, reapply);
      const journal = await store.journal.read();
      if (workingUntil(journal, remote.settleMilliseconds) > begun) {
        await pause(Math.max(0, workingUntil(journal, remote.settleMilliseconds, 'plan' in found ? found.plan : undefined) - Date.now()));
        found = await planned(undefined, reapply);
      }
      if (!('plan' in found) || found.plan === undefined) return { problems: found.problems };
      const state = (await store.load()) ?? newState('workshop', remote.host, randomUUID());
      const applied = await apply({ plan: found.plan, kinds: KINDS, remote, store, state, live: found.live, now: Date.now, sleep: pause });
      return { applied, plan: found.plan, problems: found.problems };
    },
    async close() {
      remote.close();
      await portal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The activity pack on a portal: applied by the real binary with the token of an application, its handler running as
// a program of its own, and the portal starting activities as a workflow would.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { copyExample, story, type Ran, type Story } from './harness.ts';

const scopes = ['crm', 'userfieldconfig', 'user', 'department', 'bizproc', 'telephony'];
const RUN_AS = `overlays:
  - portals: [env]
    set:
      activity.user-information: { runAs: admin@example.test }
      activity.change-deal: { runAs: admin@example.test }
`;

export interface Handler {
  readonly url: string;
  /** resolves when this has been printed, after what was waited for before */
  readonly said: (pattern: RegExp) => Promise<string>;
  readonly told: () => string;
}

export interface PackStory extends Story {
  readonly applicationToken: string;
  readonly control: (method: 'GET' | 'POST', path: string, body?: object) => Promise<any>;
  readonly apply: (...flags: string[]) => Promise<Ran>;
  readonly plan: () => Promise<Ran>;
  /** the program of the example; `portals` is PORTALS of its environment */
  readonly serve: (portals?: string) => Promise<Handler>;
}

function started(folder: string, environment: Record<string, string>): Promise<Handler> {
  const child = spawn(process.execPath, ['server.mjs'], { cwd: join(folder, 'handler'), env: { PATH: process.env['PATH'], PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  let [told, heard] = ['', 0];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += String(chunk);
      for (const look of waiting) look();
    });
  }
  const said: Handler['said'] = (pattern) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(told.slice(heard));
        if (found === null) return;
        heard += found.index + found[0].length;
        waiting.delete(look);
        resolve(found[1] ?? found[0]);
      };
      waiting.add(look);
      child.once('close', () => reject(new Error(`never said ${pattern}: ${told}`)));
      look();
    });
  return said(/^Listening on (\S+)/m).then((url) => ({ url, said, told: () => told }));
}

export async function packStory(): Promise<PackStory> {
  const s = await story({});
  const { origin, host } = new URL(s.portal.url);
  copyExample('activity-pack', s.folder);
  s.write('activities/run-as.yaml', RUN_AS);
  const control: PackStory['control'] = async (method, path, body) => {
    const answer = await fetch(`${origin}/_sandbox/${path}`, { method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    return answer.json();
  };
  const { applicationToken, auth } = await control('POST', 'applications', { scopes });
  const bxform = (...args: string[]): Promise<Ran> => s.bxformWith({ BXFORM_WEBHOOK: '', BXFORM_ACCESS_TOKEN: auth.access_token, BXFORM_PORTAL_HOST: host }, ...args);
  return {
    ...s,
    applicationToken,
    control,
    apply: (...flags) => bxform('apply', '--yes', ...flags),
    plan: () => bxform('plan', '--detailed-exitcode'),
    serve: async (portals = `${origin}=${applicationToken}`) => {
      const handler = await started(s.folder, { PORTALS: portals });
      await control('POST', 'hosts', { 'https://activities.example.com': handler.url });
      return handler;
    },
  };
}

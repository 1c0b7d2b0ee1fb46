import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { startSandbox, type Fault, type Phase, type Sandbox } from '../../src/sandbox/index.ts';
import { portrait } from '../portrait.ts';
import { serviceDesk } from './service-desk.ts';

const binary = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const CLOCK = 1_000;

interface Desk {
  readonly folder: string;
  readonly portal: Sandbox;
  /** runs the binary to its end */
  readonly bxform: (...args: string[]) => Promise<{ readonly code: number | null; readonly text: string }>;
  /** runs apply and kills it when it reaches this phase of this request; answers whether it got there */
  readonly killedAt: (request: number, phase: Phase) => Promise<boolean>;
}

async function desk(work: (desk: Desk) => Promise<void>, faults: readonly Fault[] = []): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bxform-killed-'));
  let onRequest: (number: number, phase: Phase) => void | Promise<void> = () => undefined;
  const portal = await startSandbox({ clockScale: CLOCK, faults, onRequest: (number, phase) => onRequest(number, phase) });
  const start = (...args: string[]) =>
    spawn(process.execPath, [binary, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], BXFORM_WEBHOOK: portal.url, BXFORM_PORTAL: 'env', BXFORM_PORTAL_CLOCK: String(CLOCK), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  writeFileSync(join(folder, 'bxform.yaml'), JSON.stringify({ bxform: 1, project: 'workshop', portals: { env: { language: 'en' } }, ...serviceDesk }));
  const bxform: Desk['bxform'] = (...args) =>
    new Promise((resolve) => {
      const child = start(...args);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += String(chunk)));
      child.on('close', (code) => resolve({ code, text }));
    });
  const killedAt: Desk['killedAt'] = (request, phase) =>
    new Promise((resolve) => {
      const child = start('apply', '--yes');
      const gone = new Promise<void>((done) => child.on('close', () => done()));
      let reached = false;
      onRequest = async (number, now) => {
        if (number !== request || now !== phase) return;
        reached = true;
        child.kill('SIGKILL');
        await gone;
      };
      void gone.then(() => {
        onRequest = () => undefined;
        resolve(reached);
      });
    });
  try {
    await work({ folder, portal, bxform, killedAt });
  } finally {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

let undisturbed: any;
let requests = 0;
beforeAll(() =>
  desk(async ({ portal, bxform }) => {
    expect((await bxform('apply', '--yes')).text).toContain(' 0 failed');
    undisturbed = portrait(portal.data());
    requests = portal.requests.length;
  }),
);

/** Applies again, and finds the portal as if nothing had happened. */
async function recovers({ portal, bxform }: Desk): Promise<void> {
  const applied = await bxform('apply', '--yes');
  expect(applied.text).toMatch(/ 0 failed, 0 skipped, 0 blocked, 0 unknown|No changes/);
  expect((await bxform('plan', '--detailed-exitcode')).text).toContain('No changes.');
  expect(portrait(portal.data())).toEqual(undisturbed);
}

/** Every request of an apply, two runs at a time. */
async function each(work: (request: number) => Promise<void>): Promise<void> {
  const numbers = Array.from({ length: requests }, (_, index) => index + 1);
  const run = async (): Promise<void> => {
    for (let request = numbers.shift(); request !== undefined; request = numbers.shift()) {
      await work(request).catch((error: Error) => {
        error.message = `request ${request}: ${error.message}`;
        throw error;
      });
    }
  };
  await Promise.all([run(), run()]);
}

const misfortunes: readonly { readonly title: string; readonly phase: Phase; readonly fault?: Fault }[] = [
  { title: 'before the portal executes it', phase: 'received', fault: { kind: 'lost-request' } },
  { title: 'after the portal executed it and before the reply', phase: 'executed' },
  { title: 'while the portal still works on it, for most of a minute', phase: 'received', fault: { kind: 'cut-off', delay: 50 } },
];

for (const { title, phase, fault } of misfortunes) {
  test(`an apply killed at any request ${title} is finished by the next one without a duplicate`, async () => {
    await each((request) =>
      desk(async (d) => {
        expect(await d.killedAt(request, phase)).toBe(true);
        await recovers(d);
      }, fault === undefined ? [] : [{ ...fault, occurrence: request }]),
    );
  });
}

test('an apply killed at any request whose state was lost too never makes a duplicate, and asks where it cannot know', async () => {
  await each((request) =>
    desk(async (d) => {
      expect(await d.killedAt(request, 'executed')).toBe(true);
      rmSync(join(d.folder, '.bxform'), { recursive: true, force: true });
      const applied = await d.bxform('apply', '--yes');
      expect(applied.text).toMatch(/ 0 failed, 0 skipped, \d+ blocked, 0 unknown|No changes|blocked/);
      const found: any = portrait(d.portal.data());
      expect(found.types.map((type: any) => type.title)).toEqual(undisturbed.types.map((type: any) => type.title));
      expect(found.workplaces.length).toBeLessThanOrEqual(undisturbed.workplaces.length);
      expect(found.options).toBeLessThanOrEqual(undisturbed.options);
      for (const [index, type] of found.types.entries()) {
        expect(type.funnels.map((funnel: any) => funnel.name).sort()).toEqual([...new Set(type.funnels.map((funnel: any) => funnel.name))].sort());
        expect(type.funnels.length).toBeLessThanOrEqual(undisturbed.types[index].funnels.length);
        expect(type.fields.map((field: any) => field.name)).toEqual(undisturbed.types[index].fields.map((field: any) => field.name));
      }
    }),
  );
});

// A workshop with an application beside the webhook: what it has on the portal, what another one does there, and
// an apply that has forgotten everything.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { workshop, type Configuration, type Workshop } from '../in-process.ts';
import { changes } from './shop.ts';
import { APPLICATION_SCOPES } from './recreate.ts';

export async function openedWithApplication(options: SandboxOptions = {}): Promise<Workshop> {
  const shop = await workshop({ ...options, application: APPLICATION_SCOPES });
  onTestFinished(shop.close);
  return shop;
}

/** Rows as the portal keeps them. */
export const rowsIn = (shop: Workshop, table: string): any[] => shop.portal.data().tables[table] ?? [];

/** Calls of another application; answers results, and refusals as their code. */
export async function anotherApplication(shop: Workshop): Promise<(method: string, params?: object) => Promise<any>> {
  const { auth } = await shop.portal.install({ clientId: 'local.other', scopes: APPLICATION_SCOPES });
  return async (method, params = {}) => {
    const answer = await fetch(`${shop.portal.origin}/rest/${method}.json`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${String(auth.access_token)}` }, body: JSON.stringify(params),
    });
    const body = (await answer.json()) as { result?: unknown; error?: string };
    return body.error ?? body.result;
  };
}

/** The state is lost. */
export const forget = (shop: Workshop): void => rmSync(join(shop.folder, '.bxform'), { recursive: true, force: true });

/** `method params` of the writes that reached the portal since, alone or in a batch. */
export function writesSince(shop: Workshop, from: number): (readonly [string, any])[] {
  const calls = shop.portal.requests.slice(from).flatMap(({ method, params, commands }) => (commands === undefined ? [{ method, params }] : commands));
  return calls.filter(({ method }) => /\.(add|bind|unbind|update|delete)$/.test(method)).map(({ method, params }) => [method, params] as const);
}

/** Applies it, and it holds: with the state, and when the state is lost. */
export async function settleAndForget(shop: Workshop, configuration: Configuration): Promise<void> {
  shop.declare(configuration);
  const { applied, problems } = await shop.apply();
  expect(problems).toEqual([]);
  expect(applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  expect(await changes(shop)).toEqual([]);
  forget(shop);
  expect(await changes(shop)).toEqual([]);
}

/** `step outcome` of an apply. */
export async function outcomesOf(shop: Workshop, configuration: Configuration): Promise<string[]> {
  shop.declare(configuration);
  const { applied, problems } = await shop.apply();
  expect(problems).toEqual([]);
  return applied!.outcomes.map(({ step, outcome }) => `${step} ${outcome}`);
}

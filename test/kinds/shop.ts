// A workshop for the tests of kinds: apply a configuration, expect it to hold, look at the portal's own rows.

import { expect, onTestFinished } from 'vitest';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { StepOutcome } from '../../src/model/plan.ts';
import { lines, loadConfig } from '../engine/load-project.ts';
import { workshop, type Configuration, type Workshop, type WorkshopOptions } from '../in-process.ts';

export async function opened(options: WorkshopOptions = {}): Promise<Workshop> {
  const shop = await workshop(options);
  onTestFinished(shop.close);
  return shop;
}

/** What a plan would change: address, action, properties by path. */
export async function changes(shop: Workshop): Promise<object[]> {
  const { plan, problems } = await shop.plan();
  expect(problems).toEqual([]);
  return plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, properties }) => ({ address, action, properties: properties.map(({ path, before, after }) => [path, before, after]) }));
}

/** Applies a configuration: outcomes of its steps, and problems if there are any. */
export async function apply(shop: Workshop, configuration: Configuration): Promise<readonly StepOutcome[]> {
  shop.declare(configuration);
  const { applied, problems } = await shop.apply();
  expect(problems).toEqual([]);
  return applied!.outcomes;
}

/** Applies it, all of it is done, and nothing is left to change. */
export async function settle(shop: Workshop, configuration: Configuration): Promise<void> {
  const outcomes = await apply(shop, configuration);
  expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  expect(await changes(shop)).toEqual([]);
}

/** `code: message` of what is wrong with a configuration. */
export async function wrong(shop: Workshop, configuration: Configuration): Promise<string[]> {
  shop.declare(configuration);
  return (await shop.plan()).problems.map(({ code }) => code).sort();
}

/** What is wrong with a file of the project before any portal is asked: `file:line:col code: message → hint`. */
export async function remarksOn(config: string): Promise<string[]> {
  const { source, problems } = await loadConfig(config);
  return lines([...problems, ...(source === undefined ? [] : resolve(source, KINDS, 'en').problems)]);
}

/** Calls a method as a person with the webhook would. */
export async function call(shop: Workshop, method: string, params: object = {}): Promise<any> {
  const answer = await fetch(`${shop.portal.url}${method}.json`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
  const body = (await answer.json()) as { result?: unknown; error?: string; error_description?: string };
  if (body.error !== undefined) throw new Error(`${method}: ${body.error} ${body.error_description ?? ''}`);
  return body.result;
}

/** The whole of a smart process. */
export const typeNamed = async (shop: Workshop, title: string): Promise<any> => {
  const { types } = await call(shop, 'crm.type.list', { filter: { title } });
  return (await call(shop, 'crm.type.get', { id: types[0].id })).type;
};

export const fieldNamed = async (shop: Workshop, name: string): Promise<any> => {
  const { fields } = await call(shop, 'userfieldconfig.list', { moduleId: 'crm', order: { id: 'ASC' } });
  const { id } = fields.find(({ fieldName }: { fieldName: string }) => fieldName.endsWith(`_${name}`));
  return (await call(shop, 'userfieldconfig.get', { moduleId: 'crm', id })).field;
};

export const stagesOf = async (shop: Workshop, entityId: string): Promise<any[]> => call(shop, 'crm.status.list', { filter: { ENTITY_ID: entityId }, order: { SORT: 'ASC' } });

export const OPEN = { openPermissions: false };

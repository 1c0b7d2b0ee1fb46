// The repair workshop that the stories about identity and ownership play in, and how they look at the
// portal: by its data, before and after.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Data, Row } from '../../src/sandbox/index.ts';
import { story, type Story } from './harness.ts';

export interface Reported {
  readonly summary: Readonly<Record<string, number>>;
  readonly changes: readonly ReportedChange[];
  readonly steps: readonly { readonly id: string; readonly method: string; readonly wave: number }[];
  readonly recorded: readonly string[];
  readonly kept: readonly { readonly address: string; readonly properties: readonly string[] }[];
  readonly leftAlone: readonly { readonly address: string }[];
}
export interface ReportedChange {
  readonly address: string;
  readonly action: string;
  readonly reason?: string;
  readonly answers?: readonly string[];
  readonly waitsFor?: string;
  readonly risks?: readonly string[];
  readonly properties: readonly { readonly path: string; readonly before?: unknown; readonly after: unknown }[];
}
export interface Applied {
  readonly code: number;
  readonly summary: Readonly<Record<string, number>>;
  readonly steps: readonly { readonly step: string; readonly action: string; readonly address: string; readonly outcome: string; readonly message?: string; readonly code?: string; readonly because?: readonly string[] }[];
  readonly blocked: readonly ReportedChange[];
}

/** A story whose configuration is one file. */
export const workshop = (yaml: string, options: Parameters<typeof story>[1] = {}): Promise<Story> => story({ 'config/workshop.yaml': yaml }, options);

export const configure = (s: Story, yaml: string): void => s.write('config/workshop.yaml', yaml);

export async function planned(s: Story, ...flags: string[]): Promise<Reported> {
  const ran = await s.bxform('plan', '--json', ...flags);
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as Reported;
}

/** Applies, whatever comes of it. */
export async function applying(s: Story, ...flags: string[]): Promise<Applied> {
  const ran = await s.bxform('apply', '--yes', '--json', ...flags);
  expect(ran.stdout, ran.stderr).toMatch(/"format": *"bxform-apply-report\/1"/);
  return { ...(JSON.parse(ran.stdout) as Applied), code: ran.code };
}

/** Applies, and all of it is done. */
export async function applied(s: Story, ...flags: string[]): Promise<Applied> {
  const report = await applying(s, ...flags);
  expect({ code: report.code, not: report.steps.filter(({ outcome }) => outcome !== 'done'), blocked: report.blocked }).toEqual({ code: 0, not: [], blocked: [] });
  return report;
}

export async function expectNoChanges(s: Story, ...flags: string[]): Promise<void> {
  const again = await s.bxform('plan', '--detailed-exitcode', ...flags);
  expect(again.stdout + again.stderr).toContain('No changes. The portal matches the configuration.');
  expect(again.code).toBe(0);
}

export const forget = (s: Story): void => rmSync(join(s.folder, '.bxform'), { recursive: true, force: true });

/** A copy of all the portal keeps. */
export const dump = (s: Story): Data => structuredClone(s.portal.data());

export const table = (s: Story, name: string): readonly Row[] => s.portal.data().tables[name] ?? [];

export const rowWhere = (s: Story, name: string, where: Row): Row => {
  const found = table(s, name).filter((row) => Object.entries(where).every(([column, value]) => row[column] === value));
  expect(found, `${name} ${JSON.stringify(where)}`).toHaveLength(1);
  return found[0]!;
};

export const typeRow = (s: Story, title: string): Row => rowWhere(s, 'types', { title });
export const fieldRow = (s: Story, type: Row, key: string): Row => rowWhere(s, 'fields', { fieldName: `UF_CRM_${type['id']}_${key}` });
export const funnelRow = (s: Story, type: Row, name: string): Row => rowWhere(s, 'categories', { entityTypeId: type['entityTypeId'], name });

/** Stages of a funnel in their order, as `KEY sort`. */
export const stageRows = (s: Story, funnel: Row): readonly Row[] =>
  table(s, 'statuses').filter((row) => row['entityId'] === `DYNAMIC_${funnel['entityTypeId']}_STAGE_${funnel['id']}`).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);
export const stageKey = (row: Row): string => String(row['statusId']).replace(/^[^:]*:/, '');
export const stageKeys = (s: Story, funnel: Row): readonly string[] => stageRows(s, funnel).map(stageKey);
export const stageRow = (s: Story, funnel: Row, key: string): Row => stageRows(s, funnel).find((row) => stageKey(row) === key)!;
export const optionRows = (s: Story, field: Row): readonly Row[] => table(s, 'enums').filter((row) => row['userFieldId'] === field['id']).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);

const LISTED = ['types', 'categories', 'dealCategories', 'statuses', 'fields', 'enums', 'relations', 'solutions', 'items', 'lists', 'currencies', 'users'];

/** Every row that was there is there and the same to the byte, but for those that `may` change. */
export function expectUntouched(before: Data, after: Data, may: (name: string, row: Row) => boolean = () => false): void {
  const identity = (row: Row): string => JSON.stringify([row['id'] ?? row['ID'] ?? row['CURRENCY'] ?? [row['parent'], row['child']], row['entityTypeId'] ?? '']);
  for (const name of LISTED) {
    const now = new Map((after.tables[name] ?? []).map((row) => [identity(row), row]));
    for (const row of before.tables[name] ?? []) if (!may(name, row)) expect(JSON.stringify(now.get(identity(row))), `${name} ${identity(row)}`).toBe(JSON.stringify(row));
  }
}

export const changeOf = (report: { readonly changes?: readonly ReportedChange[]; readonly blocked?: readonly ReportedChange[] }, address: string): ReportedChange => {
  const found = (report.changes ?? report.blocked ?? []).find((change) => change.address === address);
  expect(found, address).toBeDefined();
  return found!;
};

/** Adds what people make in the browser. */
export async function byHand(s: Story, seed: object): Promise<any[]> {
  const answer = await fetch(`${s.portal.origin}/_sandbox/seed`, { method: 'POST', body: JSON.stringify(seed) });
  const body = (await answer.json()) as { results: any[]; error?: string };
  expect(body.error).toBeUndefined();
  return body.results;
}

export const crowd = (s: Story): Promise<any[]> => byHand(s, { crowded: true });

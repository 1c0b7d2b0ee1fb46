import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KINDS } from '../src/kinds/index.ts';
import { scopesMarkdown } from './scopes-table.ts';

test('every kind has a row with what it asks of a portal', () => {
  const rows = scopesMarkdown(KINDS).split('\n').slice(2, -1);
  expect(rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1])).toEqual(KINDS.map(({ name }) => name));
  expect(rows).toContain('| `smartProcess` | `smartProcesses` | webhook or application | `crm` | yes | `crm.type.add` |');
  for (const { name, scopes, context } of KINDS) {
    const row = rows.find((each) => each.startsWith(`| \`${name}\` `))!;
    for (const scope of scopes) expect(row).toContain(`\`${scope}\``);
    expect(row.includes('| application |')).toBe(context === 'app');
  }
});

test('what only an application may is told to be so', () => {
  const activity = { ...KINDS[0]!, name: 'activity', section: 'activities', context: 'app' as const, scopes: ['bizproc', 'crm'], probe: 'bizproc.activity.add' };
  const { lookup: _, ...made } = activity;
  expect(scopesMarkdown([made])).toContain('| `activity` | `activities` | application | `bizproc` `crm` | yes | `bizproc.activity.add` |');
  expect(scopesMarkdown([activity])).toContain('| `bizproc` or `crm` |');
});

test('the README has a place for it', () => {
  expect(readFileSync('README.md', 'utf8')).toMatch(/<!-- scopes -->\n\| kind \| section \|[\s\S]*\n<!-- \/scopes -->/);
});

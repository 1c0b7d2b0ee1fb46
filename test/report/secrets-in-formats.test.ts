// A secret is hidden alike in every format a plan is shown in.

import { describe, expect, test } from 'vitest';
import type { Change, Plan } from '../../src/model/plan.ts';
import { Secret } from '../../src/model/value.ts';
import { planGitlab } from '../../src/report/plan-gitlab.ts';
import { planHtml } from '../../src/report/plan-html.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { planText } from '../../src/report/plan-text.ts';
import { repairPicture } from './repair-picture.ts';
import { repairPlan } from './repair-plan.ts';

const SECRETS = ['hunter2 & <plaintext>', 'Второй "секрет"\nна две строки', 'long '.repeat(40).trim(), 'WEBHOOKTOKEN123'];
const [first, second, third, token] = SECRETS as [string, string, string, string];
const secret = (text: string): Secret => new Secret('${env.X}', text, () => 'hash');

const changes: readonly Change[] = [
  {
    address: 'activity.create-invoice',
    kind: 'activity',
    action: 'update',
    properties: [
      { path: 'token', before: secret(second), after: secret(first) },
      { path: 'headers', before: { Authorization: secret(third) }, after: { Authorization: secret(first), list: [secret(second)] } },
      { path: 'key', before: third, after: second, secret: true },
      { path: 'saved', before: { $env: '${env.X}', hash: 'old' }, after: { $env: '${env.X}', hash: 'new' } },
    ],
  },
  { address: 'activity.other', kind: 'activity', action: 'create', properties: [{ path: 'long', after: [secret(third), 'x'.repeat(100)] }, { path: 'text', after: secret(second) }] },
  { address: 'activity.third', kind: 'activity', action: 'blocked', reason: 'it is there', properties: [{ path: 'token', after: secret(first) }] },
];
const plan: Plan = { ...repairPlan, changes, warnings: [{ code: 'x', level: 'warning', message: `do not write https://acme.bitrix24.eu/rest/1/${token}/ here`, hint: `not https://acme.bitrix24.eu/rest/1/${token}/` }] };

const entities = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const spellings = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(text).replaceAll('%20', '+'),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
  Buffer.from(text).toString('hex'),
  JSON.stringify(text).slice(1, -1),
  entities(text),
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

const formats: readonly (readonly [string, (shown: Plan) => string])[] = [
  ['text', (shown) => planText(shown, { color: false })],
  ['JSON', planJson],
  ['Markdown', planMarkdown],
  ['GitLab', planGitlab],
  ['HTML', (shown) => planHtml(shown, repairPicture)],
];

describe.each(formats)('the plan as %s', (name, print) => {
  test('has no secret in it, however it is spelled', () => {
    const text = print(plan);
    for (const spelling of SECRETS.slice(0, 3).flatMap(spellings)) expect(text).not.toContain(spelling);
    expect(text).not.toContain('${env.X}');
    if (name !== 'JSON') expect(text).not.toContain(token);
  });

  test('says the same of other secrets', () => {
    const masked = (text: unknown): unknown => {
      if (text instanceof Secret) return secret('something else');
      if (Array.isArray(text)) return text.map(masked);
      return typeof text === 'object' && text !== null && !('$env' in text) ? Object.fromEntries(Object.entries(text).map(([key, value]) => [key, masked(value)])) : text;
    };
    const others = changes.map((change) => ({ ...change, properties: change.properties.map((property) => (property.secret ? { ...property, before: 'a', after: 'b' } : (masked(property) as typeof property))) }));
    expect(print({ ...plan, changes: others })).toBe(print(plan));
  });
});

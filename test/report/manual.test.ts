import { describe, expect, test } from 'vitest';
import type { ManualStep, Plan } from '../../src/model/plan.ts';
import { linkOf, manualItems, manualLines, manualSection } from '../../src/report/manual-steps.ts';
import { applyJson } from '../../src/report/apply-json.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { complaints } from './output-schemas.ts';
import { emptyPlan } from './repair-plan.ts';

const portal = { name: 'staging', host: 'acme.bitrix24.eu', language: 'en' };
const robots: ManualStep = {
  address: 'manual.robots', text: 'Build the chain of robots', who: 'the head of service', changed: true, ids: {}, waitsFor: ['smartProcess.equipment'],
  link: { $text: ['/crm/type/', { $slot: 'smartProcess.equipment', name: 'entityTypeId' }, '/automation/'] },
};
const known: ManualStep = { ...robots, ids: { 'smartProcess.equipment': { entityTypeId: 1030 } }, waitsFor: [] };
const plan: Plan = { ...emptyPlan, portal, manual: [robots] };

describe('a link', () => {
  test.each([
    ['leads to the portal', 'acme.bitrix24.eu', '/crm/', 'https://acme.bitrix24.eu/crm/'],
    ['leads to a portal on this computer', '127.0.0.1:8024', '/crm/', 'http://127.0.0.1:8024/crm/'],
    ['stays a path on the built-in sandbox, which has no address', 'built-in-sandbox', '/crm/', '/crm/'],
    ['leads elsewhere when it says so', 'acme.bitrix24.eu', 'https://docs.example/robots', 'https://docs.example/robots'],
  ])('%s', (_what, host, path, expected) => {
    expect(linkOf({ ...robots, link: { $text: [path] } }, { ...portal, host })).toEqual({ link: expected, whole: true });
  });

  test('holds the ids that are known, and names those that are not', () => {
    expect(linkOf(known, portal)).toEqual({ link: 'https://acme.bitrix24.eu/crm/type/1030/automation/', whole: true });
    expect(linkOf(robots, portal)).toEqual({ link: 'https://acme.bitrix24.eu/crm/type/{smartProcess.equipment.entityTypeId}/automation/', whole: false });
    const inherited = { ...known, link: { $text: ['/crm/', { $slot: 'smartProcess.equipment', name: 'constructor' }] } };
    expect(linkOf(inherited, portal)).toEqual({ link: 'https://acme.bitrix24.eu/crm/{smartProcess.equipment.constructor}', whole: false });
  });
});

describe('a step for a person', () => {
  test('is told with everything a person needs', () => {
    expect(manualLines(plan)).toEqual([
      'manual.robots: Build the chain of robots',
      '  https://acme.bitrix24.eu/crm/type/{smartProcess.equipment.entityTypeId}/automation/',
      '  who: the head of service',
      '  once there is smartProcess.equipment',
      '  it says something else than when it was acknowledged',
      '  when it is done: `bxform state ack manual.robots --portal staging`',
    ]);
  });

  test('can be clicked on once its link is whole', () => {
    const address = 'https://acme.bitrix24.eu/crm/type/1030/automation/';
    expect(manualItems({ ...plan, manual: [known] })[0]).toContain(`<${address}>`);
    expect(manualItems(plan)[0]).toContain('`https://acme.bitrix24.eu/crm/type/{smartProcess.equipment.entityTypeId}/automation/`');
    expect(manualSection({ ...plan, manual: [known] })!.text).toContain(`<a href="${address}" rel="noreferrer">`);
    expect(manualSection(plan)!.text).not.toContain('href');
  });

  test.each(['javascript:alert(1)', 'https://evil.example/"onclick=x', 'https://evil.example/@everyone', '/x><script>'])('is never made a link by %s', (text) => {
    const steps = { ...plan, manual: [{ ...robots, link: { $text: [text] } }] };
    expect(manualSection(steps)!.text).not.toMatch(/href|<script/);
    expect(manualItems(steps)[0]).not.toMatch(/<https|<script>(?!.*`)/);
  });

  test('is reported as the schemas promise, and absent where there is none', () => {
    const report = { plan, outcomes: [], cancelled: false, manual: [known], usage: { requests: 0, commands: 0 } };
    expect([complaints('plan', planJson(plan)), complaints('apply', applyJson(report))]).toEqual([[], []]);
    expect(JSON.parse(planJson(plan))).toMatchObject({ manual: [{ address: 'manual.robots', waitsFor: ['smartProcess.equipment'], changed: true }] });
    expect(JSON.parse(applyJson(report))).toMatchObject({ manual: [{ link: 'https://acme.bitrix24.eu/crm/type/1030/automation/', waitsFor: [] }] });
    expect(JSON.parse(planJson(emptyPlan))).not.toHaveProperty('manual');
  });
});

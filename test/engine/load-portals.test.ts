import { describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../src/engine/load.ts';
import { lines, loadFiles } from './load-project.ts';

const HOOK = 'https://acme.bitrix24.eu/rest/1/q7secret/';

const loadPortals = (portals: string, options: Partial<LoadOptions> = {}) => loadFiles({ 'bxform.yaml': `bxform: 1\nproject: repairs\n${portals}` }, options);
const both = 'portals:\n  sandbox: { sandbox: true, language: en }\n  staging: { webhook: "${env.STAGING}", host: acme.bitrix24.eu, language: ru, limits: { share: 0.5, plan: enterprise }, tags: [test] }\n';

describe('the portal that is meant', () => {
  test('is the one that is named, with all that is said of it', async () => {
    const { portal, problems } = await loadPortals(both, { portal: 'staging', environment: { STAGING: HOOK } });
    expect(problems).toEqual([]);
    expect(portal).toMatchObject({ name: 'staging', host: 'acme.bitrix24.eu', language: 'ru', limits: { share: 0.5, plan: 'enterprise' }, tags: ['test'] });
    expect(portal?.webhook?.reveal()).toBe(HOOK);
  });

  test('is the only one when none is named', async () => {
    expect((await loadPortals('portals: { sandbox: { sandbox: true } }')).portal?.name).toBe('sandbox');
  });

  test('is nobody when none is needed', async () => {
    const { portal, project, problems } = await loadPortals(both, { portal: null });
    expect([portal, problems]).toEqual([undefined, []]);
    expect([...project!.portals.keys()]).toEqual(['sandbox', 'staging']);
  });

  test('does not make others need their environment', async () => {
    expect((await loadPortals(both, { portal: 'sandbox' })).problems).toEqual([]);
    const { problems } = await loadPortals(both, { portal: 'staging' });
    expect(lines(problems)).toEqual(['bxform.yaml:5:24 environment-unset: the environment variable STAGING is not set → set it before running bxform: export STAGING=…']);
  });

  test('must be named when there are several', async () => {
    expect(lines((await loadPortals(both)).problems)).toEqual(['bxform.yaml:3:1 portal-not-chosen: several portals are declared and none is chosen → choose one with --portal: sandbox, staging']);
  });

  test('must be declared', async () => {
    expect(lines((await loadPortals('')).problems)).toEqual(['bxform.yaml:1:1 portal-not-chosen: no portal is declared → declare one: portals: { sandbox: { sandbox: true } }; or set BXFORM_WEBHOOK and use --portal env']);
    expect(lines((await loadPortals(both, { portal: 'stagin' })).problems)).toEqual(['bxform.yaml:3:1 unknown-portal: there is no portal `stagin` → did you mean staging? Known are: sandbox, staging, env']);
  });
});

describe('the portal env', () => {
  test('needs no entry: its webhook and language come from the environment', async () => {
    const { portal, problems } = await loadPortals('', { portal: 'env', environment: { BXFORM_WEBHOOK: HOOK, BXFORM_LANGUAGE: 'de' } });
    expect(problems).toEqual([]);
    expect(portal).toMatchObject({ name: 'env', language: 'de' });
    expect(portal?.webhook?.template).toBe('${env.BXFORM_WEBHOOK}');
  });

  test('takes its language from its entry first', async () => {
    const { portal } = await loadPortals('portals: { env: { language: ru, limits: { share: 0.1 } } }', { environment: { BXFORM_WEBHOOK: HOOK, BXFORM_LANGUAGE: 'de' } });
    expect(portal).toMatchObject({ name: 'env', language: 'ru', limits: { share: 0.1 } });
  });

  const mistakes: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ['lacks its webhook', '', {}, 'environment-unset: the portal env takes its webhook from BXFORM_WEBHOOK, which is not set → export BXFORM_WEBHOOK=https://HOST/rest/USER/SECRET/'],
    ['has a language that is none', '', { BXFORM_WEBHOOK: HOOK, BXFORM_LANGUAGE: 'English' }, 'bad-value: BXFORM_LANGUAGE must be a language code of the portal in lower case, such as en, de or ru, not "English"'],
    ['has a webhook of its own', 'portals: { env: { webhook: "${env.OTHER}" } }', { BXFORM_WEBHOOK: HOOK, OTHER: HOOK }, 'bxform.yaml:3:12 portal-address: the portal env takes its webhook from BXFORM_WEBHOOK → remove `webhook` and `sandbox`, or give the portal another name'],
  ];
  test.each(mistakes)('is refused when it %s', async (_, portals, environment, expected) => {
    expect(lines((await loadPortals(portals, { portal: 'env', environment })).problems)).toEqual([expected]);
  });
});

describe('a webhook', () => {
  test('written into the file is refused, and not repeated', async () => {
    const { problems, portal } = await loadPortals(`portals: { live: { webhook: ${HOOK} } }`);
    expect(lines(problems)).toEqual([
      'bxform.yaml:3:29 secret-in-file: the webhook is written into the file; whoever reads the file could rule the portal → put it into an environment variable and write webhook: "${env.STAGING_WEBHOOK}"; a webhook that was committed should be revoked on the portal',
    ]);
    expect(JSON.stringify([problems, portal])).not.toContain('q7secret');
  });

  test('may come through a variable', async () => {
    const { portal, problems } = await loadPortals('portals: { live: { webhook: "${var.hook}" } }\nvariables: { hook: { env: LIVE } }', { environment: { LIVE: HOOK } });
    expect([problems, portal?.webhook?.reveal()]).toEqual([[], HOOK]);
  });

  const shapes: readonly (readonly [string, string, string])[] = [
    ['is no address', 'q7secret', 'bad-webhook: ${env.LIVE} is not the address of a webhook → copy it from the portal whole, without a method: https://HOST/rest/USER/SECRET/'],
    ['names a method', `${HOOK}profile.json`, 'bad-webhook: ${env.LIVE} is not the address of a webhook → copy it from the portal whole, without a method: https://HOST/rest/USER/SECRET/'],
    ['would send its secret in the open', HOOK.replace('https', 'http'), 'bad-webhook: ${env.LIVE} uses http, which would send the secret in the open → use https; http is for portals on this computer'],
    ['belongs to another portal', HOOK.replace('acme', 'other'), 'other-portal: ${env.LIVE} belongs to other.bitrix24.eu, and the portal is declared as acme.bitrix24.eu → correct the environment variable, or `host`'],
  ];
  test.each(shapes)('that %s is refused, and not repeated', async (_, hook, expected) => {
    const { problems } = await loadPortals('portals: { live: { webhook: "${env.LIVE}", host: acme.bitrix24.eu } }', { environment: { LIVE: hook } });
    expect(lines(problems)).toEqual([`bxform.yaml:3:29 ${expected}`]);
    expect(JSON.stringify(problems)).not.toContain('q7secret');
  });

  test('of a portal on this computer may use http', async () => {
    const { problems } = await loadPortals('portals: { live: { webhook: "${env.LIVE}" } }', { environment: { LIVE: 'http://127.0.0.1:8642/rest/1/q7secret/' } });
    expect(problems).toEqual([]);
  });
});

const entries: readonly (readonly [string, string, string])[] = [
  ['neither sandbox nor webhook', '{ ▸live: { language: en } }', 'portal-address: the portal `live` has no address → write `sandbox: true`, or webhook: "${env.NAME}"'],
  ['sandbox and webhook', '{ ▸live: { sandbox: true, webhook: "${env.LIVE}" } }', 'portal-address: the portal `live` is the sandbox or has a webhook, not both → write `sandbox: true`, or webhook: "${env.NAME}"'],
  ['a host with https://', '{ live: { sandbox: true, host: ▸https://acme.bitrix24.eu } }', 'bad-value: `host` must be a host name such as acme.bitrix24.eu, without https:// and without a path, not "https://acme.bitrix24.eu"'],
  ['an unknown tariff', '{ live: { sandbox: true, limits: { plan: ▸pro } } }', 'not-allowed: `plan` must be standard or enterprise, not "pro"'],
  ['more than all of the rate', '{ live: { sandbox: true, limits: { share: ▸2 } } }', 'out-of-range: `share` must be a number above 0, at most 1, not 2'],
];
test.each(entries)('a portal with %s is refused even when another one is meant', async (_, portals, expected) => {
  const text = `portals: ${portals.replace(/ }$/, ', other: { sandbox: true } }')}`;
  const { problems } = await loadPortals(text, { portal: 'other' });
  expect(lines(problems)).toEqual([`bxform.yaml:3:${text.indexOf('▸') + 1} ${expected}`]);
});

test('the portal env with a declared host refuses the webhook of another portal, and does not repeat it', async () => {
  const { problems } = await loadPortals('portals: { env: { host: acme.bitrix24.eu } }', { portal: 'env', environment: { BXFORM_WEBHOOK: HOOK.replace('acme', 'other') } });
  expect(lines(problems)).toEqual(['other-portal: ${env.BXFORM_WEBHOOK} belongs to other.bitrix24.eu, and the portal is declared as acme.bitrix24.eu → correct the environment variable, or `host`']);
  expect(JSON.stringify(problems)).not.toContain('q7secret');
  expect((await loadPortals('portals: { env: { host: ACME.bitrix24.eu } }', { portal: 'env', environment: { BXFORM_WEBHOOK: HOOK } })).problems).toEqual([]);
});

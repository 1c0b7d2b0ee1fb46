import { describe, expect, test } from 'vitest';
import { circumstances, type Circumstances } from '../../src/engine/circumstances.ts';
import { examinationCalls, examine, type Answers, type Examinable } from '../../src/engine/examination.ts';
import type { Call, Context, Outcome } from '../../src/model/call.ts';
import type { Finding } from '../../src/model/finding.ts';

const refused = (code: string, message = ''): Outcome => ({ kind: 'refused', code, message, status: 403 });
const down: Outcome = { kind: 'notRun', reason: 'no connection to acme.bitrix24.eu (ECONNREFUSED)' };

/** Results by method; `app:profile` for what the application alone is answered. */
const answering = (told: Record<string, unknown>): Answers => ({ method, params, context }: Call) => {
  const name = method === 'method.get' ? `method.get ${String(params['name'])}` : method;
  const found = told[`${context ?? 'webhook'}:${name}`] ?? told[name] ?? told['*'];
  if (found === undefined) return refused('ERROR_METHOD_NOT_FOUND');
  return typeof found === 'object' && found !== null && 'kind' in found ? (found as Outcome) : { kind: 'done', result: found };
};
const anna = { profile: { ID: '7', ADMIN: true, NAME: 'Anna', LAST_NAME: 'Weber' }, scope: ['crm', 'userfieldconfig'], 'user.admin': true };
const kinds: readonly Examinable[] = [{ name: 'smartProcess', scopes: ['crm'], probe: 'crm.type.add' }, { name: 'field', scopes: ['userfieldconfig', 'crm'], probe: 'userfieldconfig.add' }];
const there = { 'method.get crm.type.add': { isExisting: true, isAvailable: true }, 'method.get userfieldconfig.add': { isExisting: true, isAvailable: true } };

const told = (findings: readonly Finding[]): string[] => findings.map(({ level, code, message, hint, access }) => `${level}${access ? '!' : ''} ${code}: ${message}${hint === undefined ? '' : ' →'}`);
const examined = (answers: Record<string, unknown>, ways: readonly Context[] = ['webhook']): string[] => told(examine({ host: 'acme.bitrix24.eu', ways, kinds, answers: answering(answers) }).findings);

describe('being let in', () => {
  const noApp = 'info no-application: there is no application: activities, robots, triggers, templates, placements and events cannot be configured by a webhook →';

  test.each<[string, Record<string, unknown>, Context[], string[]]>([
    ['by a webhook that may do everything', { ...anna, ...there }, ['webhook'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the webhook acts for user 7 (Anna Weber)',
      'ok administrator: the webhook acts for an administrator of the portal',
      'ok scopes: the webhook has the scopes crm, userfieldconfig',
      noApp,
      'ok methods: the portal has the methods that the declared things need',
    ]],
    ['by an application alone', { ...anna, ...there, scope: { 0: 'userfieldconfig', 2: 'crm' } }, ['app'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the application acts for user 7 (Anna Weber)',
      'ok administrator: the application acts for an administrator of the portal',
      'ok scopes: the application has the scopes crm, userfieldconfig',
      'ok methods: the portal has the methods that the declared things need',
    ]],
    ['by both, as different people with different scopes', { ...anna, ...there, 'app:profile': { ID: '9', ADMIN: false }, 'app:scope': ['bizproc'] }, ['webhook', 'app'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the webhook acts for user 7 (Anna Weber)',
      'ok administrator: the webhook acts for an administrator of the portal',
      'ok scopes: the webhook has the scopes crm, userfieldconfig',
      'ok who: the application acts for user 9',
      'error! not-an-administrator: the application acts for a user who is not an administrator of the portal (user 9) →',
      'ok scopes: the application has the scopes bizproc',
      'ok methods: the portal has the methods that the declared things need',
    ]],
    ['by a webhook that lacks a scope', { ...anna, ...there, scope: ['crm'] }, ['webhook'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the webhook acts for user 7 (Anna Weber)',
      'ok administrator: the webhook acts for an administrator of the portal',
      'error! missing-scope: the webhook lacks the scope userfieldconfig, needed for field →',
      'info scopes: the webhook has the scopes crm',
      noApp,
      'ok methods: the portal has the methods that the declared things need',
    ]],
    ['by a portal whose tariff lacks something', { ...anna, ...there, 'method.get crm.type.add': { isExisting: false, isAvailable: false } }, ['webhook'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the webhook acts for user 7 (Anna Weber)',
      'ok administrator: the webhook acts for an administrator of the portal',
      'ok scopes: the webhook has the scopes crm, userfieldconfig',
      noApp,
      'error! method-missing: the portal has no crm.type.add, needed for smartProcess →',
    ]],
    ['by a portal too old to tell about its methods', anna, ['app'], [
      'ok reachable: acme.bitrix24.eu answers',
      'ok who: the application acts for user 7 (Anna Weber)',
      'ok administrator: the application acts for an administrator of the portal',
      'ok scopes: the application has the scopes crm, userfieldconfig',
    ]],
    ['by nobody, when the portal is down', { '*': down }, ['webhook', 'app'], [
      'error unreachable: acme.bitrix24.eu does not answer: no connection to acme.bitrix24.eu (ECONNREFUSED) →',
      'error unreachable: acme.bitrix24.eu does not answer: no connection to acme.bitrix24.eu (ECONNREFUSED) →',
    ]],
    ['not with a wrong secret', { '*': refused('INVALID_CREDENTIALS', 'Invalid request credentials') }, ['webhook'], [
      'ok reachable: acme.bitrix24.eu answers',
      'error! not-let-in: the webhook is not let in: INVALID_CREDENTIALS: Invalid request credentials →',
      noApp,
    ]],
    ['not before an administrator has confirmed it', { ...anna, 'app.info': refused('METHOD_CONFIRM_WAITING') }, ['app'], [
      'ok reachable: acme.bitrix24.eu answers',
      'error! confirm-waiting: the application waits for an administrator to confirm it →',
    ]],
  ])('%s', (_, answers, ways, expected) => {
    expect(examined(answers, ways)).toEqual(expected);
  });

  test('is asked in one go: as everybody we can be, and for each method once', () => {
    const calls = examinationCalls({ ways: ['webhook', 'app'], kinds: [...kinds, { name: 'option', scopes: [], probe: 'userfieldconfig.add' }] });
    expect(calls.map(({ method, params, context, retry }) => [context ?? '', method, params['name'] ?? '', retry].join(' ').trim())).toEqual([
      'webhook profile  read', 'webhook user.admin  read', 'webhook scope  read', 'webhook app.info  read',
      'app profile  read', 'app user.admin  read', 'app scope  read', 'app app.info  read',
      'server.time  read', 'method.get crm.type.add read', 'method.get userfieldconfig.add read',
    ]);
  });
});

describe('circumstances', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  const day = 86_400_000;
  const usual: Circumstances = {
    ways: ['webhook'], answers: answering({}), portal: { name: 'acme', language: 'en' }, now, state: { entries: 12, serial: 3, interrupted: false },
  };
  const found = (change: Partial<Circumstances>, code: string): string[] => told(circumstances({ ...usual, ...change }).filter((each) => each.code === code));
  const info = (result: object): Partial<Circumstances> => ({ answers: answering({ 'app.info': result }) });
  const time = (told: unknown): Partial<Circumstances> => ({ heardAt: now, answers: answering({ 'server.time': told }) });
  const tokens = (days: number, lost = false): Partial<Circumstances> => ({ tokens: { issuedAt: now - days * day, lost } });

  test.each<[string, Partial<Circumstances>, string, string[]]>([
    ['limits', {}, 'limits', ['ok limits: at most 2 of 2 requests a second are ours']],
    ['limits that are shared', { portal: { name: 'acme', limits: { plan: 'enterprise', share: 0.5 } } }, 'limits', ['ok limits: at most 2.5 of 5 requests a second are ours']],
    ['a tariff', info({ LICENSE: 'en_pro100' }), 'licence', ['info licence: the tariff of the portal is en_pro100']],
    ['a portal of one\'s own', info({ LICENSE: 'en_selfhosted' }), 'licence', ['info licence: the portal is self-hosted (en_selfhosted): which methods it has depends on its modules']],
    ['a tariff that allows more', info({ LICENSE: 'en_ent250' }), 'faster', ['info faster: the tariff seems to allow 5 requests a second →']],
    ['nothing about a tariff that is declared', { ...info({ LICENSE: 'en_ent250' }), portal: { name: 'acme', language: 'en', limits: { plan: 'enterprise' } } }, 'faster', []],
    ['an application that is not paid for', info({ PAYMENT_EXPIRED: 'Y' }), 'unpaid', ['error! unpaid: the application is no longer paid for →']],
    ['an installation that is not finished', info({ INSTALLED: false }), 'not-installed', ['warning not-installed: the installation of the application is not finished: what it registers is not seen, and events do not come →']],
    ['the language', info({ LICENSE: 'en_pro100' }), 'language', ['ok language: the language of the portal is en']],
    ['another language', info({ LICENSE: 'ru_pro100', LANGUAGE_ID: 'de' }), 'other-language', ['warning other-language: the portal says its language is de, and en is declared →']],
    ['no language', { ...info({ LICENSE: 'ru_pro100' }), portal: { name: 'acme' } }, 'language', ['info language: the language of the portal is not declared (the portal says ru) →']],
    ['clocks that agree', time('2026-03-02T12:00:50+03:00'), 'clock', ['ok clock: the clocks agree']],
    ['a clock that is behind', time('2026-03-02T12:02:00+03:00'), 'clock', ['warning clock: the clock of this computer is 120 s behind the portal\'s →']],
    ['a clock that is ahead', time('2026-03-02T08:00:00+00:00'), 'clock', ['warning clock: the clock of this computer is 3600 s ahead of the portal\'s →']],
    ['nothing about a time that is none', time('soon'), 'clock', []],
    ['nothing about a portal whose clock runs as it likes', { answers: answering({ 'server.time': '2030-01-01T00:00:00Z' }) }, 'clock', []],
    ['no tokens yet', { tokens: null }, 'token', ['info token: no tokens of the application are kept yet']],
    ['a young token', tokens(20), 'token', ['ok token: the refresh token is 20 days old; 160 days are left']],
    ['a token older than some portals keep it', tokens(22), 'token', ['warning token: the refresh token is 22 days old; 158 days are left, but some portals keep one for 28 days only →']],
    ['a token that is too old', tokens(180), 'token', ['error! token: the refresh token is 180 days old, which is too old →']],
    ['a token whose renewal was lost', tokens(1, true), 'token', ['warning token: the answer to a renewal was lost; the refresh token may be spent →']],
    ['a state', {}, 'state', ['ok state: the state knows 12 things (serial 3)']],
    ['no state', { state: { interrupted: false } }, 'state', ['info state: nothing has been applied to this portal from here yet']],
    ['a state that cannot be used', { state: { problem: 'the state belongs to portal other', interrupted: false } }, 'state', ['error state: the state belongs to portal other']],
    ['somebody applying', { state: { holder: 'process 7 on ci', interrupted: true } }, 'locked', ['warning locked: another bxform is applying: process 7 on ci →']],
    ['an apply that was cut off', { state: { interrupted: true } }, 'interrupted', ['warning interrupted: an apply did not come to its end →']],
    ['nothing cut off while somebody is applying', { state: { holder: 'process 7 on ci', interrupted: true } }, 'interrupted', []],
  ])('tell of %s', (_, change, code, expected) => {
    expect(found(change, code)).toEqual(expected);
  });
});

describe('what only an application may', () => {
  const automation: readonly Examinable[] = [
    ...kinds,
    { name: 'activity', section: 'activities', scopes: ['bizproc'], context: 'app', probe: 'bizproc.activity.add' },
    { name: 'placement', section: 'placements', scopes: ['placement'], context: 'app', probe: 'placement.bind' },
  ];
  const has = { isExisting: true };
  const all = { ...anna, ...there, 'app:method.get bizproc.activity.add': has, 'app:method.get placement.bind': has, 'method.get placement.bind': has };
  const found = (answers: Record<string, unknown>, ways: readonly Context[]): string[] =>
    told(examine({ host: 'acme.bitrix24.eu', ways, kinds: automation, answers: answering(answers) }).findings).filter((line) => !/^ok|^info scopes/.test(line));

  test.each<[string, Record<string, unknown>, Context[], string[]]>([
    ['is told by its sections where there is none', { ...all, 'method.get bizproc.activity.add': has }, ['webhook'],
      ['error! needs-application: activities, placements need an application, and there is none: plan blocks them and does the rest →']],
    ['is well where it has the scopes that the webhook need not have', { ...all, 'app:scope': ['bizproc', 'placement'] }, ['webhook', 'app'], []],
    ['lacks a scope of the application, and none of the webhook', { ...all, 'app:scope': ['crm', 'userfieldconfig', 'bizproc'] }, ['webhook', 'app'],
      ['error! missing-scope: the application lacks the scope placement, needed for placement →']],
    ['is done by an administrator', { ...all, 'app:scope': ['bizproc', 'placement'], 'app:profile': { ID: '9', ADMIN: false } }, ['webhook', 'app'],
      ['error! not-an-administrator: the application acts for a user who is not an administrator of the portal (user 9) →']],
    ['stands beside everything else where there is no webhook', { ...all, 'method.get bizproc.activity.add': has }, ['app'],
      ['error! missing-scope: the application lacks the scope bizproc, needed for activity →', 'error! missing-scope: the application lacks the scope placement, needed for placement →']],
    ['is not there with the tariff, as the application is told', { ...all, 'app:scope': ['bizproc', 'placement'], 'app:method.get bizproc.activity.add': { isExisting: false } }, ['webhook', 'app'],
      ['error! method-missing: the portal has no bizproc.activity.add, needed for activity →']],
  ])('%s', (_what, answers, ways, expected) => {
    expect(found(answers, ways)).toEqual(expected);
  });

  test('is asked about as the application, once', () => {
    const asked = (ways: readonly Context[]): string[] => examinationCalls({ ways, kinds: automation }).filter(({ method }) => method === 'method.get').map(({ params, context }) => `${context ?? ''}:${String(params['name'])}`);
    expect(asked(['webhook', 'app'])).toEqual([':crm.type.add', ':userfieldconfig.add', 'app:bizproc.activity.add', 'app:placement.bind']);
    expect(asked(['app'])).toEqual([':crm.type.add', ':userfieldconfig.add', ':bizproc.activity.add', ':placement.bind']);
  });
});

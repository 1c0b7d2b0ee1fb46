// A workflow step from end to end: the portal posts to the program of the example, which calls the portal back and
// answers the step. Everything between them goes over HTTP.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packStory, type Handler, type PackStory } from './activity-pack.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));

interface Running {
  readonly pack: PackStory;
  readonly handler: Handler;
  readonly deal: number;
  /** runs it and waits until the program has said so */
  readonly run: (code: string, properties: object, said: RegExp) => Promise<any>;
}

const served = ['--only', 'activity.user-information', '--only', 'activity.change-deal'];

/** The two activities that the program serves, or all of the pack. */
async function running(flags: readonly string[] = served): Promise<Running> {
  const pack = await packStory();
  const applied = await pack.apply(...flags);
  expect([applied.code, applied.stdout], applied.stderr).toEqual([0, expect.stringContaining(flags.length === 0 ? 'Apply: 14 done' : 'Apply: 2 done')]);
  const handler = await pack.serve();
  const { item } = await pack.call('crm.item.add', { entityTypeId: 2, fields: { title: 'Pump', opportunity: 100 } });
  const run: Running['run'] = async (code, properties, said) => {
    const { delivery } = await pack.control('POST', 'activity-runs', { code, document: `DEAL_${item.id}`, properties });
    expect(delivery).toEqual({ status: 200 });
    await handler.said(said);
    return (await pack.control('GET', 'activity-runs')).at(-1);
  };
  return { pack, handler, deal: item.id, run };
}

const deals = async ({ pack, deal }: Running): Promise<any> => (await pack.call('crm.item.get', { entityTypeId: 2, id: deal })).item;

describe('user information', () => {
  test('comes back with all that the portal knows of the person', async () => {
    const story = await running([]);
    const { status, returnValues, log } = await story.run('user-information', { user_id: 'user_5' }, /^user-information for DEAL_\d+: done$/m);
    expect([status, log]).toEqual(['done', ['Answer from the application received']]);
    expect(Object.keys(returnValues)).toHaveLength(37);
    expect(returnValues).toMatchObject({
      online: 'N', active: 'Y', email: 'repair@example.test', first_name: 'Clara', last_name: 'Marin', middle_name: 'Viktorovna', gender: 'F', profession: 'Engineer', home_page: 'https://marin.example.test',
      birthday: '1984-03-08T03:00:00+03:00', photo: expect.stringMatching(/^https?:/), icq: '', personal_phone: '+1 555 0105', fax: '', mobile: '+1 555 0115', pager: '', street: 'Mill lane, 4', city: 'Riverside',
      region: 'North', zip: '10115', country: '2', company: 'Service company', position: 'Head of repair', company_phone: '+1 555 0100', department_ids: [5], department_names: ['Repair'],
      interests: 'Old radios', skills: 'Pumps, compressors', other_sites: 'https://radios.example.test', xing: '', linkedin: 'https://linkedin.example.test/marin', facebook: '', twitter: '', skype: 'clara.marin',
      district: 'Old town', inner_phone: '105', user_type: 'employee',
    });
    expect((await story.pack.plan()).code).toBe(0);
  });

  test('of nobody lets the workflow go on, with a word in its log', async () => {
    const story = await running();
    for (const [user_id, why] of [['user_999', 'there is no user 999'], ['group_hr5', 'group_hr5 is a group, not a person'], [[''], 'user_id is required, and came empty']]) {
      const { status, returnValues, log } = await story.run('user-information', { user_id }, /^user-information for .*$/m);
      expect([status, log]).toEqual(['done', [`User information: ${why}`]]);
      expect([returnValues.email, returnValues.department_ids]).toEqual([null, null]);
    }
  });
});

describe('change a deal', () => {
  test('changes what was filled in and nothing else', async () => {
    const story = await running();
    const before = await deals(story);
    const properties = { title: 'Pump «Ñ» & more', amount: '1250.5', currency: 'EUR', responsible: 'user_7', source: 'CALL', source_text: 'said\nso', probability: '40', stage: 'PREPARATION', contacts: ['4', '6'] };
    const { status, returnValues } = await story.run('change-deal', properties, /^change-deal for .*: done$/m);
    expect([status, returnValues]).toEqual(['done', { result: 'Y' }]);
    const changed = {
      title: 'Pump «Ñ» & more', opportunity: 1250.5, isManualOpportunity: 'Y', currencyId: 'EUR', assignedById: 7, sourceId: 'CALL', sourceDescription: 'said\nso', probability: 40, stageId: 'PREPARATION', contactIds: [4, 6],
    };
    const { updatedTime: _, movedTime: __, previousStageId: ___, ...after } = await deals(story);
    expect({ ...before, ...after }).toEqual({ ...before, ...changed });
  });

  test('with nothing filled in changes nothing', async () => {
    const story = await running();
    const before = await deals(story);
    expect((await story.run('change-deal', {}, /^change-deal for .*: done$/m)).returnValues).toEqual({ result: 'Y' });
    expect(await deals(story)).toEqual(before);
  });

  test('that cannot be made answers false, and changes nothing', async () => {
    const story = await running();
    const before = await deals(story);
    const wrong = [
      [{ title: 'Valve', stage: 'NOWHERE' }, 'crm.item.update: CRM_FIELD_ERROR_VALUE_NOT_VALID Invalid value for field "STAGE_ID"'], [{ probability: 'half' }, 'probability cannot be "half", its type is int'],
      [{ responsible: 'group_hr5' }, 'group_hr5 is a group, and one person is responsible'],
    ] as const;
    for (const [properties, why] of wrong) {
      const { status, returnValues, log } = await story.run('change-deal', properties, /^change-deal for .*$/m);
      expect([status, returnValues, log]).toEqual(['done', { result: 'N' }, [`Change a deal: ${why}`]]);
    }
    expect(await deals(story)).toEqual(before);
  });

  test('that was deleted meanwhile answers false', async () => {
    const story = await running();
    const form = await captured(story);
    await story.pack.call('crm.item.delete', { entityTypeId: 2, id: story.deal });
    expect((await post(story.handler.url, form)).status).toBe(200);
    await story.handler.said(/^change-deal for .*$/m);
    const run = (await story.pack.control('GET', 'activity-runs')).at(-1);
    expect([run.returnValues, run.log]).toEqual([{ result: 'N' }, [expect.stringContaining('crm.item.update: NOT_FOUND')]]);
  });
});

const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });

/** What the portal posts for a change of the deal, kept back from the program. */
async function captured({ pack, handler, deal }: Running): Promise<string> {
  const { createServer } = await import('node:http');
  let form = '';
  const catcher = createServer((message, response) => {
    message.setEncoding('utf8').on('data', (chunk: string) => (form += chunk)).on('end', () => response.end());
  });
  await new Promise<void>((resolve) => void catcher.listen(0, '127.0.0.1', resolve));
  await pack.control('POST', 'hosts', { 'https://activities.example.com': `http://127.0.0.1:${(catcher.address() as { port: number }).port}` });
  await pack.control('POST', 'activity-runs', { code: 'change-deal', document: `DEAL_${deal}`, properties: { title: 'Captured' } });
  await pack.control('POST', 'hosts', { 'https://activities.example.com': handler.url });
  catcher.close();
  return form;
}

describe('the program', () => {
  test('takes requests of its own portals and applications only, and calls nobody else', async () => {
    const story = await running();
    const form = await captured(story);
    const { host } = new URL(story.pack.portal.url);
    const before = story.pack.portal.requests.length;
    const forged = [
      form.replace(story.pack.applicationToken, '0'.repeat(32)), form.replace(`auth%5Bdomain%5D=${encodeURIComponent(host)}`, 'auth%5Bdomain%5D=evil.example'),
      form.replace(/auth%5Bapplication_token%5D=\w+/, 'auth%5Bapplication_token%5D%5B%5D='),
    ];
    expect(new Set([form, ...forged]).size).toBe(4);
    expect((await Promise.all(forged.map((each) => post(story.handler.url, each)))).map(({ status }) => status)).toEqual([403, 403, 400]);
    expect((await post(story.handler.url, form.replace('code=change-deal', 'code=delete-deal'))).status).toBe(400);
    expect((await post(story.handler.url, 'x'.repeat(1_000_001))).status).toBe(413);
    expect((await fetch(story.handler.url)).status).toBe(405);
    expect(story.pack.portal.requests).toHaveLength(before);
    expect(story.handler.told()).not.toContain(story.pack.applicationToken);
  });

  test('calls the address it knows, whatever address a request names', async () => {
    const story = await running();
    const form = (await captured(story)).replace(/(client|server)_endpoint%5D=[^&]*/g, '$1_endpoint%5D=http%3A%2F%2F127.0.0.1%3A9%2Frest%2F');
    await post(story.handler.url, form);
    await story.handler.said(/^change-deal for .*: done$/m);
    expect((await deals(story)).title).toBe('Captured');
  });

  test('with a token the portal no longer takes says so, and no secret of it', async () => {
    const story = await running();
    const form = await captured(story);
    await story.pack.control('POST', 'tokens/revoke', {});
    await post(story.handler.url, form);
    expect(await story.handler.said(/^change-deal for .*$/m)).toMatch(/no answer could be given: bizproc\.event\.send: invalid_token/);
    expect(story.handler.told()).not.toContain(new URLSearchParams(form).get('auth[access_token]'));
    expect((await deals(story)).title).toBe('Pump');
  });

  test('that does not know the token of the application leaves it to the portal to know who asks', async () => {
    const story = await running();
    const form = await captured(story);
    const handler = await story.pack.serve(story.pack.portal.origin);
    await post(handler.url, form.replace(/auth%5Baccess_token%5D=\w+/, `auth%5Baccess_token%5D=${'0'.repeat(32)}`));
    expect(await handler.said(/^change-deal for .*$/m)).toContain('no answer could be given: bizproc.event.send: invalid_token');
    expect((await deals(story)).title).toBe('Pump');
    await post(handler.url, form);
    await handler.said(/^change-deal for .*: done$/m);
    expect((await deals(story)).title).toBe('Captured');
  });

  test('says what is missing when nobody stands for the step', async () => {
    const story = await running();
    const form = (await captured(story)).replace(/&auth%5B(access|refresh)_token%5D=[^&]*/g, '');
    expect((await post(story.handler.url, form)).status).toBe(200);
    expect(await story.handler.said(/^change-deal for .*$/m)).toContain('it came without tokens');
  });

  test.each([['acme.bitrix24.eu=', 'HOST or HOST=APPLICATION_TOKEN'], ['http://acme.bitrix24.eu=x', 'must be reached by https']])('does not start with PORTALS %s', async (portals, why) => {
    const pack = await packStory();
    await expect(pack.serve(portals)).rejects.toThrow(why);
  });

  test('has the contract of the activities as they are declared', async () => {
    const pack = await packStory();
    const ran = await pack.bxformWith({ BXFORM_PORTAL: '' }, 'codegen', 'activities', '--lang', 'js', '--only', 'activity.user-information', '--only', 'activity.change-deal');
    expect(ran.code, ran.stderr).toBe(0);
    expect(readFileSync(join(top, 'examples/activity-pack/handler/activities.mjs'), 'utf8')).toBe(ran.stdout);
  });

  test('has no mistake of types', () => {
    const compiler = join(top, 'node_modules/typescript/bin/tsc');
    expect(() => execFileSync(process.execPath, [compiler, '-p', join(top, 'examples/activity-pack/handler/jsconfig.json')], { encoding: 'utf8', stdio: 'pipe' })).not.toThrow();
  });
});

// The activity pack: what is asked for and answered by each of its activities, in both languages, and that a portal takes
// all of it from an application and has nothing left to be told.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { load } from '../../src/engine/load.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Declared } from '../../src/kinds/contract.ts';
import { sectionsOf } from '../../src/sections.ts';
import { copyExample, story, type Story, type StoryOptions } from './harness.ts';

const folder = fileURLToPath(new URL('../../examples/activity-pack', import.meta.url));
const handlers = 'https://activities.example.com';

/** Marks: `*` required, `+` several, `=` the default, `<` where the choices come from; then the type, where it is no string. */
const PACK: Readonly<Record<string, readonly [asked: string, answered: string]>> = {
  'create-invoice': ['deal_id*={=Document:ID}:int payment_system_company:int payment_system_contact:int own_company:int', 'payment_link invoice_number error_text:text'],
  'send-email': [
    'to*+ cc+ bcc+ subject* text*:text format*=html<html,plain:select attachments+ server* protection*=ssl<ssl,tls,none:select port*=465:int from* authentication*=true:bool login password',
    'result<OK,ERROR:select',
  ],
  'call-back': ['phone*={=Document:PHONE} line*<telephony.lines:select text:text', 'result<OK,ERROR:select'],
  'booking-information': ['booking*', 'names+ ids+:int users+:user start:datetime end:datetime service'],
  'rename-booking-event': ['booking* new_name* new_description:text', 'result<OK,ERROR:select'],
  'user-information': [
    'user_id*:user',
    'online:bool active:bool email first_name last_name middle_name gender profession home_page birthday:date photo icq personal_phone fax mobile pager street city region zip country company position company_phone '
    + 'department_ids+:int department_names+ interests:text skills:text other_sites xing linkedin facebook twitter skype district inner_phone user_type',
  ],
  'change-company': [
    'title industry<INDUSTRY:select turnover:double currency<currencies:select type<COMPANY_TYPE:select employees<EMPLOYEES:select contacts+:int phone+ email+ messengers+ responsible:user comment:text address flat city',
    'result:bool',
  ],
  'change-contact': ['first_name last_name middle_name birthday:date type<CONTACT_TYPE:select source<SOURCE:select companies+:int phone+ email+ messengers+ site+ post responsible:user comment:text', 'result:bool'],
  'change-lead': [
    'title birthday:date first_name last_name middle_name status_text:text status<STATUS:select honorific<HONORIFIC:select contact_type<CONTACT_TYPE:select source<SOURCE:select companies+:int phone+ email+ comment:text amount:double',
    'result:bool',
  ],
  'change-deal': [
    'title type<DEAL_TYPE:select funnel:int stage probability:int tax_rate:double amount:double currency<currencies:select company:int responsible:user comment:text contacts+:int source<SOURCE:select source_text:text',
    'result:bool',
  ],
  'watch-invoice-status': ['invoice_id*:int', 'status'],
  'create-activity': [
    'activity_id:int subject* kind*=call<call,meeting,email,task:select text:text owner_type*=deal<lead,deal,contact,company:select owner_id*={=Document:ID}:int importance=normal<low,normal,high:select communication',
    'id:int',
  ],
  'delete-activity': ['activity_id*:int', 'result:bool'],
  'add-timeline-message': ['owner_type*=deal<lead,deal,contact,company:select owner_id*={=Document:ID}:int text*:text title', 'result:bool'],
};
const COUNTS: Readonly<Record<string, readonly [asked: number, answered: number]>> = {
  'create-invoice': [4, 3], 'send-email': [14, 1], 'call-back': [3, 1], 'booking-information': [1, 6], 'rename-booking-event': [3, 1], 'user-information': [1, 37], 'change-company': [15, 1],
  'change-contact': [14, 1], 'change-lead': [15, 1], 'change-deal': [14, 1], 'watch-invoice-status': [1, 1], 'create-activity': [8, 1], 'delete-activity': [1, 1], 'add-timeline-message': [4, 1],
};

async function declared(): Promise<readonly Declared[]> {
  const environment = { PACK_CLIENT_ID: 'local.pack', PACK_CLIENT_SECRET: 'not a secret' };
  const { source, problems } = await load(folder, { environment, hash: (text) => text, cacheFolder: null, portal: 'production', sections: sectionsOf(KINDS) });
  const { graph, problems: unresolved } = resolve(source!, KINDS, 'en');
  expect([...problems, ...unresolved]).toEqual([]);
  return [...graph.declared.values()].filter(({ kind }) => kind === 'activity');
}

function sourceOf(options: any): string {
  if (options === undefined) return '';
  const from = options.from?.$ref?.replace('dictionary.', '') ?? options.from;
  return `<${from ?? options.map(({ value }: { readonly value: string }) => value).join(',')}`;
}

const shown = ({ spec }: Declared, section: string): string =>
  (spec.get(section) as readonly string[]).map((name) => {
    const { type, required, multiple, default: initial, options } = spec.get(`${section}.${name}`) as any;
    return `${name}${required ? '*' : ''}${multiple ? '+' : ''}${initial === undefined ? '' : `=${initial}`}${sourceOf(options)}${type === 'string' ? '' : `:${type}`}`;
  }).join(' ');

describe('the activities of the pack', () => {
  test('ask for and answer what they promise, in this order, with these types, marks, defaults and choices', async () => {
    const found = await declared();
    expect(Object.fromEntries(found.map((each) => [each.key, [shown(each, 'properties'), shown(each, 'returnProperties')]]))).toEqual(PACK);
    const counted = Object.fromEntries(found.map(({ key, spec }) => [key, ['properties', 'returnProperties'].map((section) => (spec.get(section) as readonly string[]).length)]));
    expect(counted).toEqual(COUNTS);
  });

  test('wait for their answer, and are each served under a path of their own', async () => {
    for (const { key, spec } of await declared()) expect([key, spec.get('useSubscription'), spec.get('handler')]).toEqual([key, true, `${handlers}/${key}`]);
  });

  test('speak English and Russian everywhere, and each in its own letters', async () => {
    const told: [string, any][] = (await declared()).flatMap(({ key, spec }) => [...spec].flatMap(([path, value]): [string, any][] => {
      if (path === 'name' || path === 'description') return [[`${key} ${path}`, value]];
      return path.includes('.') ? ['name', 'description'].map((word) => [`${key} ${path} ${word}`, (value as any)[word]]) : [];
    }));
    expect(told).toHaveLength(2 * 14 + 2 * Object.values(COUNTS).flat().reduce((sum, count) => sum + count, 0));
    expect(told.filter(([, { en, ru }]) => typeof en !== 'string' || typeof ru !== 'string' || /[А-Яа-яЁё]/.test(en))).toEqual([]);
    const foreign = /^(E-mail|ICQ|Xing|LinkedIn|Facebook|Twitter|Skype|ID)$/;
    expect(told.filter(([, { ru }]) => !/[А-Яа-яЁё]/.test(ru) && !foreign.test(ru))).toEqual([]);
    const repeated = told.filter(([path, text], index) => path.endsWith(' description') && text.en === told[index - 1]![1].en && text.ru === told[index - 1]![1].ru);
    expect(repeated).toEqual([]);
  });
});

const PACK_SCOPES = ['bizproc', 'crm', 'telephony'];

async function installed(options: StoryOptions = {}): Promise<Story> {
  const s = await story({}, options);
  copyExample('activity-pack', s.folder);
  s.portal.data().tables['phoneLines'] = [{ number: 'reg150907', name: 'Sales' }, { number: 'sip7', name: 'Workshop' }];
  return s;
}
const stored = (s: Story): any[] => s.portal.data().tables['bizprocActivities'] ?? [];

describe('a portal', () => {
  test.each(['en', 'ru'] as const)('takes the pack from an application alone, with its own dictionaries, and plans empty again (%s)', async (language) => {
    const s = await installed({ application: PACK_SCOPES, language });
    const alone = (...args: string[]) => s.bxformWith({ BXFORM_WEBHOOK: '' }, ...args);
    const ran = await alone('apply', '--yes');
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('14 done, 0 failed')]);
    const again = await alone('plan', '--detailed-exitcode');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
    expect(stored(s).map(({ code }) => code).sort()).toEqual(Object.keys(PACK).sort());
    const entries = (dictionary: string) => s.portal.data().tables['statuses']!.filter((row) => row['entityId'] === dictionary).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);
    const options = (code: string, property: string) => stored(s).find((row) => row.code === code).properties[property].OPTIONS;
    for (const [code, property, dictionary] of [['change-company', 'industry', 'INDUSTRY'], ['change-lead', 'status', 'STATUS'], ['change-deal', 'type', 'DEAL_TYPE']] as const) {
      expect(Object.entries(options(code, property))).toEqual(entries(dictionary).map((row) => [row['statusId'], row['name']]));
    }
    expect(options('call-back', 'line')).toEqual({ reg150907: 'Sales', sip7: 'Workshop' });
    expect(Object.keys(options('change-deal', 'currency'))).toContain('EUR');
    expect(stored(s).find(({ code }) => code === 'send-email').properties.authentication).toMatchObject({ REQUIRED: 'Y', DEFAULT: 'Y', NAME: { EN: 'Authentication', RU: 'Авторизация' } });
  });

  test('with an application and a webhook takes it as well; an entry that is added to a dictionary is offered by the next apply', async () => {
    const s = await installed({ application: ['bizproc', 'telephony'] });
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    await s.call('crm.status.add', { fields: { ENTITY_ID: 'INDUSTRY', STATUS_ID: 'REPAIR', NAME: 'Repairs', SORT: 900 } });
    const planned = await s.bxform('plan', '--json');
    expect((JSON.parse(planned.stdout) as any).changes.map(({ action, address, properties }: any) => [action, address, properties.map(({ path }: any) => path)])).toEqual([['update', 'activity.change-company', ['properties.industry']]]);
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    expect(stored(s).find(({ code }) => code === 'change-company').properties.industry.OPTIONS).toMatchObject({ REPAIR: 'Repairs' });
    expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('that was pulled says that nobody can read what its activities are', async () => {
    const s = await installed({ application: PACK_SCOPES });
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    const pulled = await s.bxform('pull', '--out', 'pulled');
    expect([pulled.code, pulled.stdout]).toEqual([0, expect.stringContaining('activity.call-back: the portal tells its code and nothing else of it')]);
    expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('without an application has all of it blocked, and says why', async () => {
    const s = await installed();
    const ran = await s.bxform('plan', '--json');
    expect(ran.code).toBe(3);
    const { changes } = JSON.parse(ran.stdout) as any;
    expect(changes.map(({ action }: any) => action)).toEqual(Array.from({ length: 14 }, () => 'blocked'));
    expect(changes[0].reason).toContain('only an application');
    const pulled = await s.bxform('pull', '--out', 'pulled');
    expect([pulled.code, pulled.stdout]).toEqual([0, expect.stringMatching(/^ *.*\bactivities, .*: only an application/m)]);
    expect(pulled.stdout).not.toContain('undefined');
  });

  test('keeps the secret of a default, and nobody else is told it', async () => {
    const s = await installed({ application: PACK_SCOPES });
    const password = 'correct horse battery staple';
    s.write('activities/secret.yaml', 'activities: { report: { handler: "https://activities.example.com/report", name: Report, properties: { password: { name: Password, default: "${env.SMTP_PASSWORD}" } } } }\n');
    const runs = [];
    for (const args of [['plan'], ['apply', '--yes', '--json'], ['plan', '--detailed-exitcode'], ['plan', '--json', '--out', 'plan.json']]) runs.push(await s.bxformWith({ SMTP_PASSWORD: password }, ...args));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(stored(s).find(({ code }) => code === 'report').properties.password.DEFAULT).toBe(password);
    const files = readdirSync(s.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    for (const form of [password, encodeURIComponent(password), Buffer.from(password).toString('base64')]) {
      expect([...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files].filter((text) => text.includes(form))).toEqual([]);
    }
    const changed = await s.bxformWith({ SMTP_PASSWORD: 'another' }, 'plan', '--json');
    expect((JSON.parse(changed.stdout) as any).changes.map(({ address }: any) => address)).toEqual(['activity.report']);
  });
});

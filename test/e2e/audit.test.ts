// A portal is looked over: what is found on one that people have lived in, what is asked of it, and the page that comes of it.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { story, type Story } from './harness.ts';
import { applied, byHand, crowd, dump, expectUntouched, workshop } from './workshop.ts';

interface Audited {
  readonly score: number;
  readonly counted: boolean;
  readonly findings: readonly { readonly id: string; readonly level: string; readonly address: string }[];
}

async function audited(s: Story, ...flags: string[]): Promise<Audited> {
  const ran = await s.bxform('audit', '--json', ...flags);
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  expect(complaints('audit', ran.stdout)).toEqual([]);
  return JSON.parse(ran.stdout) as Audited;
}

const of = ({ findings }: Audited, id: string): readonly string[] => findings.filter((each) => each.id === id).map(({ address }) => address);

type Requests = Story['portal']['requests'];

/** What was sent meanwhile. */
async function during(s: Story, act: () => Promise<unknown>): Promise<Requests> {
  const before = s.portal.requests.length;
  await act();
  return s.portal.requests.slice(before);
}

/** Methods of every command that was sent, those in batches by themselves. */
const sent = (requests: Requests): readonly string[] => requests.flatMap(({ method, commands }) => commands?.map((command) => command.method) ?? [method]);
/** Whatever kinds there are, their questions end so. */
const READS = /\.(list|get|gettypes|types|time|admin|info)$|^(profile|scope)$/;

/** A folder in which no project is: the environment alone knows the portal. */
async function elsewhere(options: Parameters<typeof story>[1] = {}): Promise<Story> {
  const s = await story({}, options);
  rmSync(join(s.folder, 'bxform.yaml'));
  return s;
}

const livedIn = (s: Story): Promise<unknown> => byHand(s, { livedIn: true });

describe('an audit of a portal that people have lived in', () => {
  test('finds twins, empty types and fields nobody filled, under the names pull gives them', async () => {
    const s = await elsewhere();
    await crowd(s);
    const report = await audited(s);
    expect(of(report, 'title-clash')).toEqual(['smartProcess.equipment-2']);
    expect(of(report, 'no-records')).toEqual(['smartProcess.equipment-2', 'smartProcess.test', 'smartProcess.test-2']);
    expect(of(report, 'no-relations')).toEqual(['smartProcess.equipment-2', 'smartProcess.spare-parts', 'smartProcess.test', 'smartProcess.test-2', 'smartProcess.vehicles']);
    expect(of(report, 'unchosen-option')).toContain('smartProcess.visits/field.CONDITION/option.written-off');
    expect(of(report, 'unused-field')).toEqual([]);
    expect(report.score).toBe(98);
    await s.bxform('pull', '--out', 'pulled');
    expect(readFileSync(join(s.folder, 'pulled/config/smart-processes/equipment-2.yaml'), 'utf8')).toContain('equipment-2:');
  });

  test('finds fields nobody filled and labels that read alike on the standard types', async () => {
    const s = await elsewhere();
    await livedIn(s);
    const report = await audited(s);
    expect(of(report, 'unused-field')).toContain('lead/field.LAST_VISIT');
    expect(of(report, 'unused-field')).not.toContain('deal/field.SERIAL_NUMBER');
    expect(of(report, 'title-clash')).toEqual(['deal/field.CONTRACT_NO', 'deal/field.SERIAL_NUMBER_2', 'smartProcess.equipment-2']);
    expect(report.score).toBe(100 - 9 * 2 - 3 * 2);
  });

  test('sends nothing but questions, of records only for their ids, and changes nothing', async () => {
    const s = await story({ 'config/lead.yaml': 'crm:\n  lead:\n    fields: { LAST_VISIT: { type: date, label: Last visit } }\n' });
    await livedIn(s);
    const before = dump(s);
    const requests = await during(s, () => audited(s, '--html', 'passport.html', '--language', 'de'));
    expect(sent(requests).filter((method) => !READS.test(method))).toEqual([]);
    expect(sent(requests)).toEqual(expect.arrayContaining(['crm.type.list', 'userfieldconfig.list', 'crm.item.list', 'server.time']));
    const lists = requests.flatMap(({ commands }) => commands ?? []).filter(({ method }) => method === 'crm.item.list');
    expect(new Set(lists.map(({ params }) => JSON.stringify((params as { select?: unknown }).select)))).toEqual(new Set(['["id"]']));
    expectUntouched(before, dump(s));
    expect(JSON.stringify(dump(s).tables)).toBe(JSON.stringify(before.tables));
  });

  test('does not look at records when told not to, and says so', async () => {
    const s = await elsewhere();
    await crowd(s);
    let report: Audited | undefined;
    const requests = await during(s, async () => (report = await audited(s, '--no-records')));
    expect(sent(requests)).not.toContain('crm.item.list');
    expect([report!.counted, of(report!, 'no-records'), of(report!, 'unchosen-option')]).toEqual([false, [], []]);
    expect((await s.bxform('audit', '--no-records')).stdout).toContain('Records were not counted, so nothing is said of unused fields and types.');
  });

  test('asks for labels in another language too', async () => {
    const s = await elsewhere();
    await livedIn(s);
    expect(of(await audited(s), 'label-missing')).toEqual([]);
    const missing = of(await audited(s, '--language', 'ru'), 'label-missing');
    expect(missing).toContain('deal/field.CONTRACT_NO');
    expect(missing).not.toContain('deal/field.SERIAL_NUMBER');
  });

  test('exits with 4 under a score that is too low for somebody, after everything was printed', async () => {
    const s = await elsewhere();
    await livedIn(s);
    const low = await s.bxform('audit', '--fail-under', '90');
    expect([low.code, /Score: 76 of 100/.test(low.stdout), low.stderr]).toEqual([4, true, '']);
    expect((await s.bxform('audit', '--fail-under', '76')).code).toBe(0);
    expect(await s.bxform('audit', '--fail-under', '101')).toMatchObject({ code: 1, stderr: expect.stringContaining('Expected an integer less than or equal to 100') });
  });

  test('speaks Russian, on a portal that does', async () => {
    const s = await elsewhere({ language: 'ru' });
    await livedIn(s);
    const { stdout } = await s.bxformWith({ BXFORM_LANG: 'ru' }, 'audit');
    expect(stdout).toContain('Оценка: 76 из 100');
    expect(stdout).toContain('lead/field.POSLEDNIY_VIZIT не заполнено ни в одной записи');
  });

  test('works without a project, and from a Markdown comment to JSON on one decision', async () => {
    const s = await elsewhere();
    expect((await s.bxform('audit', '--format', 'markdown')).stdout).toMatch(/^## Audit of env /);
    expect(await s.bxform('audit', '--json', '--format', 'text')).toMatchObject({ code: 1 });
  });
});

describe('the passport', () => {
  const page = (s: Story): string => readFileSync(join(s.folder, 'passport.html'), 'utf8');
  const SERVICE = 'smartProcesses:\n  request:\n    title: Request\n    settings: { openPermissions: true }\n    fields: { SERIAL: { type: string, label: Serial number } }\n';

  test('shows what the portal has, as of the day the portal has, and the same page for the same portal', async () => {
    const s = await elsewhere({ language: 'ru' });
    await crowd(s);
    expect((await s.bxformWith({ BXFORM_LANG: 'ru' }, 'audit', '--html', 'passport.html')).code).toBe(0);
    const first = page(s);
    for (const words of ['<html lang="ru">', 'Паспорт портала', 'Оборудование', 'Ожидание запчастей', 'По состоянию на ', 'Смарт-процессы сами по себе', 'нет сохранённой выгрузки']) expect(first).toContain(words);
    await s.bxformWith({ BXFORM_LANG: 'ru' }, 'audit', '--html', 'passport.html');
    expect(page(s)).toBe(first);
  });

  test('tells what changed since the files were pulled', async () => {
    const s = await elsewhere();
    await livedIn(s);
    expect((await s.bxform('pull')).stderr).toBe('');
    await s.bxform('audit', '--html', 'passport.html');
    expect(page(s)).toContain('the portal is as the files say');
    const type = s.portal.data().tables['types']!.find((row) => row['title'] === 'Equipment')!;
    await s.call('crm.type.update', { id: type['id'], fields: { title: 'Machines' } });
    await s.bxform('audit', '--html', 'passport.html');
    expect(page(s)).toContain('What would be done to bring the portal back to what the files say:');
    expect(page(s)).toMatch(/<del>&quot;Machines&quot;<\/del>.*<ins>&quot;Equipment&quot;<\/ins>/s);
  });

  test('is not made of files that are broken: they are complained of first, and nothing is asked', async () => {
    const s = await workshop('smartProcesses:\n  request:\n    titel: Request\n');
    const requests = await during(s, async () => {
      const { code, stderr } = await s.bxform('audit', '--html', 'passport.html');
      expect([code, stderr]).toEqual([1, expect.stringContaining('config/workshop.yaml:3:5')]);
    });
    expect(requests).toEqual([]);
  });

  test('costs no second reading of the portal to compare it with the files', async () => {
    const s = await workshop(SERVICE);
    await applied(s);
    const alone = await during(s, () => s.bxform('audit'));
    const compared = await during(s, () => s.bxform('audit', '--html', 'passport.html'));
    expect(compared.length - alone.length).toBeLessThanOrEqual(1);
    expect(page(s)).toContain('the portal is as the files say');
  });
});

test('ten smart processes of twenty fields take so many requests', async () => {
  const fields = Array.from({ length: 20 }, (_, at) => `      F${at}: { type: ${at % 4 === 0 ? 'enumeration' : 'string'}, label: Field ${at}${at % 4 === 0 ? ', options: { a: A, b: B, c: C }' : ''} }`).join('\n');
  const types = Array.from({ length: 10 }, (_, at) => `  type${at}:\n    title: Type ${at}\n    settings: { openPermissions: true }\n    fields:\n${fields}`).join('\n');
  const s = await workshop(`smartProcesses:\n${types}\n`);
  await applied(s);
  for (const { entityTypeId, id } of s.portal.data().tables['types']! as any[]) {
    await s.call('crm.item.add', { entityTypeId, fields: { title: 'Pump', [`ufCrm_${id}_F1`]: 'x', [`UF_CRM_${id}_F1`]: 'x' } });
  }
  const bare = await during(s, () => audited(s, '--no-records'));
  const counted = await during(s, async () => expect(of(await audited(s), 'unused-field')).toHaveLength(190));
  expect([bare.length, counted.length]).toEqual([4, 8]);
});

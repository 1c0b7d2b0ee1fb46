import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRecorded } from './recorded.ts';
import { OPEN, call, changes, opened, settle, typeNamed } from './shop.ts';

const equipment = (linkedUserFields: unknown, title = 'Equipment'): object => ({ title, settings: OPEN, linkedUserFields });
const linked = async (shop: Awaited<ReturnType<typeof opened>>, title = 'Equipment'): Promise<unknown[]> => Object.values((await typeNamed(shop, title)).linkedUserFields);

describe('a linked user field', () => {
  test('is one of those the schema names', async () => {
    const schema = JSON.parse(readFileSync(new URL('../../schemas/linked-user-field.json', import.meta.url), 'utf8')) as { enum: string[] };
    const keys = (await readRecorded('linkedUserField')).rows('linkedUserField').map(({ key }) => key);
    expect([...new Set(keys)]).toEqual(schema.enum);
  });

  test.each(['fresh', 'stale'])('is switched on and off alone, the answer being %s', async (linkedUserFieldsAnswer) => {
    const shop = await opened({ switches: { linkedUserFieldsAnswer } });
    await settle(shop, { smartProcesses: { equipment: equipment(['calendarEvent', 'task']) } });
    expect(await linked(shop)).toEqual(['Y', 'Y', 'N']);
    await settle(shop, { smartProcesses: { equipment: equipment({ task: false, taskTemplate: true }) } });
    expect(await linked(shop)).toEqual(['Y', 'N', 'Y']);
  });

  test('switched by hand stays unless it is mentioned', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: { equipment: equipment(['task']) } });
    const { id } = await typeNamed(shop, 'Equipment');
    await call(shop, 'crm.type.update', { id, fields: { linkedUserFields: { 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'true' } } });
    shop.declare({ smartProcesses: { equipment: equipment(['task']) } });
    expect(await changes(shop)).toEqual([]);
    await settle(shop, { smartProcesses: { equipment: equipment(['task', 'taskTemplate']) } });
    expect(await linked(shop)).toEqual(['Y', 'Y', 'Y']);
  });

  test('of several smart processes at once is on in all of them', async () => {
    const shop = await opened();
    const titles = ['Equipment', 'Request', 'Visit'];
    await settle(shop, { smartProcesses: Object.fromEntries(titles.map((title) => [title, equipment(['calendarEvent', 'task', 'taskTemplate'], title)])) });
    for (const title of titles) expect(await linked(shop, title)).toEqual(['Y', 'Y', 'Y']);
  });
});

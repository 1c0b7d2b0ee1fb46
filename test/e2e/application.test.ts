import { describe, expect, test } from 'vitest';
import type { ScriptedIssuer } from '../remote/scripted-issuer.ts';
import { json } from '../remote/scripted-portal.ts';
import { applicationStory, secretsIn, type ApplicationStory } from './application.ts';

const config = `smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number }
      PLACE: { type: string, label: Place }
      BOUGHT: { type: date, label: Bought on }
    funnels:
      main:
        name: Repair
        default: true
        stages:
          NEW: { name: Reported, color: 22B9FF }
          WORK: { name: Under repair, color: FFA900 }
          SUCCESS: { name: Repaired, color: 7BD500 }
          FAIL: { name: Written off, color: FF5752 }
  claim:
    title: Claim
    settings: { stages: false, openPermissions: false }
    fields:
      REASON: { type: string, label: Reason }
`;

const call = async (s: ApplicationStory, method: string, params: object = {}): Promise<any> => {
  const answer = await fetch(`${s.sandbox.url}${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
  return ((await answer.json()) as { result: unknown }).result;
};
/** What was made, each counted. */
async function made(s: ApplicationStory): Promise<string[]> {
  const { types } = await call(s, 'crm.type.list');
  const fields = await Promise.all(types.map(({ id }: { id: number }) => call(s, 'userfieldconfig.list', { moduleId: 'crm', filter: { entityId: `CRM_${id}` } })));
  return [...types.map(({ title }: { title: string }) => title), ...fields.flatMap(({ fields: found }: any) => found.map(({ fieldName }: any) => fieldName.replace(/^UF_CRM_\d+_/, '')))].sort();
}
const everything = ['BOUGHT', 'Claim', 'Equipment', 'PLACE', 'REASON', 'SERIAL'];

describe('an apply by an application', () => {
  test('goes on whenever its token expires, does nothing twice, and no secret is seen', async () => {
    const s = await applicationStory({ config });
    const ran = [await s.login()];
    s.expireEvery(2);
    ran.push(await s.bxform('plan', '--out', 'repairs.plan'), await s.bxform('apply', 'repairs.plan', '--yes'), await s.bxform('plan', '--detailed-exitcode', '--json'), await s.bxform('state', 'list'));
    expect(ran.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual(Array(5).fill([0, '']));
    expect(await made(s)).toEqual(everything);
    expect(s.issuer.asked.length).toBeGreaterThan(4);
    expect(secretsIn([...ran.flatMap(({ stdout, stderr }) => [stdout, stderr]), s.files()].join('\n'))).toEqual([]);
  });

  const revoked = 'the refresh token is no longer valid: it was revoked, has expired, or the application was removed; run `bxform login --portal service`';
  const lost = 'the answer to a renewal was lost, and with it the new refresh token; the old one is spent; run `bxform login --portal service`';
  const misfortunes: readonly (readonly [string, string, (s: ApplicationStory) => ScriptedIssuer['script']])[] = [
    ['is revoked', revoked, () => (_, response) => json(response, 400, { error: 'invalid_grant', error_description: '' })],
    ['is spent by a renewal whose answer is lost', lost, ({ issuer }) => (asked, response, turn) => {
      if (turn > 2) return issuer.issue(asked, response);
      issuer.rotate();
      asked.socket.resetAndDestroy();
    }],
  ];

  test.each(misfortunes)('stops wherever it is when its refresh token %s, and after a login goes on without doing anything twice', async (_, message, misfortune) => {
    let stopped = 0;
    for (let requests = 1; ; requests += 1) {
      const s = await applicationStory({ config });
      await s.login();
      const { script } = s.issuer;
      s.issuer.script = misfortune(s);
      s.expireEvery(requests);
      const first = await s.bxform('apply', '--yes');
      if (first.code === 0) break;
      stopped += 1;
      expect([requests, first.code === 3 || first.code === 4, (first.stdout + first.stderr).includes(message)]).toEqual([requests, true, true]);
      expect(secretsIn(first.stdout + first.stderr + s.files())).toEqual([]);
      s.expireEvery(Infinity);
      s.issuer.script = script;
      await s.login();
      const again = await s.bxform('apply', '--yes');
      expect([requests, again.code, again.stderr]).toEqual([requests, 0, again.code === 0 ? again.stderr : '']);
      expect([requests, await made(s)]).toEqual([requests, everything]);
    }
    expect(stopped).toBeGreaterThan(3);
  });

  test('in two processes at once renews their token once', async () => {
    const s = await applicationStory({ config });
    await s.login();
    s.issuer.accessToken = 'expired meanwhile';
    const ran = await Promise.all([s.bxform('plan'), s.bxform('plan'), s.bxform('plan')]);
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(s.issuer.asked.filter(({ params }) => params['grant_type'] === 'refresh_token')).toHaveLength(1);
  });

  test('without a token says how to get one', async () => {
    const s = await applicationStory({ config });
    const { code, stderr } = await s.bxform('plan');
    expect(code).toBe(3);
    expect(stderr).toContain('no token is kept for this portal; run `bxform login --portal service`');
    expect(s.door.heard).toEqual([]);
  });
});

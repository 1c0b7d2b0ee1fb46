import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { copyExample, story } from './harness.ts';

const example = async () => {
  const s = await story({});
  copyExample('field-service', s.folder);
  return s;
};

test('the graph of the files needs no portal and no secret, and is the same every time', async () => {
  const s = await example();
  const own = { BXFORM_PORTAL: '', BXFORM_WEBHOOK: '' };
  const drawn = await s.bxformWith(own, 'graph');
  expect(drawn.code, drawn.stderr).toBe(0);
  expect(drawn.stdout).toContain('subgraph t3["Equipment"]');
  expect(drawn.stdout).toContain('t3f1s1 --> t3f1s2');
  expect(drawn.stdout).toMatch(/t1 --> t3\n {2}t2 --> t4\n {2}t3 --> t4\n$/);
  expect((await s.bxformWith(own, 'graph', '--format', 'mermaid')).stdout).toBe(drawn.stdout);
  expect((await s.bxformWith(own, 'graph', '--format', 'dot')).stdout).toMatch(/^digraph bxform \{/);
  expect(s.portal.requests).toHaveLength(0);
});

test('the graph of a portal is that of the files once they are applied, under the names of the portal', async () => {
  const s = await example();
  await s.bxform('apply', '--yes');
  await s.call('crm.type.add', { fields: { title: 'Somebody else\'s "list"', isStagesEnabled: 'Y' } });
  const [declared, live] = await Promise.all([s.bxform('graph', '--json'), s.bxform('graph', '--live', '--json')]);
  for (const { stdout } of [declared, live]) expect(complaints('graph', stdout)).toEqual([]);
  const names = (text: string): string[] => (JSON.parse(text) as { types: { title?: string; funnels: { name: string; stages: { name: string; color: string }[] }[] }[] }).types.flatMap(({ title, funnels }) => [title ?? '-', ...funnels.flatMap(({ name, stages }) => [name, ...stages.map((stage) => `${stage.name} ${stage.color}`)])]);
  expect(names(live.stdout)).toEqual(expect.arrayContaining(names(declared.stdout)));
  expect((JSON.parse(live.stdout) as { relations: unknown[] }).relations).toHaveLength(3);
  const drawn = await s.bxform('graph', '--live');
  expect(drawn.stdout).toContain('["Somebody else#39;s #34;list#34;"]');
});

test('mistakes in the files are told as everywhere, and --json beside a diagram is one', async () => {
  const s = await story({ 'config/shop.yaml': 'smartProcesses:\n  repair: { title: Repair, colour: red }\n' });
  const wrong = await s.bxform('graph');
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toMatch(/config\/shop\.yaml:2:\d+ error/);
  const both = await s.bxform('graph', '--json', '--format', 'dot');
  expect(both.code).toBe(1);
  expect(JSON.parse(both.stdout)).toMatchObject({ problems: [{ code: 'usage' }] });
});

test('standard types are drawn with what is declared below them: funnels of deals, stages of leads', async () => {
  const s = await story({
    'config/crm.yaml': `crm:
  deal:
    funnels:
      service: { name: Service contracts, stages: { NEW: Request, WON: Signed, LOSE: Declined } }
  lead:
    stages: { CALLBACK: { name: Call back, color: 9C27B0 } }
`,
  });
  interface Drawn { readonly id: string; readonly title?: string; readonly funnels: readonly object[]; readonly stages: readonly object[] }
  const { types } = JSON.parse((await s.bxform('graph', '--json')).stdout) as { types: Drawn[] };
  expect(types.map(({ id, title }) => [id, title])).toEqual([['deal', undefined], ['lead', undefined]]);
  expect(types[0]!.funnels).toMatchObject([{ name: 'Service contracts', stages: [{ name: 'Request' }, { name: 'Signed' }, { name: 'Declined' }] }]);
  expect(types[1]!.stages).toMatchObject([{ name: 'Call back', color: '9C27B0' }]);
  expect((await s.bxform('graph')).stdout).toContain('subgraph t1["Deal"]');
  await s.bxform('plan', '--html', 'plan.html');
  const page = readFileSync(join(s.folder, 'plan.html'), 'utf8');
  expect(page).toContain('title="lead/stage.CALLBACK, new"');
  expect(page).toContain('<h3>Service contracts <span class="badge new">new</span></h3>');
});

import { describe, expect, test } from 'vitest';
import { drawDeclared, drawLive, pictureOf } from '../../src/engine/picture.ts';
import type { LiveRow } from '../../src/kinds/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Drawing, PictureName, PictureStage } from '../../src/model/picture.ts';
import { Secret } from '../../src/model/value.ts';
import { OPEN, different, equipment, funnel, mark, matched, resolved, rowsIn, stage, type, type Situation } from './repair-shop.ts';

const named = (name: PictureName | undefined): string => (name === undefined ? '?' : typeof name === 'string' ? name : 'SECRET');
const stagesOf = (stages: readonly PictureStage[]): string => stages.map(({ name, color, semantics }) => `${named(name)}${color === undefined ? '' : ` #${color}`}${semantics === 'process' ? '' : ` (${semantics})`}`).join(', ');

/** A drawing as lines: `type title`, `  funnel name: stages`, `parent > child`. */
const lines = ({ types, relations }: Drawing): readonly string[] => [
  ...types.flatMap((each) => [
    `${each.id} ${named(each.title)}`,
    ...each.funnels.map(({ id, name, stages }) => `  ${id} ${named(name)}: ${stagesOf(stages)}`),
    ...(each.stages.length === 0 ? [] : [`  ${stagesOf(each.stages)}`]),
  ]),
  ...relations.map(({ parent, child }) => `${parent} > ${child}`),
];

const related = (parent: string, child: string): LiveRow => {
  const ref = (end: string) => ({ $ref: end.includes(':') ? `uid:${end}` : end });
  return { kind: 'relation', uid: `relation:${parent}>${child}`, ids: { parent, child }, key: `${parent}>${child}`, spec: new Map<string, any>([['parent', ref(parent)], ['child', ref(child)], ['list', false]]) };
};
const colored = (row: LiveRow, color: string): LiveRow => ({ ...row, spec: new Map([...row.spec, ['color', color]]) });

function picture(situation: Situation): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const changes = different(situation).differences.map(({ change }) => change);
  const drawn = pictureOf({ kinds: KINDS, pairs: matched(situation), rows: rowsIn(situation.rows), plan: { changes } });
  return { before: lines(drawn.before), after: lines(drawn.after) };
}

const shop = equipment({
  settings: { ...OPEN, stages: true, funnels: true },
  relations: [{ parent: 'deal' }],
  funnels: { repair: { name: 'Repair', default: true, stages: { NEW: { name: 'Reported', color: '22b9ff' }, BENCH: 'On the bench', SUCCESS: 'Works', FAIL: 'Scrapped' } }, audit: 'Audit' },
});
const own = type(16, 'Machines', { code: mark('smartProcess.equipment') });
const main = funnel(5, own, 'Общая', true, 100);

describe('a picture of the files', () => {
  test('has every type with its funnels and stages as they are written, and the standard types that relations lead to', () => {
    expect(lines(drawDeclared(KINDS, resolved(shop).graph.declared.values()))).toEqual([
      'deal ?',
      'smartProcess.equipment Equipment',
      '  smartProcess.equipment/funnel.repair Repair: Reported #22B9FF, On the bench, Works (success), Scrapped (failure)',
      '  smartProcess.equipment/funnel.audit Audit: ',
      'deal > smartProcess.equipment',
    ]);
  });

  test('puts success and failure last, wherever they are written', () => {
    const mixed = equipment({ funnels: { repair: { name: 'Repair', stages: { FAIL: 'Scrapped', LOST: { name: 'Lost', semantics: 'failure' }, SUCCESS: 'Works', NEW: 'Reported' } } } });
    expect(lines(drawDeclared(KINDS, resolved(mixed).graph.declared.values()))[1]).toBe('  smartProcess.equipment/funnel.repair Repair: Reported, Works (success), Scrapped (failure), Lost (failure)');
  });
});

describe('a picture of a portal', () => {
  test('has everything that is there, by its names', () => {
    const rows = [own, main, stage(301, main, 'FAIL', 50, 'failure'), colored(stage(302, main, 'NEW', 10), '22B9FF'), related('deal', own.uid), type(20, 'Other')];
    expect(lines(drawLive(KINDS, rowsIn(rows), []))).toEqual(['deal ?', 'smartProcess:1016 Machines', '  funnel:1016/5 Общая: NEW #22B9FF, FAIL (failure)', 'smartProcess:1020 Other', 'deal > smartProcess:1016']);
  });

  test('does not name what is called by a secret of the files', () => {
    const secret = equipment({ title: new Secret('${env.NAME}', 'machines ', () => 'hash') });
    expect(lines(drawLive(KINDS, rowsIn([own]), resolved(secret).graph.declared.values()))).toEqual(['smartProcess:1016 SECRET']);
  });
});

describe('a picture of a plan', () => {
  test('shows nothing before and everything after when all is to be created', () => {
    const { before, after } = picture({ declared: shop, rows: [type(20, 'Somebody else')] });
    expect(before).toEqual([]);
    expect(after).toEqual(lines(drawDeclared(KINDS, resolved(shop).graph.declared.values())));
  });

  test('shows old names before and new ones after, what nobody declared on both sides, and no strangers', () => {
    const other = funnel(6, own, 'Warranty', false, 900);
    const rows = [own, main, stage(302, main, 'NEW', 10, 'process', 'Новая'), stage(303, main, 'PAUSED', 15), stage(304, main, 'SUCCESS', 40, 'success', 'Успех'), other, type(20, 'Stranger')];
    expect(picture({ declared: shop, rows })).toEqual({
      before: [
        'smartProcess.equipment Machines',
        '  smartProcess.equipment/funnel.repair Общая: Новая, PAUSED, Успех (success)',
        '  funnel:1016/6 Warranty: ',
      ],
      after: [
        'deal ?',
        'smartProcess.equipment Equipment',
        '  smartProcess.equipment/funnel.repair Repair: Reported #22B9FF, PAUSED, On the bench, Works (success), Scrapped (failure)',
        '  smartProcess.equipment/funnel.audit Audit: ',
        '  funnel:1016/6 Warranty: ',
        'deal > smartProcess.equipment',
      ],
    });
  });

  test('leaves what is blocked as it is, and draws what is not there yet as it is declared', () => {
    const foreign = type(18, 'Equipment');
    const { before, after } = picture({ declared: shop, rows: [foreign, funnel(9, foreign, 'Theirs', true)] });
    expect(before).toEqual([]);
    expect(after.slice(0, 3)).toEqual(['deal ?', 'smartProcess.equipment Equipment', '  smartProcess.equipment/funnel.repair Repair: Reported #22B9FF, On the bench, Works (success), Scrapped (failure)']);
    const pinned = picture({ declared: equipment({ entityTypeId: 1018, title: 'Renamed' }), rows: [foreign] });
    expect(pinned).toEqual({ before: ['smartProcess.equipment Equipment'], after: ['smartProcess.equipment Equipment'] });
  });

  test('draws what a declared type is linked with, whoever made it', () => {
    const rows = [own, type(20, 'Theirs'), type(22, 'Far away'), related(own.uid, 'smartProcess:1020'), related('smartProcess:1020', 'smartProcess:1022')];
    expect(picture({ declared: equipment({ title: 'Machines' }), rows }).after).toEqual(['smartProcess.equipment Machines', 'smartProcess:1020 Theirs', 'smartProcess.equipment > smartProcess:1020']);
  });

  test('removes the automatic stages that the plan removes', () => {
    const rows = [own, main, stage(302, main, 'NEW', 10), stage(303, main, 'PREPARATION', 20)];
    const [pairs, changes] = [matched({ declared: shop, rows }), different({ declared: shop, rows }).differences.map(({ change }) => change)];
    const removal = { address: 'smartProcess.equipment/funnel.repair/stage.PREPARATION', kind: 'stage', action: 'delete' as const, properties: [] };
    const drawn = pictureOf({ kinds: KINDS, pairs, rows: rowsIn(rows), plan: { changes: [...changes, removal] } });
    expect(lines(drawn.before)[1]).toContain('PREPARATION');
    expect(lines(drawn.after).join()).not.toContain('PREPARATION');
  });

  test('hides a name, a colour and whatever else is made of a secret, before and after', () => {
    const secret = (text: string): Secret => new Secret('${env.X}', text, () => 'hash');
    const declared = equipment({ title: secret('Blue Heron'), funnels: { repair: { name: secret('Nest'), default: true, stages: { NEW: { name: 'Reported', color: secret('22B9FF') }, SUCCESS: 'Works', FAIL: 'Scrapped' } } } });
    const live = type(16, 'Grey Heron', { code: mark('smartProcess.equipment') });
    const rows = [live, { ...main, name: 'Nest', spec: new Map([...main.spec, ['name', 'Nest'] as const]) }, colored(stage(302, main, 'NEW', 10, 'process', 'Blue heron'), '22B9FF')];
    expect(picture({ declared, rows })).toEqual({
      before: ['smartProcess.equipment SECRET', '  smartProcess.equipment/funnel.repair SECRET: SECRET'],
      after: ['smartProcess.equipment SECRET', '  smartProcess.equipment/funnel.repair SECRET: Reported, Works (success), Scrapped (failure)'],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { acknowledgement, afterwards, openSteps, unknownIds } from '../../src/engine/manual.ts';
import { select } from '../../src/engine/selection.ts';
import { Secret } from '../../src/model/value.ts';
import type { State } from '../../src/state/port.ts';
import { equipment, resolved, resolvedIn } from './repair-shop.ts';

const robots = { text: 'Build the chain of robots', link: '/crm/type/{smartProcess.equipment.entityTypeId}/automation/0/', who: 'the head of service', after: ['smartProcess.equipment'] };
const roles = { text: 'Let the engineers in', link: '/crm/configs/perms/' };
const declare = (manual: object, language?: string) => resolved({ ...equipment(), manual }, language);
const told = (manual: object): string[] => declare(manual).problems.map(({ code, message, place, hint }) => `${place?.file} ${code}: ${message}${hint === undefined ? '' : ` → ${hint}`}`);
const stateOf = (entries: State['entries']): State => ({ format: 'bxform-state/1', project: 'workshop', portal: 'acme.bitrix24.eu', instance: 'one', serial: 3, entries });
const { graph } = declare({ robots, roles });
const open = (more: { state?: State; only?: string[]; exclude?: string[]; there?: boolean } = {}) =>
  openSteps(graph.manual!, {
    state: more.state, asked: { only: more.only ?? [], exclude: more.exclude ?? [] },
    idsOf: (address) => (more.there && address === 'smartProcess.equipment' ? { id: 5, entityTypeId: 1030 } : undefined),
  });
const addresses = (...asked: Parameters<typeof open>): string[] => open(...asked).map(({ address }) => address);

describe('a step for a person', () => {
  test('says what it says in the language of the portal, and where its ids go', () => {
    expect(open()).toEqual([
      {
        address: 'manual.robots', text: 'Build the chain of robots', who: 'the head of service', ids: {}, waitsFor: ['smartProcess.equipment'],
        link: { $text: ['/crm/type/', { $slot: 'smartProcess.equipment', name: 'entityTypeId' }, '/automation/0/'] },
      },
      { address: 'manual.roles', text: 'Let the engineers in', link: { $text: ['/crm/configs/perms/'] }, ids: {}, waitsFor: [] },
    ]);
    expect([...declare({ roles: { text: { en: 'Let them in', ru: 'Пустить' } } }, 'ru').graph.manual!.values()].map(({ text }) => text)).toEqual(['Пустить']);
  });

  test.each([
    ['{smartProcess.equipment.entityTypeId}', [{ $slot: 'smartProcess.equipment', name: 'entityTypeId' }]],
    ['{smartProcess.equipment}', [{ $slot: 'smartProcess.equipment', name: 'id' }]],
    ['/crm/{deal.entityTypeId}/', ['/crm/', '2', '/']],
  ])('links %s', (link, pieces) => {
    expect(declare({ a: { text: 'Look', link } }).graph.manual!.get('manual.a')!.link).toEqual(pieces);
  });

  test.each([
    ['a link to nothing', { robots: { ...robots, link: '/crm/{smartProcess.equipmnet.entityTypeId}/' } }, 'manual/robots/link dangling-reference: nothing has the address smartProcess.equipmnet → did you mean smartProcess.equipment?'],
    ['a wait for nothing', { robots: { ...robots, after: ['smartProcess.equipment', 'funnel.main'] } }, 'manual/robots/after/1 dangling-reference: nothing has the address funnel.main'],
    ['a wait for a word of the language', { robots: { ...robots, after: ['constructor'] } }, 'manual/robots/after/0 dangling-reference: nothing has the address constructor'],
    ['a secret that everybody would see', { robots: { ...robots, text: new Secret('key ${env.KEY}', 'key hunter2', (text) => text) } }, 'manual/robots/text secret-shown: a step for a person is shown to everybody'],
    ['a language it lacks', { robots: { ...robots, who: { ru: 'руководитель' } } }, 'manual/robots/who missing-language: '],
  ])('is refused with %s, and where', (_what, manual, message) => {
    expect(told(manual)).toEqual([expect.stringContaining(message)]);
  });

  test('needs no language where it is written in none', () => {
    expect(resolvedIn(undefined, { ...equipment(), manual: { roles } }).problems).toEqual([]);
  });
});

describe('it is listed', () => {
  const acknowledged = (...keys: string[]): State => stateOf(Object.fromEntries(keys.map((key) => [key, acknowledgement(graph.manual!.get(key)!)])));

  test('until it was acknowledged as it is', () => {
    expect(addresses({ state: acknowledged('manual.robots') })).toEqual(['manual.roles']);
    const [step, ...others] = open({ state: stateOf({ 'manual.roles': acknowledgement(graph.manual!.get('manual.roles')!), 'manual.robots': { kind: 'manual', ids: {}, origin: 'acknowledged', acknowledged: 'what it said before' } }) });
    expect([step, others]).toMatchObject([{ address: 'manual.robots', changed: true }, []]);
  });

  test.each([['text', { text: 'Build another chain' }], ['link', { link: '/crm/' }], ['who', { who: 'the owner' }]])('again when its %s changes, and not when it waits for something else', (_what, change) => {
    const hash = (step: object): string => declare({ robots: step }).graph.manual!.get('manual.robots')!.hash;
    expect(hash({ ...robots, ...change })).not.toBe(hash(robots));
    expect(hash({ ...robots, after: ['deal'] })).toBe(hash(robots));
  });

  test.each<[string, Parameters<typeof open>[0], readonly string[]]>([
    ['whatever part of the resources is planned', { only: ['smartProcess.equipment'] }, ['manual.robots', 'manual.roles']],
    ['alone when it is named', { only: ['manual.roles'] }, ['manual.roles']],
    ['beside what is named', { only: ['manual.roles', 'smartProcess.*'] }, ['manual.roles']],
    ['unless it is excluded', { exclude: ['manual.roles'] }, ['manual.robots']],
    ['not at all when all of them are', { exclude: ['manual.*'] }, []],
  ])('%s', (_what, asked, expected) => {
    expect(addresses(asked)).toEqual(expected);
    expect(select({ only: asked!.only ?? [], exclude: asked!.exclude ?? [] }, graph.declared, graph.manual!.keys()).problems).toEqual([]);
  });

  test('with the ids that are known, before an apply and after it', () => {
    expect(open({ there: true })[0]).toMatchObject({ ids: { 'smartProcess.equipment': { entityTypeId: 1030 } }, waitsFor: [] });
    const made = stateOf({ 'smartProcess.equipment': { kind: 'smartProcess', ids: { id: 6, entityTypeId: 1032 }, origin: 'created' } });
    expect(afterwards(open(), made)[0]).toMatchObject({ ids: { 'smartProcess.equipment': { entityTypeId: 1032 } }, waitsFor: [] });
    expect(afterwards(open(), stateOf({}))).toEqual(open());
  });

  test('with a warning when its link names an id that is not one', () => {
    const { manual } = declare({ robots: { ...robots, link: '/crm/{smartProcess.equipment.typeId}/' } }).graph;
    const found = unknownIds(manual!, () => ({ id: 5, entityTypeId: 1030 }), (path) => ({ file: path.join('/'), line: 1, col: 1 }));
    expect(found).toMatchObject([{ level: 'warning', code: 'unknown-id', message: 'smartProcess.equipment has no id called typeId', hint: 'it has id, entityTypeId', place: { file: 'manual/robots/link' } }]);
    expect(unknownIds(manual!, () => undefined, () => undefined)).toEqual([]);
    const inherited = declare({ robots: { ...robots, link: '/crm/{smartProcess.equipment.constructor}/' } }).graph.manual!;
    expect(unknownIds(inherited, () => ({ id: 5 }), () => undefined)).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { managed, treatmentsBy } from '../../src/engine/treatment.ts';
import type { Policy } from '../../src/model/policy.ts';
import { OPEN, resolved } from './repair-shop.ts';

const SHOP = {
  smartProcesses: {
    equipment: {
      title: 'Equipment', settings: { ...OPEN, stages: true },
      fields: { SERIAL: { type: 'string', label: { en: 'Serial', ru: 'Номер' }, sort: 5 }, STATE: { type: 'enumeration', options: { ok: 'Works' } } },
      funnels: { main: { name: 'Main', default: true, stages: { NEW: { name: 'Reported', color: '22B9FF' }, SUCCESS: 'Done', FAIL: 'Bad' } } },
    },
  },
};
const OWN = 'smartProcess.equipment';
const NEW = `${OWN}/funnel.main/stage.NEW`;

function treated(policies: readonly Policy[], configuration: object = SHOP) {
  const { graph, problems } = resolved(configuration);
  expect(problems).toEqual([]);
  const found = treatmentsBy([...policies, ...graph.policies], graph.declared.values());
  const at = (address: string) => graph.declared.get(address)!;
  return { ...found, whole: (address: string) => found.treatments.whole(at(address)), property: (address: string, path: string) => found.treatments.property(at(address), path), at };
}

describe('a policy', () => {
  test.each<[string, Policy, string, string, string]>([
    ['of a kind speaks of all of it', { treatment: 'initial', kind: 'stage' }, NEW, 'name', 'initial'],
    ['of a kind leaves the others alone', { treatment: 'initial', kind: 'stage' }, OWN, 'title', 'enforce'],
    ['of an address speaks of that one', { treatment: 'ignore', address: OWN }, OWN, 'title', 'ignore'],
    ['of an address is silent about what is below it', { treatment: 'ignore', address: OWN }, `${OWN}/field.SERIAL`, 'type', 'enforce'],
    ['of a pattern speaks of everything below', { treatment: 'ignore', address: `${OWN}/**` }, NEW, 'name', 'ignore'],
    ['of both asks for both', { treatment: 'ignore', kind: 'stage', address: `${OWN}/field.*` }, NEW, 'name', 'enforce'],
    ['of properties speaks of them alone', { treatment: 'initial', kind: 'stage', properties: ['color'] }, NEW, 'name', 'enforce'],
    ['of a property', { treatment: 'initial', kind: 'stage', properties: ['color'] }, NEW, 'color', 'initial'],
    ['of a place that no file says', { treatment: 'initial', kind: 'stage', properties: ['sort'] }, NEW, 'sort', 'initial'],
    ['of texts takes in every language', { treatment: 'initial', kind: 'field', properties: ['label'] }, `${OWN}/field.SERIAL`, 'label.ru', 'initial'],
    ['of one language leaves the others', { treatment: 'initial', kind: 'field', properties: ['label.en'] }, `${OWN}/field.SERIAL`, 'label.ru', 'enforce'],
    ['of any language', { treatment: 'initial', kind: 'field', properties: ['label.*'] }, `${OWN}/field.SERIAL`, 'label.ru', 'initial'],
    ['of everything speaks of settings', { treatment: 'ignore', address: '**' }, OWN, 'settings.stages', 'ignore'],
  ])('%s', (_what, policy, address, path, expected) => {
    expect(treated([policy]).property(address, path)).toBe(expected);
  });

  test.each<[string, readonly Policy['treatment'][], string]>([
    ['initial over enforce', ['enforce', 'initial'], 'initial'],
    ['initial over enforce, whichever comes first', ['initial', 'enforce'], 'initial'],
    ['ignore over everything', ['ignore', 'initial', 'enforce'], 'ignore'],
  ])('that leaves more to the portal holds: %s', (_what, several, expected) => {
    expect(treated(several.map((treatment) => ({ treatment, kind: 'stage' }))).whole(NEW)).toBe(expected);
  });

  test('of all of a thing and one of its properties meet', () => {
    const { property } = treated([{ treatment: 'initial', kind: 'stage' }, { treatment: 'ignore', kind: 'stage', properties: ['color'] }]);
    expect([property(NEW, 'color'), property(NEW, 'name')]).toEqual(['ignore', 'initial']);
  });

  test('speaks of what nobody declared too, so that it is not removed', () => {
    const { treatments, at } = treated([{ treatment: 'ignore', kind: 'stage' }]);
    expect(treatments.whole({ ...at(NEW), address: `${OWN}/funnel.main/stage.CLIENT`, key: 'CLIENT' })).toBe('ignore');
  });

  test('that is about nothing is a warning at its place', () => {
    const place = { file: 'bxform.yaml', line: 7, col: 5 };
    const { problems } = treated([{ treatment: 'ignore', address: 'smartProcess.machine', place }, { treatment: 'initial', kind: 'stage', properties: ['colour'], place: { ...place, line: 8 } }, { treatment: 'initial', kind: 'stage', place }]);
    expect(problems.map(({ code, level, place: at }) => `${at!.line} ${level} ${code}`)).toEqual(['7 warning idle-policy', '8 warning idle-policy']);
  });
});

describe('said in a body', () => {
  const body = (more: object): object => ({ smartProcesses: { equipment: { ...SHOP.smartProcesses.equipment, ...more } } });
  test.each<[string, object, string, string, string]>([
    ['a property of its own', { $initial: ['title'] }, OWN, 'title', 'initial'],
    ['a property of what is below, whatever its key', { $initial: ['funnels.*.stages.*.color'] }, NEW, 'color', 'initial'],
    ['and not the others of it', { $initial: ['funnels.*.stages.*.color'] }, NEW, 'name', 'enforce'],
    ['a thing below, with everything', { $ignore: ['fields.SERIAL'] }, `${OWN}/field.SERIAL`, 'type', 'ignore'],
    ['a whole section', { $ignore: ['fields'] }, `${OWN}/field.STATE/option.ok`, 'name', 'ignore'],
    ['settings as one', { $initial: ['settings'] }, OWN, 'settings.stages', 'initial'],
    ['a place in the order', { $ignore: ['funnels.*.stages.*.sort'] }, NEW, 'sort', 'ignore'],
  ])('%s', (_what, more, address, path, expected) => {
    const { property, problems } = treated([], body(more));
    expect([property(address, path), problems]).toEqual([expected, []]);
  });

  test('what is about nothing is a warning where it stands', () => {
    const { problems } = treated([], body({ $initial: ['title', 'titel'] }));
    expect(problems.map(({ code, place }) => `${code} ${place!.file}`)).toEqual(['idle-policy smartProcesses/equipment/$initial/1']);
  });
});

test('what is to be written: what is enforced always, what is initial while it is being made, what is ignored never', () => {
  const { treatments, at } = treated([{ treatment: 'initial', kind: 'stage', properties: ['name'] }, { treatment: 'ignore', kind: 'stage', properties: ['color'] }]);
  const own = at(NEW);
  const spec = new Map([...own.spec, ['sort', 10]]);
  expect([...managed(treatments, own, spec, true).keys()]).toEqual(['name', 'semantics', 'sort']);
  expect([...managed(treatments, own, spec, false).keys()]).toEqual(['semantics', 'sort']);
});

import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/model/value.ts';
import { OPEN, equipment, resolved, resolvedIn } from './repair-shop.ts';

const addresses = (configuration: object): string[] => [...resolved(configuration).graph.declared.keys()];
const told = (configuration: object): string[] => resolved(configuration).problems.map(({ code, message, place, hint }) => `${place?.file ?? ''} ${code}: ${message}${hint === undefined ? '' : ` → ${hint}`}`);
const request = { title: 'Request', settings: OPEN };

describe('addresses', () => {
  test('are made of the keys on the way, parents first', () => {
    const declared = { ...equipment({ fields: { STATE: { type: 'enumeration', options: { ok: 'Works' } } }, funnels: { repair: { name: 'Repair', default: true, stages: { NEW: 'New', SUCCESS: 'Done', FAIL: 'Bad' } } }, linkedUserFields: ['task'], relations: [{ parent: 'deal' }] }), workplaces: { service: { title: 'Service', smartProcesses: ['equipment'] } } };
    expect(addresses(declared)).toEqual([
      'smartProcess.equipment', 'smartProcess.equipment/field.STATE', 'smartProcess.equipment/field.STATE/option.ok',
      'smartProcess.equipment/funnel.repair', 'smartProcess.equipment/funnel.repair/stage.NEW', 'smartProcess.equipment/funnel.repair/stage.SUCCESS', 'smartProcess.equipment/funnel.repair/stage.FAIL',
      'relation(deal,smartProcess.equipment)', 'smartProcess.equipment/linkedUserField.task', 'workplace.service', 'workplace.service/member.equipment',
    ]);
  });

  test('do not depend on the order in which roots are written', () => {
    const [one, two] = [{ title: 'A', settings: OPEN }, { title: 'B', settings: OPEN }];
    expect(addresses({ smartProcesses: { b: two, a: one } })).toEqual(addresses({ smartProcesses: { a: one, b: two } }));
  });

  test('of things below keep the order they are written in', () => {
    const stages = (given: object): string[] => addresses(equipment({ funnels: { repair: { name: 'Repair', default: true, stages: given } } })).filter((address) => address.includes('stage'));
    expect(stages({ WORK: 'Work', 5: 'Five', NEW: 'New', SUCCESS: 'Done', FAIL: 'Bad' }).map((address) => address.split('/').at(-1))).toContain('stage.5');
  });

  test('of a relation said at both ends are one', () => {
    const declared = { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, relations: [{ child: 'smartProcess.request', list: true }] }, request: { ...request, relations: [{ parent: 'smartProcess.equipment', list: true }] } } };
    expect(addresses(declared).filter((address) => address.startsWith('relation'))).toEqual(['relation(smartProcess.equipment,smartProcess.request)']);
  });
});

describe('references', () => {
  test('become addresses of what is declared, standard types, and things of the portal to look up', () => {
    const { graph } = resolved({ smartProcesses: { request, equipment: { title: 'Equipment', settings: OPEN, fields: { PARTNER: { type: 'crm', to: ['contact', 'smartProcess.request'] }, PRICE: { type: 'money', default: { amount: 5, currency: 'EUR' } }, PART: { type: 'iblock_element', list: 'Spare parts' } } } } });
    expect(graph.declared.get('smartProcess.equipment/field.PARTNER')!.spec.get('to')).toEqual([{ $ref: 'contact' }, { $ref: 'smartProcess.request' }]);
    expect(graph.declared.get('smartProcess.equipment/field.PRICE')!.spec.get('default')).toEqual({ amount: 5, currency: { $ref: 'currency.EUR' } });
    expect(graph.declared.get('smartProcess.equipment/field.PART')!.spec.get('list')).toEqual({ $ref: 'list["Spare parts"]' });
    expect([...graph.declared.values()].filter(({ lookup }) => lookup).map(({ address }) => address)).toEqual(['currency.EUR', 'list["Spare parts"]']);
  });

  test.each([
    ['a relation', equipment({ relations: [{ child: 'smartProcess.equipmnet' }] }), 'smartProcesses/equipment/relations/0/child dangling-reference: nothing is called smartProcess.equipmnet here → did you mean smartProcess.equipment?'],
    ['a field', equipment({ fields: { PARTNER: { type: 'crm', to: ['deal', 'smartProcess.request'] } } }), 'smartProcesses/equipment/fields/PARTNER/to/1 dangling-reference: nothing is called smartProcess.request here'],
    ['a workplace', { ...equipment(), workplaces: { service: { title: 'Service', smartProcesses: ['machines'] } } }, 'workplaces/service/smartProcesses/0 dangling-reference: nothing is called smartProcess.machines here'],
    ['an output', { ...equipment(), outputs: { TYPE: 'smartProcess.equipmen' } }, 'outputs/TYPE dangling-reference: nothing has the address smartProcess.equipmen → did you mean smartProcess.equipment?'],
  ])('of %s to nothing are told with their place', (_what, declared, message) => {
    expect(told(declared)).toEqual([expect.stringContaining(message)]);
  });
});

describe('texts', () => {
  const title = (written: unknown, language?: string): unknown => resolved({ smartProcesses: { equipment: { title: written, settings: OPEN } } }, language).graph.declared.get('smartProcess.equipment')!.spec.get('title');

  test('are picked by the language of the portal, without the blanks around them', () => {
    expect([title('Equipment'), title({ ru: 'Оборудование', en: 'Equipment' }), title({ ru: ' Оборудование\n', en: 'Equipment' }, 'ru')]).toEqual(['Equipment', 'Equipment', 'Оборудование']);
  });

  test('in a language that is not there are told', () => {
    expect(told({ smartProcesses: { equipment: { title: { ru: 'Оборудование' }, settings: OPEN } } })).toEqual([expect.stringContaining('smartProcesses/equipment/title missing-language: this text has no "en"')]);
  });

  test('per language are told where the language of the portal is unknown', () => {
    const { problems } = resolvedIn(undefined, { smartProcesses: { equipment: { title: { en: 'Equipment' }, settings: OPEN, fields: { SERIAL: { type: 'string', label: 'Serial number' } } } } });
    expect(problems.map(({ code, place }) => `${place!.file} ${code}`)).toEqual(['smartProcesses/equipment/title missing-language', 'smartProcesses/equipment/fields/SERIAL/label missing-language']);
  });

  test('of labels stay one per language, a plain one is the portal\'s', () => {
    const { graph } = resolved(equipment({ fields: { A: { type: 'string', label: 'Serial', help: { en: null, ru: 'Шильдик ' } } } }));
    expect(Object.fromEntries(graph.declared.get('smartProcess.equipment/field.A')!.spec)).toEqual({ type: 'string', 'label.en': 'Serial', 'help.en': null, 'help.ru': 'Шильдик' });
  });

  test('that are secret stay sealed', () => {
    const secret = new Secret('${env.TITLE}', 'Equipment', () => 'hash');
    expect(title(secret)).toBe(secret);
  });
});

describe('what is declared twice', () => {
  const both = (one: object, other: object): string[] => told({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, relations: [{ child: 'smartProcess.request', ...one }] }, request: { ...request, relations: [{ parent: 'smartProcess.equipment', ...other }] } } });

  test.each<[string, object, object, number]>([
    ['agrees when both say the same', { list: true }, { list: true }, 0],
    ['agrees when one says less', { list: true }, {}, 0],
    ['disagrees when they say different things', { list: true }, { list: false }, 1],
  ])('%s', (_what, one, other, problems) => {
    expect(both(one, other)).toHaveLength(problems);
  });

  test('names the place of the other', () => {
    expect(both({ list: true }, { list: false })).toEqual([expect.stringMatching(/^smartProcesses\/request\/relations\/0 disagreement: .*smartProcesses\/equipment\/relations\/0:1:1/)]);
  });
});

test('adopt and create go with what they are written at', () => {
  const { graph } = resolved({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, adopt: true, funnels: { repair: { name: 'Repair', default: true, adopt: 12 }, audit: { name: 'Audit', create: true } } } } });
  expect([...graph.declared.values()].map(({ key, adopt, create }) => [key, adopt, create])).toEqual([['equipment', true, undefined], ['repair', 12, undefined], ['audit', undefined, true]]);
});

test('keys of a map that look like parts of an object are keys', () => {
  const { graph } = resolved(JSON.parse('{"smartProcesses":{"constructor":{"title":"A","settings":{"openPermissions":false},"fields":{"TO_STRING":{"type":"string"}}}}}') as object);
  expect([...graph.declared.keys()]).toEqual(['smartProcess.constructor', 'smartProcess.constructor/field.TO_STRING']);
});

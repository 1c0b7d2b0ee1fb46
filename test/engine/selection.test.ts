import { describe, expect, test } from 'vitest';
import { narrowed, select, type Asked } from '../../src/engine/selection.ts';
import { ENFORCED, treatmentsBy } from '../../src/engine/treatment.ts';
import { OPEN, resolved } from './repair-shop.ts';

const { graph } = resolved({
  smartProcesses: {
    equipment: {
      title: 'Equipment', settings: { ...OPEN, stages: true }, relations: [{ parent: 'deal' }, { child: 'smartProcess.request' }],
      fields: { SERIAL: { type: 'string' }, PARTNER: { type: 'crm', to: ['smartProcess.request'] } },
      funnels: { main: { name: 'Main', default: true, stages: { NEW: 'Reported', SUCCESS: 'Done', FAIL: 'Bad' } } },
    },
    request: { title: 'Requests', settings: OPEN, fields: { SUBJECT: { type: 'string' } } },
  },
  workplaces: { service: { title: 'Service', smartProcesses: ['equipment'] } },
  crm: { lead: { stages: { NEW: 'Received' } } },
});
const OWN = 'smartProcess.equipment';
const asked = (more: Partial<Asked>) => select({ only: [], exclude: [], ...more }, graph.declared);
const all = [...graph.declared.values()].filter(({ lookup }) => !lookup).map(({ address }) => address);

describe('a selection', () => {
  test('is none when nothing was asked', () => {
    expect(asked({})).toEqual({ problems: [] });
  });

  test.each<[string, Partial<Asked>, readonly string[], readonly string[]]>([
    // what is chosen, what it needs
    ['a root brings all below it and its links', { only: ['smartProcess.request'] }, ['smartProcess.request', 'smartProcess.request/field.SUBJECT'], []],
    ['a field needs its type', { only: [`${OWN}/field.SERIAL`] }, [`${OWN}/field.SERIAL`], [OWN]],
    ['a field needs what it points at', { only: [`${OWN}/field.PARTNER`] }, [`${OWN}/field.PARTNER`], [OWN, 'smartProcess.request']],
    ['a stage needs its funnel and its type', { only: ['**/stage.SUCCESS'] }, [`${OWN}/funnel.main/stage.SUCCESS`], [OWN, `${OWN}/funnel.main`]],
    ['a relation needs both of its ends', { only: ['relation(smartProcess.equipment,*)'] }, [`relation(${OWN},smartProcess.request)`], [OWN, 'smartProcess.request']],
    ['a membership needs the workplace and the type', { only: ['workplace.service/member.*'] }, ['workplace.service/member.equipment'], [OWN, 'workplace.service']],
    ['standard types are there', { only: ['lead'] }, ['lead/stage.NEW'], []],
    ['what is needed and excluded is not needed', { only: [`${OWN}/field.PARTNER`], exclude: ['smartProcess.request'] }, [`${OWN}/field.PARTNER`], [OWN]],
    ['what is chosen and excluded is not chosen', { only: ['smartProcess.request'], exclude: ['**/field.*'] }, ['smartProcess.request'], []],
    ['everything but', { exclude: [OWN, 'workplace.*', 'relation(deal,smartProcess.equipment)'] }, ['smartProcess.request', 'smartProcess.request/field.SUBJECT', 'lead/stage.NEW'], []],
  ])('%s', (_what, part, chosen, needed) => {
    const { selection, problems } = asked(part);
    expect(problems).toEqual([]);
    expect([...selection!.needed].sort()).toEqual([...needed].sort());
    expect(all.filter((address) => !selection!.leftOut.includes(address) && !selection!.needed.includes(address)).sort()).toEqual([...chosen].sort());
  });

  test('names every pattern that is about nothing, with the nearest address', () => {
    const { problems } = asked({ only: ['smartProcess.equipment/field.SERAIL', 'lead'], exclude: ['quote/**'] });
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual(['unknown-address nothing is declared at smartProcess.equipment/field.SERAIL', 'unknown-address nothing is declared at quote/**']);
    expect(problems[0]!.hint).toContain('smartProcess.equipment/field.SERIAL');
  });
});

describe('treatments narrowed to a part', () => {
  const policed = treatmentsBy([{ treatment: 'ignore', kind: 'field', properties: ['sort'] }, { treatment: 'initial', kind: 'stage' }], graph.declared.values()).treatments;
  const at = (address: string) => graph.declared.get(address)!;
  const narrow = (part: Partial<Asked>) => narrowed(policed, asked(part).selection);

  test('stay the same when nothing was asked', () => {
    expect(narrowed(ENFORCED, undefined)).toBe(ENFORCED);
  });

  test('ignore what is left out, begin what is needed, and keep the policies of what is chosen', () => {
    const { whole, property, isLeftOut } = narrow({ only: [`${OWN}/field.SERIAL`] });
    expect([whole(at(OWN)), whole(at(`${OWN}/field.SERIAL`)), property(at(`${OWN}/field.SERIAL`), 'sort'), property(at(`${OWN}/field.SERIAL`), 'type')]).toEqual(['initial', 'enforce', 'ignore', 'enforce']);
    expect([whole(at(`${OWN}/field.PARTNER`)), isLeftOut(`${OWN}/field.PARTNER`), isLeftOut(OWN)]).toEqual(['ignore', true, false]);
  });

  test('a policy that ignores is stronger than a need', () => {
    const needing = narrowed(treatmentsBy([{ treatment: 'ignore', address: OWN }], graph.declared.values()).treatments, asked({ only: [`${OWN}/field.SERIAL`] }).selection);
    expect(needing.whole(at(OWN))).toBe('ignore');
  });

  test('ignore what nobody declared where it is excluded', () => {
    const stub = { ...at(`${OWN}/funnel.main/stage.NEW`), address: `${OWN}/funnel.main/stage.CLIENT`, key: 'CLIENT' };
    expect([narrow({ exclude: ['**/stage.*'] }).whole(stub), narrow({ exclude: ['**/stage.NEW'] }).whole(stub)]).toEqual(['ignore', 'initial']);
  });
});

import { describe, expect, test } from 'vitest';
import { FIELD_TYPES } from '../../src/model/field-types.ts';
import { marks } from '../engine/load-project.ts';
import { NEEDED, SAMPLES } from './field-settings.ts';
import { OPEN, call, changes, fieldNamed, opened, remarksOn, settle, typeNamed, wrong } from './shop.ts';

const settings = Object.entries(SAMPLES).flatMap(([type, samples]) => Object.entries(samples).map(([setting, sample]) => ({ type, setting, sample })));
const codeOf = (type: string, setting: string): string => `${type}_${setting}`.toUpperCase();

const fieldIn = (body: string): string => `smartProcesses:\n  equipment:\n    title: Equipment\n    settings: { openPermissions: false }\n    fields:\n      SERIAL: ${body}\n`;
/** What is wrong with a field, with places. */
const remarks = (body: string): Promise<string[]> => remarksOn(fieldIn(body));

/** One field for every setting of every type, with the value that `pick` says. */
const every = (pick: (entry: (typeof settings)[number]) => unknown): object => ({
  smartProcesses: {
    request: { title: 'Request', settings: OPEN },
    equipment: { title: 'Equipment', settings: OPEN, fields: Object.fromEntries(settings.map((entry) => [codeOf(entry.type, entry.setting), { type: entry.type, ...NEEDED[entry.type], [entry.setting]: pick(entry) }])) },
  },
});

describe('the settings of field types', () => {
  test('each has a sample here', () => {
    expect(Object.fromEntries(Object.entries(SAMPLES).map(([type, samples]) => [type, Object.keys(samples).sort()])))
      .toEqual(Object.fromEntries(Object.entries(FIELD_TYPES).map(([type, table]) => [type, Object.keys(table).sort()])));
  });

  test('clearing is offered for those that have nothing to say, and for no others', () => {
    for (const { type, setting, sample } of settings) expect([type, setting, FIELD_TYPES[type]![setting]!.clearable === true]).toEqual([type, setting, sample.clearable === true]);
  });

  test.each(['en', 'ru'] as const)('each reads back as it was created, changed and cleared, on a portal that speaks %s', async (language) => {
    const shop = await opened({ language });
    await settle(shop, every(({ sample }) => sample.values[0]));
    await settle(shop, every(({ sample }) => sample.values[1]));
    await settle(shop, every(({ sample }) => (sample.clearable ? null : sample.values[0])));
    await settle(shop, every(({ sample }) => sample.values[1]));
  });

  test('each changes alone: those nobody declares stay as they are on the portal', async () => {
    const shop = await opened();
    const all = (type: string): object => Object.fromEntries(Object.entries(SAMPLES[type]!).map(([setting, sample]) => [setting, sample.values[0]]));
    const declared = (bodyOf: (type: string, setting: string) => object): object => ({ smartProcesses: {
      request: { title: 'Request', settings: OPEN },
      equipment: { title: 'Equipment', settings: OPEN, fields: Object.fromEntries(settings.map(({ type, setting }) => [codeOf(type, setting), { type, ...NEEDED[type], ...bodyOf(type, setting) }])) },
    } });
    const stored = async (): Promise<ReadonlyMap<string, Record<string, unknown>>> => {
      const rows = shop.portal.data().tables['fields']!;
      return new Map(structuredClone(rows).filter(({ fieldName }) => /^UF_CRM_\d/.test(fieldName)).map(({ fieldName, settings: kept }) => [fieldName.replace(/^UF_CRM_\d+_/, ''), kept]));
    };
    await settle(shop, declared((type) => all(type)));
    const before = await stored();
    await settle(shop, declared((type, setting) => ({ [setting]: SAMPLES[type]![setting]!.values[1], mandatory: true })));
    const after = await stored();
    for (const { type, setting } of settings) {
      const [was, is] = [before.get(codeOf(type, setting))!, after.get(codeOf(type, setting))!];
      const { key } = FIELD_TYPES[type]![setting]!;
      const moved = Object.keys(is).filter((name) => JSON.stringify(is[name]) !== JSON.stringify(was[name]));
      if (key !== '*') expect([type, setting, moved]).toEqual([type, setting, [key]]);
    }
  });

  test('that say what the portal says by itself are no change', async () => {
    const shop = await opened();
    const fields = (more: (type: string) => object): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: Object.fromEntries(Object.keys(SAMPLES).map((type) => [type.toUpperCase(), { type, ...NEEDED[type], ...more(type) }])) } } });
    const usual: Readonly<Record<string, object>> = {
      string: { default: null, rows: 1, size: 20, regexp: null, minLength: 0, maxLength: null }, integer: { default: null, size: 20, min: 0, max: null }, double: { precision: 0, min: null },
      boolean: { default: false, display: 'checkbox', labels: { yes: 'Yes', no: 'No' }, checkboxLabel: 'Yes' }, date: { default: 'none' }, datetime: { default: 'none', useSeconds: true, useTimezone: false },
      enumeration: { display: 'list', height: 1, noValueCaption: null, showNoValue: true }, money: { default: null }, url: { popup: true, rows: 1 }, address: { showMap: true },
      file: { extensions: [], targetBlank: true, maxAllowedSize: 0 }, iblock_section: { display: 'ui', height: 1, default: null, activeOnly: false }, iblock_element: { display: 'ui' },
    };
    await settle(shop, fields(() => ({})));
    shop.declare(fields((type) => usual[type] ?? {}));
    expect(await changes(shop)).toEqual([]);
  });
});

describe('a field', () => {
  const field = (more: object): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { SERIAL: { type: 'string', ...more } } } } });

  test.each(['mandatory', 'showInFilter', 'editInList', 'searchable'])('is switched by %s, on and off', async (word) => {
    const shop = await opened();
    for (const value of [true, false, true]) await settle(shop, field({ [word]: value }));
  });

  test('keeps what is set by hand and nobody declares', async () => {
    const shop = await opened();
    await settle(shop, field({ label: 'Serial number' }));
    const { id } = await fieldNamed(shop, 'SERIAL');
    await call(shop, 'userfieldconfig.update', { moduleId: 'crm', id, field: { mandatory: 'Y', showFilter: 'I', sort: 70, settings: { SIZE: 44, REGEXP: '/^A/' } } });
    const before = await fieldNamed(shop, 'SERIAL');
    await settle(shop, field({ label: 'Serial number', searchable: true, maxLength: 30 }));
    expect(await fieldNamed(shop, 'SERIAL')).toEqual({ ...before, isSearchable: 'Y', settings: { ...before.settings, MAX_LENGTH: 30 } });
  });

  test('keeps labels in other languages, and loses only the one that is cleared', async () => {
    const shop = await opened();
    await settle(shop, field({ label: { en: 'Serial number', ru: 'Номер' }, help: { en: 'From the plate', ru: 'С таблички' } }));
    const { id } = await fieldNamed(shop, 'SERIAL');
    const { editFormLabel, helpMessage } = await fieldNamed(shop, 'SERIAL');
    await call(shop, 'userfieldconfig.update', { moduleId: 'crm', id, field: { editFormLabel: { ...editFormLabel, de: 'Seriennummer' }, helpMessage: { ...helpMessage, de: 'Vom Schild' } } });
    await settle(shop, field({ label: { en: 'Number' }, help: { ru: null } }));
    const now = await fieldNamed(shop, 'SERIAL');
    expect(now.editFormLabel).toEqual({ en: 'Number', ru: 'Номер', de: 'Seriennummer' });
    expect([now.helpMessage.en, now.helpMessage.ru ?? '', now.helpMessage.de]).toEqual(['From the plate', '', 'Vom Schild']);
    await settle(shop, field({ help: null }));
    expect((await fieldNamed(shop, 'SERIAL')).helpMessage.en ?? '').toBe('');
  });

  test('gets an external id of its own, and another one later', async () => {
    const shop = await opened();
    for (const xmlId of ['SERIAL_NUMBER', 'SERIAL_NO']) await settle(shop, field({ xmlId }));
    expect((await fieldNamed(shop, 'SERIAL')).xmlId).toBe('SERIAL_NO');
  });

  test('takes any text as it is, and labels without the blanks around them', async () => {
    const shop = await opened();
    const odd = '  <script>a&b=c#[x]{=y} $result[z] %5B "q" \\ \t\u{1F527}\n два  ';
    await settle(shop, field({ label: odd, help: odd, default: odd }));
    const { editFormLabel, helpMessage, settings: { DEFAULT_VALUE } } = await fieldNamed(shop, 'SERIAL');
    expect([editFormLabel.en, helpMessage.en, DEFAULT_VALUE]).toEqual([odd.trim(), odd.trim(), odd]);
  });

  test.each([
    ['integer', '{ type: integer, min: ▸10, max: 5 }', 'min is 10 and greater than max, which is 5'],
    ['double', '{ type: double, max: -1.5, min: ▸-0.5 }', 'min is -0.5 and greater than max, which is -1.5'],
    ['string', '{ type: string, minLength: ▸6, maxLength: 5 }', 'minLength is 6 and greater than maxLength, which is 5'],
    ['url', '{ type: url, minLength: ▸256, maxLength: 255 }', 'minLength is 256 and greater than maxLength, which is 255'],
  ])('of type %s has no bounds that nothing fits between', async (_type, body, message) => {
    expect(await remarks(body)).toEqual(marks('config/equipment.yaml', fieldIn(body)).map((place) => `${place} empty-range: ${message}: no value would do → swap the two, or leave one of them out`));
  });

  test.each(['{ type: integer, min: 5, max: 5 }', '{ type: integer, min: 5, max: 0 }', '{ type: double, min: 0, max: -1 }', '{ type: string, minLength: 5, maxLength: null }', '{ type: url, minLength: 5 }'])('may be bounded by %s: 0 and null are no bounds', async (body) => {
    expect(await remarks(body)).toEqual([]);
  });

  test('may be asked for beside another of its name, but not together with taking that one over', async () => {
    expect(await remarks('{ type: string, create: true }')).toEqual([]);
    expect(await remarks('{ type: string, adopt: 301, ▸create: true }')).toEqual([expect.stringMatching(/^config\/equipment\.yaml:\d+:\d+ adopt-or-create: /)]);
  });

  test('of every type may hold several values, and never changes that', async () => {
    const shop = await opened();
    const several = (multiple: boolean): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: Object.fromEntries(Object.keys(SAMPLES).map((type) => [type.toUpperCase(), { type, ...NEEDED[type], multiple }])) } } });
    await settle(shop, several(true));
    expect(await wrong(shop, several(false))).toEqual(Object.keys(SAMPLES).map(() => 'fixed-property'));
  });

  test('points at smart processes that are made in the same apply, at itself too', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { PARTNER: { type: 'crm', to: ['smartProcess.request', 'smartProcess.equipment', 'contact'], multiple: true } } }, request: { title: 'Request', settings: OPEN } } });
    const [{ settings: kept }, own, other] = [await fieldNamed(shop, 'PARTNER'), await typeNamed(shop, 'Equipment'), await typeNamed(shop, 'Request')];
    expect(Object.keys(kept).filter((key) => kept[key] === 'Y').sort()).toEqual(['CONTACT', `DYNAMIC_${own.entityTypeId}`, `DYNAMIC_${other.entityTypeId}`].sort());
  });

  test('is told what the portal lacks: a list, a currency or a dictionary', async () => {
    const shop = await opened();
    expect(await wrong(shop, { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { A: { type: 'iblock_element', list: 'SPARE_PART' }, B: { type: 'money', default: { amount: 1, currency: 'EUX' } }, C: { type: 'crm_status', dictionary: 'SOURZE' } } } } })).toEqual(['unknown-on-portal', 'unknown-on-portal', 'unknown-on-portal']);
  });
});

// Values for every setting of every field type: one to create with, another to change to, and, where the
// setting may be cleared, null. None of them is what the portal takes by itself.

export interface Sample {
  readonly values: readonly [first: unknown, second: unknown];
  readonly clearable?: true;
}

const text = (first: string, second: string): Sample => ({ values: [first, second], clearable: true });
const count = (first: number, second: number): Sample => ({ values: [first, second] });
const bound = (first: number, second: number): Sample => ({ values: [first, second], clearable: true });
const flag: Sample = { values: [true, false] };
const flagOff: Sample = { values: [false, true] };

const iblock = {
  list: { values: ['SPARE_PARTS', 'SITES'] },
  display: { values: ['dialog', 'list'] },
  height: count(3, 5),
  default: { values: [17, '19'], clearable: true },
  activeOnly: flag,
} as const satisfies Record<string, Sample>;

export const SAMPLES: Readonly<Record<string, Readonly<Record<string, Sample>>>> = {
  string: {
    default: text('AB-10482', 'line one\nline two'),
    rows: count(3, 50),
    size: count(40, 255),
    regexp: text('/^[A-Z]{2}-[0-9]+$/', '#^<b>&amp;[^"]+$#i'),
    minLength: bound(2, 3),
    maxLength: bound(20, 200),
  },
  integer: { default: bound(0, -7), size: count(10, 30), min: bound(1, -5), max: bound(100, 2_000_000_000) },
  double: { default: bound(0, 2.75), size: count(10, 30), min: bound(0.5, -2.25), max: bound(400, 0.125), precision: count(2, 12) },
  boolean: {
    default: flag,
    display: { values: ['dropdown', 'radio'] },
    labels: { values: [{ yes: 'Works', no: 'Broken' }, { yes: { ru: 'Исправно', en: 'Fine' }, no: 'Broken' }] },
    checkboxLabel: { values: ['Under warranty', { ru: 'На гарантии', en: 'Has a warranty' }], clearable: true },
  },
  date: { default: text('2026-03-31', 'now') },
  datetime: { default: text('2026-03-31T09:00:00', 'now'), useSeconds: flagOff, useTimezone: flag },
  enumeration: {
    display: { values: ['ui', 'checkbox'] },
    height: count(4, 2),
    noValueCaption: { values: ['not inspected', { ru: 'не осмотрено', en: 'unknown' }], clearable: true },
    showNoValue: flagOff,
  },
  money: { default: { values: [{ amount: 1200.5, currency: 'EUR' }, { amount: 0, currency: 'USD' }], clearable: true } },
  url: { default: text('https://example.com/?a=1&b[]=2', 'https://example.com/#%D1%8F'), popup: flagOff, size: count(60, 100), rows: count(2, 4), minLength: bound(5, 6), maxLength: bound(100, 300) },
  address: { showMap: flagOff },
  file: {
    size: count(30, 50), listWidth: count(120, 80), listHeight: count(90, 60), maxShowSize: count(4096, 8192), maxAllowedSize: count(1_048_576, 10_485_760),
    extensions: { values: [['pdf', 'jpg'], []] },
    targetBlank: flagOff,
  },
  employee: {},
  crm: { to: { values: [['deal', 'smartProcess.request'], ['company', 'invoice']] } },
  crm_status: { dictionary: { values: ['SOURCE', 'INDUSTRY'] } },
  iblock_section: iblock,
  iblock_element: iblock,
};

/** What a field of the type cannot be without. */
export const NEEDED: Readonly<Record<string, object>> = {
  crm: { to: ['contact'] },
  crm_status: { dictionary: 'CONTACT_TYPE' },
  iblock_section: { list: 'SPARE_PARTS' },
  iblock_element: { list: 'SPARE_PARTS' },
};

// Any valid configuration of a workshop's portal. Keys come from small pools, so that two configurations
// meet; texts are as awkward as people and attackers make them; maps are Maps, because the portal's codes
// may look like numbers or like what every object has.

import fc from 'fast-check';

export type Tree = null | boolean | number | string | readonly Tree[] | ReadonlyMap<string, Tree>;

const asMap = (value: object): ReadonlyMap<string, Tree> => new Map(Object.entries(value).filter(([, entry]) => entry !== undefined));
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const record = (model: Record<string, fc.Arbitrary<Tree | undefined>>): fc.Arbitrary<ReadonlyMap<string, Tree>> => fc.record(model).map(asMap);
/** a map with some of these keys, in any order */
const mapOf = <T>(keys: readonly string[], value: (key: string) => fc.Arbitrary<T>, bounds: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.uniqueArray(fc.constantFrom(...keys), bounds).chain((chosen) => fc.tuple(...chosen.map(value)).map((values) => new Map(chosen.map((key, index) => [key, values[index] as T]))));

const PIECES = [
  'Pump', 'Насос', 'Gerät', '泵', '🔧', '👩‍🔧', '<b>bold</b>', '<script>alert(1)</script>', '&lt;', '&amp;', '$result[type][id]', '$result', '$5', '${env.HOME}', '$${', '"', "'", '`', '\\', '\\n', '&=+%#', '%D0%9D', '?x=1&y[]=2',
  'SELECT * FROM b_user WHERE 1=1', "'; DROP TABLE b_user --", 'union select', 'update x set', 'javascript:', 'onclick=', 'style=', 'data:', '../../etc', '/*', '*/', '{=Document:ID}', '{{Name}}', '[b]x[/b]', '#', '@import', 'expression(', 'http://a.b/c?d=e', '0', 'null', 'true', 'Y', '—', '«»', '  ', '\t', '1e5', '№ 7', 'ё', '!', '|', ';', ',', ':', '%', '~', '*', '(', ')',
];
/** Neither blank nor the text 0, which PHP takes for nothing, and short enough for every column. */
const awkward = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 })
  .map((pieces) => [...pieces.join(' ')].slice(0, 60).join(''))
  .filter((text) => !['', '0'].includes(text.trim()));
/** nearly the same, at both ends */
const spaced = fc.tuple(fc.constantFrom('', '', ' '), awkward, fc.constantFrom('', '', ' ')).map((parts) => parts.join(''));
/** different for different keys: two things of one name are a question of their own */
const named = (key: string): fc.Arbitrary<string> => awkward.map((text) => `${text} ${key}`);
const perLanguage = (text: fc.Arbitrary<string>): fc.Arbitrary<Tree> => fc.oneof(text, record({ en: text, ru: some(text), de: some(text) }));
const flag = some(fc.boolean());
const whole = (min: number, max: number): fc.Arbitrary<number | undefined> => some(fc.integer({ min, max }));

const TYPES = ['equipment', 'request', 'visit'];
const SWITCHES = ['client', 'automation', 'businessProcesses', 'recycleBin', 'beginCloseDates', 'products', 'myCompany', 'documents', 'source', 'observers', 'payments', 'counters', 'recurring', 'tracking'];

function settingsOf(type: string, processes: readonly string[]): Record<string, fc.Arbitrary<Tree | undefined>> {
  const display = some(fc.constantFrom('list', 'ui', 'checkbox', 'dialog'));
  const size = whole(2, 255);
  switch (type) {
    case 'string': return { default: some(spaced), rows: whole(1, 50), size, regexp: some(fc.constantFrom('/^[A-Z]{2}-[0-9]+$/', '#^a|b$#i', '/[<>&"]+/')), minLength: whole(0, 9), maxLength: whole(0, 99) };
    case 'integer': return { default: whole(-9, 99), size, min: whole(-99, 99), max: whole(-99, 9_999) };
    case 'double': return { default: some(fc.constantFrom(0.5, -1.25, 3, 1_000_000)), size, min: some(fc.constantFrom(-0.5, 0, 2)), max: some(fc.constantFrom(0, 99.5)), precision: whole(0, 12) };
    case 'boolean': return { default: flag, display: some(fc.constantFrom('checkbox', 'radio', 'dropdown')), labels: some(record({ yes: spaced, no: spaced })), checkboxLabel: some(spaced) };
    case 'date': return { default: some(fc.constantFrom('none', 'now', '2026-03-31')) };
    case 'datetime': return { default: some(fc.constantFrom('none', 'now', '2026-03-31T09:00:00')), useSeconds: flag, useTimezone: flag };
    case 'enumeration': return { display, height: whole(1, 9), noValueCaption: some(spaced), showNoValue: flag };
    case 'money': return { default: some(record({ amount: fc.constantFrom(0, 1.5, 1000), currency: fc.constantFrom('USD', 'EUR', 'RUB') })) };
    case 'url': return { default: some(fc.constantFrom('https://example.test/?a=1&b=%20#c', 'mailto:ops@example.test')), popup: flag, size, rows: whole(1, 9), minLength: whole(0, 9), maxLength: whole(0, 99) };
    case 'address': return { showMap: flag };
    case 'file': return { size, listWidth: whole(0, 99), listHeight: whole(0, 99), maxShowSize: whole(0, 999), maxAllowedSize: whole(0, 999), extensions: some(fc.uniqueArray(fc.constantFrom('jpg', 'png', 'pdf', '7z'))), targetBlank: flag };
    case 'crm': return { to: fc.uniqueArray(fc.constantFrom('lead', 'deal', 'contact', 'company', 'quote', 'order', 'invoice', ...processes.map((key) => `smartProcess.${key}`)), { minLength: 1, maxLength: 4 }) };
    case 'crm_status': return { dictionary: fc.constantFrom('SOURCE', 'INDUSTRY') };
    case 'iblock_section': case 'iblock_element': return { list: fc.constantFrom('SPARE_PARTS', 'SITES'), display, height: whole(1, 9), activeOnly: flag };
    default: return {};
  }
}

const FIELD_TYPES = ['string', 'integer', 'double', 'boolean', 'date', 'datetime', 'enumeration', 'money', 'url', 'address', 'file', 'employee', 'crm', 'crm_status', 'iblock_section', 'iblock_element'];
/** The key says the type, so that another configuration seldom wants to change it; `ANY` does. */
const FIELDS = [...FIELD_TYPES.map((type) => type.toUpperCase()), 'STRING_M', 'ENUMERATION_M', 'CRM_M', 'ANY'];

function optionsOf(multiple: boolean | undefined): fc.Arbitrary<Tree> {
  const entry = (): fc.Arbitrary<Tree> => fc.oneof(spaced, record({ name: spaced }));
  return fc.tuple(mapOf(['works', 'broken', 'constructor', 'a-1', 'X_2'], entry, { maxLength: 5 }), fc.integer({ min: 0, max: 9 })).map(([options, at]) => {
    const chosen = (index: number): boolean => (multiple === true ? index % 2 === at % 2 : index === at);
    return new Map([...options].map(([key, body], index) => [key, chosen(index) ? new Map<string, Tree>([['name', typeof body === 'string' ? body : (body as ReadonlyMap<string, Tree>).get('name')!], ['default', true]]) : body]));
  });
}

/** The lower bound below the upper one; 0 is none. */
function inOrder(field: ReadonlyMap<string, Tree>): ReadonlyMap<string, Tree> {
  const swapped = new Map(field);
  for (const [least, most] of [['min', 'max'], ['minLength', 'maxLength']] as const) {
    const [from, to] = [field.get(least), field.get(most)];
    if (typeof from === 'number' && typeof to === 'number' && from !== 0 && to !== 0 && from > to) swapped.set(least, to).set(most, from);
  }
  return swapped;
}

const fieldOf = (key: string, processes: readonly string[]): fc.Arbitrary<Tree> =>
  (key === 'ANY' ? fc.tuple(fc.constantFrom(...FIELD_TYPES), flag) : fc.constant([key.replace(/_M$/, '').toLowerCase(), key.endsWith('_M') || undefined] as const)).chain(([type, multiple]) =>
    record({
      type: fc.constant(type),
      multiple: fc.constant(multiple),
      label: some(perLanguage(spaced)),
      help: some(perLanguage(spaced)),
      mandatory: flag,
      showInFilter: flag,
      editInList: flag,
      searchable: flag,
      sort: whole(1, 500),
      ...settingsOf(type, processes),
      ...(type === 'enumeration' ? { options: some(optionsOf(multiple)) } : {}),
    }).map(inOrder),
  );

const stageOf = (more: object): fc.Arbitrary<Tree> =>
  fc.tuple(spaced, some(fc.constantFrom('22B9FF', '10e5fc', '#FFA900'))).map(([name, color]) => (color === undefined && Object.keys(more).length === 0 ? name : asMap({ name, color, ...more })));

const stages: fc.Arbitrary<Tree> = fc
  .tuple(
    mapOf(['NEW', 'PREPARATION', 'CLIENT', 'DIAGNOSIS', '007', 'x-y_z', '__proto__', '1'], () => stageOf({}), { minLength: 1, maxLength: 6 }),
    stageOf({}),
    mapOf(['FAIL', 'DECLINED', '42'], (key) => stageOf(key === 'FAIL' ? {} : { semantics: 'failure' }), { minLength: 1 }),
  )
  .map(([before, success, after]) => new Map([...before, ['SUCCESS', success], ...after]));

const funnels = (withStages: boolean): fc.Arbitrary<ReadonlyMap<string, Tree>> =>
  mapOf(['main', 'second', 'toString'], (key) => record({ name: named(key), ...(withStages ? { stages: some(stages) } : {}) }), { maxLength: 3 }).chain((found) =>
    fc.nat().map((at) => new Map([...found].map(([key, body], index): [string, Tree] => [key, index === at % found.size ? new Map([...body, ['default', true]]) : body]))),
  );

const processOf = (key: string, processes: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Tree>> =>
  fc.boolean().chain((withStages) =>
    fc
      .record({
        title: named(key),
        switches: record(Object.fromEntries(SWITCHES.map((name) => [name, flag]))),
        openPermissions: fc.boolean(),
        linked: some(fc.oneof(fc.uniqueArray(fc.constantFrom('calendarEvent', 'task', 'taskTemplate')), record({ calendarEvent: flag, task: flag, taskTemplate: flag }))),
        fields: some(mapOf(FIELDS, (key) => fieldOf(key, processes), { maxLength: 7 })),
        funnels: some(funnels(withStages)),
      })
      .map(({ title, switches, openPermissions, linked, fields, funnels: own }) =>
        asMap({
          title,
          settings: new Map<string, Tree>([...switches, ['openPermissions', openPermissions], ['stages', withStages], ...(own !== undefined && own.size > 1 ? [['funnels', true] as const] : [])]),
          linkedUserFields: linked,
          fields,
          funnels: own === undefined || own.size === 0 ? undefined : own,
        }),
      ),
  );

/** What is declared of the types every portal has; stages keep the semantics their fixed codes have. */
export const ENDS: Readonly<Record<string, readonly [success: string, failure: string, made: readonly string[]]>> = {
  lead: ['CONVERTED', 'JUNK', ['IN_PROCESS']], deal: ['WON', 'LOSE', ['PREPARATION']], quote: ['APPROVED', 'DECLAINED', ['SENT']], invoice: ['P', 'D', ['S']],
};

/** All of them, or, where the portal brings the rest along, some. */
const standardStages = (owner: string, whole: boolean): fc.Arbitrary<Tree> => {
  const [success, failure, made] = ENDS[owner]!;
  const some = (body: fc.Arbitrary<Tree>): fc.Arbitrary<Tree | undefined> => (whole ? body : fc.option(body, { nil: undefined }));
  return fc
    .tuple(mapOf([...made, 'DIAGNOSIS', '007', 'x-y_z', '__proto__'], () => stageOf({}), { minLength: 1 }), some(stageOf({})), some(stageOf({})), mapOf(['DEAR', '42'], () => stageOf({ semantics: 'failure' })))
    .map(([before, done, lost, more]) => new Map<string, Tree>([...before, ...(done === undefined ? [] : [[success, done] as const]), ...(lost === undefined ? [] : [[failure, lost] as const]), ...more]));
};

const standardFunnels = (owner: string): fc.Arbitrary<Tree> =>
  fc.tuple(some(record({ name: some(named('default')), stages: some(standardStages(owner, false)) })), owner === 'deal' ? mapOf(['service', 'rental'], (key) => record({ name: named(key), stages: some(standardStages(owner, true)) })) : fc.constant(new Map<string, Tree>())).map(
    ([general, more]) => new Map<string, Tree>([...(general === undefined ? [] : [['default', general] as const]), ...more]),
  );

/** Few fields: each of them is read one by one. */
const crmOf = (processes: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Tree>> =>
  mapOf(['lead', 'deal', 'contact', 'company', 'quote', 'invoice'], (owner) =>
    record({
      fields: some(mapOf(FIELDS, (key) => fieldOf(key, processes), { maxLength: 3 })),
      ...(owner === 'deal' || owner === 'invoice' ? { funnels: some(standardFunnels(owner)) } : owner in ENDS ? { stages: some(standardStages(owner, false)) } : {}),
    }), { maxLength: 2 });

const dictionariesOf: fc.Arbitrary<ReadonlyMap<string, Tree>> = mapOf(['SOURCE', 'HONORIFIC'], () =>
  mapOf(['CALL', 'EMAIL', 'EXPO', '7', 'a.b'], () => spaced).map((found) => asMap({ entries: found })), { maxLength: 1 });

const relationsOf = (processes: readonly string[]): fc.Arbitrary<readonly { readonly parent: string; readonly child: string; readonly list: boolean | undefined }[]> => {
  const own = processes.map((key) => `smartProcess.${key}`);
  const ends = fc.oneof(
    fc.tuple(fc.constantFrom('lead', 'deal', 'quote', 'order', 'invoice'), fc.constantFrom(...own)),
    fc.tuple(fc.constantFrom(...own), fc.constantFrom('lead', 'deal', 'contact', 'company', 'quote', 'invoice')),
    ...(own.length > 1 ? [fc.tuple(fc.constantFrom(...own), fc.constantFrom(...own)).filter(([parent, child]) => parent !== child)] : []),
  );
  return fc.uniqueArray(fc.record({ ends, list: flag }).map(({ ends: [parent, child], list }) => ({ parent, child, list })), { maxLength: 4, selector: ({ parent, child }) => `${parent} ${child}` });
};

/** Each smart process in one workplace at most. */
const workplacesOf = (processes: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Tree>> =>
  fc.tuple(mapOf(['service', 'office'], named), fc.array(fc.constantFrom('service', 'office', ''), { minLength: processes.length, maxLength: processes.length })).map(
    ([titles, homes]) => new Map([...titles].map(([key, title]): [string, Tree] => [key, asMap({ title, smartProcesses: processes.filter((_, index) => homes[index] === key) })])),
  );

export const configuration: fc.Arbitrary<ReadonlyMap<string, Tree>> = fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }).chain((processes) =>
  fc.tuple(fc.tuple(...processes.map((key) => processOf(key, processes))), relationsOf(processes), workplacesOf(processes), crmOf(processes), dictionariesOf).map(([bodies, relations, workplaces, crm, dictionaries]) => {
    const related = (key: string): Tree =>
      relations.flatMap(({ parent, child, list }) => {
        const self = `smartProcess.${key}`;
        // between two smart processes the child says it
        if (child === self) return [asMap({ parent, list })];
        return parent === self && !child.startsWith('smartProcess.') ? [asMap({ child, list })] : [];
      });
    return new Map<string, Tree>([
      ['smartProcesses', new Map(processes.map((key, index) => [key, new Map([...bodies[index]!, ['relations', related(key)]])]))],
      ...(workplaces.size > 0 ? [['workplaces', workplaces] as const] : []),
      ...(crm.size > 0 ? [['crm', crm] as const] : []),
      ...(dictionaries.size > 0 ? [['dictionaries', dictionaries] as const] : []),
    ]);
  }),
);

/** JSON, and so YAML, with the order of maps kept. */
export function asText(tree: Tree): string {
  if (tree instanceof Map) return `{ ${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${asText(value as Tree)}`).join(', ')} }`;
  if (Array.isArray(tree)) return `[${tree.map(asText).join(', ')}]`;
  return JSON.stringify(tree);
}

// What may be chosen in a list: written down, or taken from what the portal has. Values and texts are kept as a list, so
// that their order stays. What comes from the portal is filled in once it was read, as it will be after this apply:
// what is declared of a dictionary wins over what is there.

import { stageEntity } from '../model/stage.ts';
import { standardTypeByNumber } from '../model/standard-types.ts';
import type { Written } from '../model/source.ts';
import { isRef, revealed, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Children, Declared, Kind, LiveRow, Words } from './contract.ts';

const LINES = 'telephony.lines';
const CURRENCIES = 'currencies';

export interface Option {
  readonly value: string;
  readonly text: Value;
}

function dictionaryNamed(from: Written, words: Words, path: readonly string[]): Value {
  const code = String(from).replace(/^dictionary\./, '');
  if ((stageEntity(code)?.funnel ?? 0) !== 0) words.problem(path, 'stages-of-funnel', texts.activities.stagesOfFunnel(code), texts.activities.stagesOfFunnelHint);
  return words.ref(path, from, ['dictionary']) ?? null;
}

/** A list of values with texts, or `{ from }` what the portal has. */
export function optionsOf(written: Written, words: Words, path: readonly string[]): Value {
  if (!(written instanceof Map)) return (written as readonly Written[]).map((text) => ({ value: String(text), text: typeof text === 'number' ? String(text) : (text as Value) }));
  const from = written.size === 1 ? written.get('from') : undefined;
  if (from === LINES || from === CURRENCIES) return { from };
  if (from !== undefined) return { from: dictionaryNamed(from, words, [...path, 'from']) };
  return [...written].map(([value, text]) => ({ value: String(value), text: words.text([...path, String(value)], text) ?? null }));
}

const sourceOf = (value: Value): Value | undefined =>
  typeof value === 'object' && value !== null && 'options' in value && typeof value.options === 'object' && value.options !== null && 'from' in value.options
    ? (value.options as { readonly from: Value }).from
    : undefined;

const dictionaryOf = ({ $ref }: { readonly $ref: string }): string => /^dictionary(?:\.|\[")(.+?)(?:"\])?$/.exec($ref)?.[1] ?? '';

/** Kinds whose rows the options come from. */
export function neededBy({ spec }: Declared): string[] {
  return [...spec.values()].flatMap((value) => {
    const from = sourceOf(value);
    if (from === LINES) return ['phoneLine'];
    if (from === CURRENCIES) return ['currency'];
    if (!isRef(from)) return [];
    return [stageEntity(dictionaryOf(from)) === undefined ? 'entry' : 'stage'];
  });
}

interface Choice extends Option {
  readonly sort: number;
  /** number on the portal, where they come in the order they were made in; what is to be made comes last */
  readonly id: number;
}
const inOrder = (choices: Iterable<Choice>): Option[] => [...choices].sort((a, b) => a.sort - b.sort || a.id - b.id).map(({ value, text }) => ({ value, text }));

const sortIn = (spec: Spec): number | undefined => (typeof spec.get('sort') === 'number' ? (spec.get('sort') as number) : undefined);

function overlaid(rows: readonly LiveRow[], declared: readonly Declared[]): Option[] {
  const choices = new Map(rows.map((row): [string, Choice] => {
    const { key = '', name = key, ids } = row;
    return [key, { value: String(ids['statusId'] ?? key), text: name, sort: sortIn(row.spec) ?? 0, id: Number(ids['id']) }];
  }));
  const last = Number.MAX_SAFE_INTEGER;
  declared.forEach(({ key, spec }, index) => {
    const { value = key, text = key, sort = last, id = last - declared.length + index } = choices.get(key) ?? {};
    choices.set(key, { value, id, text: spec.get('name') ?? text, sort: sortIn(spec) ?? sort });
  });
  return inOrder(choices.values());
}

/** Entries of a dictionary; for leads, quotes and the portal's own deal funnel: stages. */
function entriesOf(code: string, rows: (kind: string) => readonly LiveRow[], children: Children): Option[] {
  const stages = stageEntity(code);
  if (stages === undefined) return overlaid(rows('entry').filter(({ parent }) => parent === `dictionary:${code}`), children('entry', `dictionary.${code}`));
  const type = standardTypeByNumber(stages.entityTypeId)!;
  const isFunnel = stages.funnel !== undefined;
  const home = isFunnel ? `funnel:${stages.entityTypeId}/${stages.funnel}` : type;
  const declaredHomes = isFunnel ? children('funnel', type).filter(({ spec }) => spec.get('default') === true).map(({ address }) => address) : [type];
  return overlaid(rows('stage').filter(({ parent }) => parent === home), declaredHomes.flatMap((address) => [...children('stage', address)]));
}

/** Lines the portal calls out from, and those of our own; the portal has no order of them. */
function linesOf(rows: (kind: string) => readonly LiveRow[], children: Children): Option[] {
  const lines = new Map(rows('phoneLine').map((row): [string, Value] => [row.key!, row.name ?? row.key!]));
  for (const { key, spec } of children('line', '')) {
    const number = revealed(spec.get('number')) ?? key;
    lines.set(number, spec.get('name') ?? lines.get(number) ?? number);
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, text]) => ({ value, text }));
}

export function completed({ spec }: Declared, rows: (kind: string) => readonly LiveRow[], children: Children): Spec {
  const found = (from: Value): readonly Option[] => {
    if (from === LINES) return linesOf(rows, children);
    if (from === CURRENCIES) return rows('currency').map((row) => ({ value: row.key!, text: row.name ?? row.key! }));
    return isRef(from) ? entriesOf(dictionaryOf(from), rows, children) : [];
  };
  return new Map([...spec].map(([path, value]) => {
    const from = sourceOf(value);
    return [path, from === undefined ? value : ({ ...(value as object), options: found(from) } as unknown as Value)];
  }));
}

/** Lists of the portal that have nothing in them. */
export const nothingToChoose: NonNullable<Kind['risks']> = ({ changed }) =>
  [...changed].flatMap(([path, { after }]) => {
    const options = typeof after === 'object' && after !== null && 'options' in after ? after.options : undefined;
    return Array.isArray(options) && options.length === 0 ? [texts.activities.nothingToChoose(path)] : [];
  });

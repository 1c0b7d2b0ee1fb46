// What programs around a portal need to know of it, as a tree that every portal of a project has alike: the sections and
// keys of the files, and below them the ids in the words of the API (`stageId` takes `DT1040_5:NEW`, a record has
// `ufCrm41Serial`). Keys stay what they are, whatever is in them: each language quotes them, so no two can meet. Where
// it cannot be told what the portal calls a field in records, no name is given for it and it is said.

import { itemFieldName } from '../model/item-field-name.ts';
import type { Ids } from '../model/plan.ts';
import { problem, type Place, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';

const words = texts.constants;

export type Constant = string | number;

export interface Constants {
  /** what it is: a kind, or a section */
  readonly word: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly value: Constant | Constants;
  /** what people call it on the portal */
  readonly title?: string;
}

/** Something declared that is on the portal. */
export interface Thing {
  readonly address: string;
  readonly kind: string;
  readonly section: string;
  readonly key: string;
  readonly parent?: string;
  readonly name?: string;
  readonly ids: Ids;
  /** ids of the others of its kind beside it, declared or not */
  readonly beside: readonly Ids[];
  readonly place?: Place;
}

export interface ConstantsOf {
  readonly project: string;
  readonly portal: { readonly name: string; readonly host: string };
  /** parents before what stands below them */
  readonly things: readonly Thing[];
  /** under names of the project */
  readonly named: readonly (readonly [name: string, thing: Thing])[];
}

type Shape = (ids: Ids) => Constant | Ids;

const textOf = (name: string): Shape => (ids) => ids[name]!;

/** Kinds whose ids have other names in programs than on their rows; what is a constant by itself has nothing below it. */
const SHAPES: Readonly<Record<string, Shape>> = {
  smartProcess: ({ id, entityTypeId }) => ({ entityTypeId: entityTypeId!, typeId: id! }),
  field: ({ fieldName }) => ({ name: itemFieldName(String(fieldName)), column: fieldName! }),
  option: textOf('id'),
  funnel: ({ id }) => ({ id: id! }),
  stage: textOf('statusId'),
  entry: textOf('statusId'),
};

type Growing = Map<string, Entry>;

/** The portal gives a name in records to the first of two fields and leaves the other its column: nobody else knows which. */
function rivalsOf({ kind, ids, beside }: Thing): readonly string[] {
  if (kind !== 'field') return [];
  const name = itemFieldName(String(ids['fieldName']));
  return beside.map(({ fieldName }) => String(fieldName)).filter((column) => itemFieldName(column) === name);
}

function valueOf(thing: Thing): Constant | Growing {
  const { [thing.kind]: shape = (ids: Ids) => ids } = SHAPES;
  const value = shape(thing.ids);
  if (typeof value !== 'object') return value;
  const told = Object.entries(value).filter(([name]) => name !== 'name' || rivalsOf(thing).length === 0);
  return new Map(told.map(([name, id]) => [name, { value: id }]));
}

/** Puts it there, and answers where what stands below it goes. */
function put(parent: Growing, section: string, key: string, thing: Thing): Growing | undefined {
  const found = parent.get(section)?.value;
  const siblings: Growing = typeof found === 'object' ? (found.entries as Growing) : new Map();
  if (found === undefined) parent.set(section, { value: { word: section, entries: siblings } });
  const value = valueOf(thing);
  const isBranch = value instanceof Map;
  const { name = '', kind } = thing;
  siblings.set(key, { value: isBranch ? { word: kind, entries: value } : value, ...(name === '' || name === key ? {} : { title: name }) });
  return isBranch ? value : undefined;
}

export function constantsOf({ portal, things, named }: ConstantsOf): { readonly constants: Constants; readonly problems: readonly Problem[] } {
  const entries: Growing = new Map([['name', { value: portal.name }], ['host', { value: portal.host }]]);
  const homes = new Map<string | undefined, Growing>([[undefined, entries]]);
  for (const thing of things) {
    const home = put(homes.get(thing.parent)!, thing.section, thing.key, thing);
    if (home !== undefined) homes.set(thing.address, home);
  }
  for (const [name, thing] of named) put(entries, 'outputs', name, thing);
  const doubtful = [...things, ...named.map(([, thing]) => thing)].filter((thing) => rivalsOf(thing).length > 0);
  return { constants: { word: 'portal', entries }, problems: [...new Map(doubtful.map((thing) => [thing.address, ambiguous(thing)])).values()] };
}

function ambiguous(thing: Thing): Problem {
  const { address, ids, place } = thing;
  const column = String(ids['fieldName']);
  const message = words.ambiguous(itemFieldName(column), [column, ...rivalsOf(thing)].join(', '));
  return problem('constant-ambiguous', message, { address, hint: words.ambiguousHint, ...(place === undefined ? {} : { place }) });
}

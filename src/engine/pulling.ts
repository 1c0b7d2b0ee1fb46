// A live portal -> what a person would have written: bodies by address, nested as the files nest them, with names for
// ids and without what the portal has anyway. The order of a map is the order on the portal; where the portal's own
// numbers cannot be had that way, they are said. Pure.

import type { Kind, LiveRow, PulledEntry, PulledFile } from '../kinds/contract.ts';
import type { PulledRoot } from '../model/pulled-root.ts';
import type { Written } from '../model/source.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, sameValue, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { grouped } from './grouped.ts';
import { positions } from './positions.ts';
import { fileBeside } from './pull-files.ts';
import { inOrderOfIds, nameRows, type Named, type Naming } from './pull-names.ts';

export interface PullInput extends Naming {
  /** languages texts are read in; one of them alone needs no map */
  readonly languages: readonly string[];
  readonly pins: boolean;
  /** only these; absent: all */
  readonly isWanted?: (address: string) => boolean;
  /** the application that reads */
  readonly clientId?: string;
}

export interface LeftOut {
  readonly address: string;
  readonly reason: string;
}

export interface PulledPortal {
  readonly roots: readonly PulledRoot[];
  readonly named: ReadonlyMap<string, Named>;
  readonly left: readonly LeftOut[];
  /** addresses that stand in the files */
  readonly written: ReadonlySet<string>;
  /** what each of them says, with what is below it */
  readonly bodies: ReadonlyMap<string, PulledBody>;
  /** a value of the portal as files write it; undefined: it leads to what is not pulled */
  readonly said: (value: Value) => Written | undefined;
  /** files beside them, by address, and what is remembered of them */
  readonly files: ReadonlyMap<string, PulledFile>;
  /** what is to be known of what was written */
  readonly remarks: readonly LeftOut[];
}

export interface PulledBody {
  readonly kind: Kind;
  readonly entry: PulledEntry;
  /** address it stands below */
  readonly home?: string;
}

interface Pulling extends PullInput {
  readonly named: ReadonlyMap<string, Named>;
  readonly below: ReadonlyMap<string, readonly Named[]>;
  readonly left: LeftOut[];
  readonly written: Set<string>;
  readonly bodies: Map<string, PulledBody>;
  readonly files: Map<string, PulledFile>;
  readonly remarks: LeftOut[];
}

/** What a body begins with. */
const FIRST = ['title', 'name', 'type', 'label', 'help'];

const isNothing = (value: Value): boolean => value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

const isWanted = ({ isWanted: asked }: PullInput, address: string): boolean => asked === undefined || asked(address);

/** References as they stand in files: addresses, and the mere keys of what is looked up; undefined: to what is not pulled. */
function written(p: Pulling, value: Value): Written | undefined {
  if (isRef(value)) {
    const uid = value.$ref.replace(/^uid:/, '');
    const found = p.named.get(uid);
    if (found !== undefined && found.kind.lookup === undefined) return isWanted(p, found.address) ? found.address : undefined;
    if (uid in STANDARD_TYPES) return uid;
    return p.kinds.flatMap((kind) => (kind.lookup ? p.rows(kind.name) : [])).find((row) => row.uid === uid)?.key;
  }
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap((each) => written(p, each) ?? []);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).flatMap(([key, each]): [string, Written][] => {
      const found = written(p, each as Value);
      return found === undefined ? [] : [[key, found]];
    }));
  }
  return value;
}

function nest(body: Map<string, Written>, path: readonly string[], value: Written): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) body.set(first, value);
  else {
    const inner = body.get(first);
    const map = inner instanceof Map ? (inner as Map<string, Written>) : new Map<string, Written>();
    body.set(first, map);
    nest(map, rest, value);
  }
}

/** A text by language, in the languages that were asked for; the portal's alone is a text. */
function inLanguages(p: Pulling, texts: Written | undefined): Written | undefined {
  if (!(texts instanceof Map)) return texts;
  const known = p.languages.filter((language) => texts.get(language) !== undefined && texts.get(language) !== '');
  if (known.length === 0) return undefined;
  const isAlone = p.languages.length === 1 || (known.length === 1 && p.languages[0] === known[0]);
  return isAlone ? texts.get(known[0]!)! : new Map(known.map((language) => [language, texts.get(language)!]));
}

/** What is in it lies beside the YAML. */
function noteFile(p: Pulling, { kind, row, address }: Named, beside: PulledFile, body: Map<string, Written>): void {
  body.set(beside.property, beside.file.$file);
  for (const [path, value] of beside.says) body.set(path, value);
  p.files.set(address, beside);
  const remark = kind.pulled?.remark?.(row);
  p.remarks.push(...[...beside.left, ...(remark === undefined ? [] : [remark])].map((reason) => ({ address, reason })));
}

/** What is there and cannot be made from it: nothing is declared by it until somebody completes it. */
function stubOf(p: Pulling, { row, key, address }: Named, reason: string): Map<string, Written> {
  p.left.push({ address, reason });
  const code = row.spec.get('code');
  return new Map<string, Written>([['enabled', false], ...(code === undefined || code === key ? [] : [['code', code as Written] as const])]);
}

/** Properties worth saying, nested. */
function bodyOf(p: Pulling, own: Named, sorts: ReadonlyMap<LiveRow, number>): Map<string, Written> {
  const { kind, row, address } = own;
  if (kind.pulled?.stub !== undefined) return stubOf(p, own, kind.pulled.stub);
  const { always = [], pins = [], omitted = [], usual, texts: byLanguage = [] } = kind.pulled ?? {};
  const hidden = new Set([...omitted, ...(p.pins ? [] : pins), ...(kind.ordered ? ['sort'] : [])]);
  const known = usual?.(row) ?? {};
  const body = new Map<string, Written>();
  for (const [path, value] of row.spec) {
    const isUsual = path in known ? sameValue(value, known[path]!) : isNothing(value);
    if (hidden.has(path) || (isUsual && !always.includes(path))) continue;
    const said = written(p, value);
    // half a list would be the whole truth to a plan: it is said in full, or not at all
    if (said !== undefined && (!Array.isArray(value) || (said as readonly Written[]).length === value.length)) nest(body, path.split('.'), said);
    else p.left.push({ address, reason: texts.pull.danglingProperty(path) });
  }
  for (const word of byLanguage) {
    const said = inLanguages(p, body.get(word));
    if (said === undefined) body.delete(word);
    else body.set(word, said);
  }
  const sort = sorts.get(row);
  if (sort !== undefined) body.set('sort', sort);
  const file = fileBeside(p, own, p.written);
  if (file !== undefined) noteFile(p, own, file, body);
  const rank = (word: string): number => (FIRST.includes(word) ? FIRST.indexOf(word) : FIRST.length);
  return new Map([...body].sort(([a], [b]) => rank(a) - rank(b)));
}

/** Siblings as they stand on the portal, and the numbers of those that a map alone would not keep in their places. */
function ordered(kind: Kind, siblings: readonly Named[]): { readonly all: readonly Named[]; readonly sorts: ReadonlyMap<LiveRow, number> } {
  const { ordered: order } = kind;
  const sortOf = ({ row }: Named): number => Number(row.spec.get('sort') ?? 0);
  const byNumber = (a: Named, b: Named): number => sortOf(a) - sortOf(b) || inOrderOfIds(a.row, b.row);
  const byKey = (a: Named, b: Named): number => (a.key < b.key ? -1 : 1);
  if (order === undefined) return { all: [...siblings].sort(siblings.some(({ row }) => row.spec.has('sort')) ? byNumber : byKey), sorts: new Map() };
  const groupOf = ({ row }: Named): number => order.group?.(row.spec) ?? 0;
  const all = [...siblings].sort((a, b) => groupOf(a) - groupOf(b) || byNumber(a, b));
  const kept = positions(all.map((each) => ({ sort: sortOf(each) })), order.first, order.step);
  const isKept = all.every((each, index) => kept[index] === sortOf(each));
  return { all, sorts: new Map(isKept ? [] : all.map((each) => [each.row, sortOf(each)])) };
}

/** A link with an end that is not pulled. */
function danglingEnd(p: Pulling, { kind, row }: Named): string | undefined {
  const ends = kind.links ? [...row.spec.values()].filter(isRef).map(({ $ref }) => p.named.get($ref.replace(/^uid:/, ''))?.address) : [];
  return ends.find((end) => end !== undefined && !isWanted(p, end));
}

/** Entries as their section holds them. */
export function sectionAs({ pulled }: Kind, entries: readonly PulledEntry[]): Written | undefined {
  const { short, section } = pulled ?? {};
  if (section !== undefined) return section(entries);
  return new Map(entries.map(({ key, body }) => [key, short !== undefined && body.size === 1 && body.has(short) ? body.get(short)! : body]));
}

function sectionOf(p: Pulling, kind: Kind, siblings: readonly Named[]): Written | undefined {
  const { left, isIdle } = kind.pulled ?? {};
  const parentOf = (row: LiveRow | undefined): LiveRow | undefined => p.named.get(row?.parent ?? '')?.row;
  const seen = siblings.filter(({ row, address }) => isWanted(p, address) && isIdle?.(row, parentOf(row), parentOf(parentOf(row))) !== true);
  const wanted = seen.filter((each) => {
    const { row, address } = each;
    const end = danglingEnd(p, each);
    const reason = end === undefined ? left?.(row) : texts.pull.dangling(end);
    if (reason !== undefined) p.left.push({ address, reason });
    return reason === undefined;
  });
  const { all, sorts } = ordered(kind, wanted);
  const { always = [], needed = [] } = kind.pulled ?? {};
  const isSayable = ({ row, body }: PulledEntry): boolean => [...always, ...needed.filter((path) => !isNothing(row.spec.get(path) ?? null))].every((path) => !row.spec.has(path) || body.has(path.split('.')[0]!));
  const entries = all.map((each): PulledEntry => ({ key: each.key, row: each.row, body: withChildren(p, each, sorts) })).filter(isSayable);
  if (entries.length === 0) return undefined;
  for (const entry of kind.pulled?.stub === undefined ? entries : []) {
    const own = p.named.get(entry.row.uid)!;
    const home = p.named.get(homeOf(own) ?? '')?.address;
    p.written.add(own.address);
    p.bodies.set(own.address, { kind, entry, ...(home === undefined ? {} : { home }) });
  }
  return sectionAs(kind, entries);
}

function withChildren(p: Pulling, own: Named, sorts: ReadonlyMap<LiveRow, number>): Map<string, Written> {
  const body = bodyOf(p, own, sorts);
  const below = p.below.get(own.row.uid) ?? [];
  for (const child of p.kinds.filter(({ parents }) => parents?.includes(own.kind.name))) {
    const section = sectionOf(p, child, below.filter(({ kind }) => kind === child));
    if (section !== undefined) body.set(child.section!, section);
  }
  return body;
}

/** Where it stands in the files: below its parent, or below the end that says it. */
const homeOf = ({ kind, row }: Named): string | undefined => kind.pulled?.home?.(row) ?? row.parent;

/** What stands under something that is not there, or that files have no word for. */
function homeless({ kinds, rows }: PullInput): LeftOut[] {
  const sections = kinds.filter(({ section }) => section !== undefined);
  const uids = new Set(sections.flatMap(({ name }) => rows(name).map(({ uid }) => uid)));
  return sections.flatMap((kind) => {
    const lost = rows(kind.name).filter(({ parent }) => parent !== undefined && !uids.has(parent));
    return [...grouped(lost, ({ parent }) => parent!)].map(([home, all]) => ({ address: home.replace(':', ' '), reason: texts.pull.homeless(all.length, kind.name) }));
  });
}

export function pull(input: PullInput): PulledPortal {
  const named = nameRows(input);
  const below = grouped([...named.values()].filter((each) => homeOf(each) !== undefined), (each) => homeOf(each)!);
  const p: Pulling = { ...input, named, below, left: [], written: new Set(), bodies: new Map(), files: new Map(), remarks: [] };
  const isRoot = (each: Named): boolean => homeOf(each) === undefined && isWanted(input, each.address);
  const roots = input.kinds.filter(({ parents, section }) => parents === undefined && section !== undefined).flatMap((kind) => {
    const own = [...named.values()].filter((each) => each.kind === kind && isRoot(each));
    const section = sectionOf(p, kind, own);
    if (!(section instanceof Map)) return [];
    const byKey = new Map(own.map((each) => [each.key, each.address]));
    return [...section].flatMap(([key, body]): PulledRoot[] => {
      const isBare = kind.lookup !== undefined && body instanceof Map && body.size === 0;
      return isBare ? [] : [{ section: kind.section!, address: byKey.get(key)!, key, body }];
    });
  });
  return {
    roots,
    named,
    left: [...p.left, ...(input.isWanted === undefined ? homeless(input) : [])],
    written: p.written,
    bodies: p.bodies,
    said: (value) => written(p, value),
    files: new Map([...p.files].filter(([address]) => p.written.has(address))),
    remarks: p.remarks.filter(({ address }) => p.written.has(address)),
  };
}

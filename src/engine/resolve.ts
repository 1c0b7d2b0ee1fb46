// declarations -> graph of addressed resources. The tree is walked once, kinds say how a body becomes
// properties, and whatever does not resolve is a problem with a place. What is declared twice is one thing if
// both agree. Roots come in the order of their keys and children in the order of their map, so that neither
// the order of files nor of blocks is visible afterwards.

import type { Body, Declared, Entry, Kind } from '../kinds/contract.ts';
import { under } from '../model/address.ts';
import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Policy } from '../model/policy.ts';
import type { Path, Source, Written } from '../model/source.ts';
import { sameValue, type Spec } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { grouped } from './grouped.ts';
import { manualIn, type DeclaredStep } from './manual.ts';
import { lookUp, lookupKind, rootsOf, wordsAt, type Naming } from './references.ts';

export interface Graph {
  /** parents before children */
  readonly declared: ReadonlyMap<string, Declared>;
  /** names the project gives to addresses, for `outputs` */
  readonly outputs: ReadonlyMap<string, string>;
  /** said in bodies */
  readonly policies: readonly Policy[];
  /** steps for people, by address */
  readonly manual?: ReadonlyMap<string, DeclaredStep>;
}

interface Walk extends Naming {
  readonly policies: Policy[];
  readonly declared: Map<string, Declared>;
}

const asBody = (written: Written): Body => (written instanceof Map ? written : new Map([['name', written]]));

/** Notes what is declared; false when it was known already. */
function add(walk: Walk, declared: Declared): boolean {
  const { address, path, spec } = declared;
  const before = walk.declared.get(address);
  if (before === undefined) {
    walk.declared.set(address, declared);
    return true;
  }
  const agrees = [...spec].every(([property, value]) => !before.spec.has(property) || sameValue(before.spec.get(property)!, value));
  if (agrees) walk.declared.set(address, { ...declared, ...before, spec: new Map([...before.spec, ...spec]) });
  else {
    const { file, line, col } = walk.source.placeOf(before.path);
    const hint = texts.engine.names.disagreementHint(`${file}:${line}:${col}`);
    walk.problems.push(problem('disagreement', texts.engine.names.disagreement(address), { place: walk.source.placeOf(path), hint }));
  }
  return false;
}

/** Entries of a section; roots in the order of their keys. */
function entriesOf(kind: Kind, section: Written, parent: Declared | undefined): readonly Entry[] {
  const entries = kind.entries?.(section) ?? (section instanceof Map ? [...section].map(([key, body]) => ({ key, body: asBody(body), path: [key] })) : []);
  return parent === undefined ? [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)) : entries;
}

const SAID = { $initial: 'initial', $ignore: 'ignore' } as const;

/** Policies said in a body, of what stands below it. */
function saidIn({ source }: Walk, body: Body, path: Path): Policy[] {
  return Object.entries(SAID).flatMap(([word, treatment]) => {
    const paths = body.get(word);
    return (Array.isArray(paths) ? (paths as readonly Written[]) : []).map((each, index) => ({
      treatment,
      below: [...path, ...String(each).split('.')],
      place: source.placeOf([...path, word, index]),
    }));
  });
}

function walkSection(walk: Walk, kind: Kind, section: Written, at: Path, parent: Declared | undefined): void {
  entriesOf(kind, section, parent).forEach(({ key, body, path: below }, position) => {
    const path = [...at, ...below];
    const address = kind.addressOf ? kind.addressOf(parent!.address, key) : kind.bare ? key : under(parent?.address, kind.name, key);
    const spec: Spec = kind.declare?.(body, wordsAt(walk, path), key, parent?.address ?? '') ?? new Map();
    const adopt = body.get('adopt');
    const declared: Declared = {
      address,
      kind: kind.name,
      key,
      spec,
      path,
      position,
      ...(parent === undefined || kind.addressOf ? {} : { parent: parent.address }),
      ...(adopt === true || typeof adopt === 'string' || typeof adopt === 'number' ? { adopt } : {}),
      ...(body.get('create') === true ? { create: true as const } : {}),
      ...(typeof body.get('alongside') === 'boolean' ? { alongside: body.get('alongside') as boolean } : {}),
      ...(kind.lookup ? { lookup: true as const } : {}),
    };
    if (!add(walk, declared)) return;
    walk.policies.push(...saidIn(walk, body, path));
    for (const child of walk.kinds.filter((other) => other.parents?.includes(kind.name) && body.has(other.section!))) {
      walkSection(walk, child, body.get(child.section!)!, [...path, child.section!], declared);
    }
  });
}

/** Rules among resources, where the kinds know them. */
function check(walk: Walk): void {
  const byParent = grouped(walk.declared.values(), ({ parent }) => parent);
  for (const own of walk.declared.values()) {
    const kind = walk.kinds.find((other) => other.name === own.kind)!;
    const children = (name: string, of = own.address) => (byParent.get(of) ?? []).filter((child) => child.kind === name);
    const all = (name: string) => [...walk.declared.values()].filter((other) => other.kind === name);
    for (const found of kind.check?.(own, children, all) ?? []) walk.problems.push({ ...found, place: walk.source.keyPlaceOf(own.path) });
  }
}

function outputsOf(walk: Walk): Map<string, string> {
  const outputs = new Map<string, string>();
  const section = walk.source.root.get('outputs');
  for (const [name, written] of section instanceof Map ? section : []) {
    const address = String(written);
    const path = ['outputs', name];
    const [, root = '', key = ''] = /^(\w+)(?:\.|\[)(.+?)\]?$/.exec(address) ?? [];
    const kind = lookupKind(walk, root);
    if (walk.declared.has(address)) outputs.set(name, address);
    else if (kind) outputs.set(name, lookUp(walk, kind, key.replace(/^"(.*)"$/, '$1'), path).$ref);
    else {
      const close = nearest(address, [...walk.declared.keys()]);
      const hint = close === undefined ? texts.engine.names.noAddressHint : texts.engine.didYouMean(close);
      walk.problems.push(problem('dangling-reference', texts.engine.names.noAddress(address), { place: walk.source.placeOf(path), hint }));
    }
  }
  return outputs;
}

export function resolve(source: Source, kinds: readonly Kind[], language: string | undefined): { readonly graph: Graph; readonly problems: readonly Problem[] } {
  const walk: Walk = { kinds, source, language, declared: new Map(), lookups: new Map(), problems: [], policies: [], roots: rootsOf(source, kinds) };
  for (const kind of kinds.filter((root) => walk.roots.has(root.name))) {
    const section = source.root.get(kind.section!);
    if (section !== undefined) walkSection(walk, kind, section, [kind.section!], undefined);
  }
  check(walk);
  const outputs = outputsOf(walk);
  const manual = manualIn(walk, walk.declared);
  const declared = new Map([...walk.lookups, ...walk.declared]);
  return { graph: { declared, outputs, policies: walk.policies, ...(manual.size === 0 ? {} : { manual }) }, problems: walk.problems };
}

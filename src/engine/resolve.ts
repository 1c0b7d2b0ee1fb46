// declarations -> graph of addressed resources. The tree is walked once, kinds say how a body becomes
// properties; names become references, language maps become texts, and whatever does not resolve is a
// problem with a place. Roots come in the order of their keys and children in the order of their map, so
// that neither the order of files nor of blocks is visible afterwards.

import type { Body, Declared, Kind, Words } from '../kinds/contract.ts';
import { segment, under } from '../model/address.ts';
import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Path, Source, Written } from '../model/source.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { sameValue, Secret, trimmed, type Spec, type Value } from '../model/value.ts';

export interface Graph {
  /** parents before children */
  readonly declared: ReadonlyMap<string, Declared>;
  /** names the project gives to addresses, for `outputs` */
  readonly outputs: ReadonlyMap<string, string>;
}

interface Walk {
  readonly kinds: readonly Kind[];
  readonly source: Source;
  readonly language: string | undefined;
  readonly declared: Map<string, Declared>;
  readonly lookups: Map<string, Declared>;
  readonly problems: Problem[];
  readonly smartProcesses: ReadonlySet<string>;
}

const asBody = (written: Written): Body => (written instanceof Map ? written : new Map([['name', written]]));

function lookUp(walk: Walk, kind: string, name: string, path: Path): Value {
  const key = name.startsWith(`${kind}.`) ? name.slice(kind.length + 1) : name;
  const address = segment(kind, kind === 'user' ? key.toLowerCase() : key);
  if (!walk.lookups.has(address)) walk.lookups.set(address, { address, kind, key: kind === 'user' ? key.toLowerCase() : key, spec: new Map(), path, position: 0, lookup: true });
  return { $ref: address };
}

function reference(walk: Walk, path: Path, written: Written, kinds: readonly string[]): Value | undefined {
  const name = written instanceof Secret ? written.reveal() : String(written);
  const lookupKind = kinds.find((kind) => walk.kinds.some((known) => known.name === kind && known.lookup));
  if (kinds.includes('standard') && Object.hasOwn(STANDARD_TYPES, name)) return { $ref: name };
  if (kinds.includes('smartProcess') && name.startsWith('smartProcess.')) {
    if (walk.smartProcesses.has(name)) return { $ref: name };
  } else if (lookupKind !== undefined) return lookUp(walk, lookupKind, name, path);
  const known = [...(kinds.includes('standard') ? Object.keys(STANDARD_TYPES) : []), ...walk.smartProcesses];
  const close = nearest(name, known);
  walk.problems.push(
    problem('dangling-reference', `nothing is called ${name} here`, {
      place: walk.source.placeOf(path),
      hint: close === undefined ? `one of: ${known.join(', ')}` : `did you mean ${close}?`,
    }),
  );
  return undefined;
}

function text(walk: Walk, path: Path, written: Written): Value | undefined {
  // the portal drops the blanks around most texts, and nobody means them
  if (!(written instanceof Map)) return written === null ? undefined : trimmed(written as Value);
  const found = walk.language === undefined ? undefined : written.get(walk.language);
  if (found !== undefined && found !== null) return trimmed(found as Value);
  walk.problems.push(
    problem('missing-language', walk.language === undefined ? 'this text is written per language, and the language of the portal is not known' : `this text has no ${JSON.stringify(walk.language)}, the language of the portal`, {
      place: walk.source.placeOf(path),
      hint: walk.language === undefined ? 'give the portal a `language` (for the portal `env`: BXFORM_LANGUAGE)' : `add \`${walk.language}: …\`; the portal keeps one string here`,
    }),
  );
  return undefined;
}

function wordsAt(walk: Walk, at: Path): Words {
  return {
    language: walk.language,
    text: (path, written) => text(walk, [...at, ...path], written),
    ref: (path, written, kinds) => reference(walk, [...at, ...path], written, kinds),
    problem: (path, code, message, hint) => walk.problems.push(problem(code, message, { place: walk.source.placeOf([...at, ...path]), ...(hint === undefined ? {} : { hint }) })),
  };
}

function add(walk: Walk, declared: Declared): boolean {
  const before = walk.declared.get(declared.address);
  if (before === undefined) {
    walk.declared.set(declared.address, declared);
    return true;
  }
  const agrees = [...declared.spec].every(([path, value]) => !before.spec.has(path) || sameValue(before.spec.get(path)!, value));
  if (agrees) walk.declared.set(declared.address, { ...declared, ...before, spec: new Map([...before.spec, ...declared.spec]) });
  else {
    const first = walk.source.placeOf(before.path);
    walk.problems.push(problem('disagreement', `${declared.address} is declared twice and the two differ`, { place: walk.source.placeOf(declared.path), hint: `the other one is at ${first.file}:${first.line}:${first.col}; both sides may declare a relation if they agree` }));
  }
  return false;
}

function walkSection(walk: Walk, kind: Kind, section: Written, at: Path, parent: Declared | undefined): void {
  const entries = kind.entries?.(section) ?? (section instanceof Map ? [...section].map(([key, body]) => ({ key, body: asBody(body), path: [key] })) : []);
  const ordered = parent === undefined ? [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)) : entries;
  ordered.forEach(({ key, body, path: below }, position) => {
    const path = [...at, ...below];
    const address = kind.addressOf ? kind.addressOf(parent!.address, key) : under(parent?.address, kind.name, key);
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
    };
    if (!add(walk, declared)) return;
    for (const child of walk.kinds.filter((other) => other.parent === kind.name && body.has(other.section!))) {
      walkSection(walk, child, body.get(child.section!)!, [...path, child.section!], declared);
    }
  });
}

/** Rules among resources, where the kinds know them. */
function check(walk: Walk): void {
  const byParent = new Map<string, Declared[]>();
  for (const { parent, ...rest } of walk.declared.values()) if (parent !== undefined) (byParent.get(parent) ?? byParent.set(parent, []).get(parent)!).push({ parent, ...rest });
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
    const lookup = /^(user|department|list|currency|dictionary)(?:\.|\[)(.+?)\]?$/.exec(address);
    if (lookup) outputs.set(name, (lookUp(walk, lookup[1]!, lookup[2]!.replace(/^"(.*)"$/, '$1'), ['outputs', name]) as { $ref: string }).$ref);
    else if (walk.declared.has(address)) outputs.set(name, address);
    else {
      const close = nearest(address, [...walk.declared.keys()]);
      walk.problems.push(problem('dangling-reference', `nothing has the address ${address}`, { place: walk.source.placeOf(['outputs', name]), hint: close === undefined ? 'write an address like smartProcess.equipment' : `did you mean ${close}?` }));
    }
  }
  return outputs;
}

export function resolve(source: Source, kinds: readonly Kind[], language: string | undefined): { readonly graph: Graph; readonly problems: readonly Problem[] } {
  const processes = source.root.get('smartProcesses');
  const smartProcesses = new Set(processes instanceof Map ? [...processes.keys()].map((key) => segment('smartProcess', key)) : []);
  const walk: Walk = { kinds, source, language, declared: new Map(), lookups: new Map(), problems: [], smartProcesses };
  for (const kind of kinds.filter((root) => root.parent === undefined && root.section !== undefined)) {
    const section = source.root.get(kind.section!);
    if (section !== undefined) walkSection(walk, kind, section, [kind.section!], undefined);
  }
  check(walk);
  const outputs = outputsOf(walk);
  return { graph: { declared: new Map([...walk.lookups, ...walk.declared]), outputs }, problems: walk.problems };
}

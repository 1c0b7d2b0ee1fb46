// What a name or a text stands for where it is written. A name is a standard type, a root declared in this
// project, or something looked up on the portal: the place where it stands says which of them are allowed,
// so no name means two things. Roots are known before anything is walked, so the order they are
// written in does not matter; whether a lookup is on the portal shows when it is read.

import type { Declared, Kind, Words } from '../kinds/contract.ts';
import { segment } from '../model/address.ts';
import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Path, Source, Written } from '../model/source.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { Secret, trimmed, type Ref, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';

export interface Naming {
  readonly kinds: readonly Kind[];
  readonly source: Source;
  readonly language: string | undefined;
  /** what was referred to and is to be looked up, by address */
  readonly lookups: Map<string, Declared>;
  readonly problems: Problem[];
  /** addresses of the declared roots, by kind */
  readonly roots: ReadonlyMap<string, readonly string[]>;
}

export function rootsOf(source: Source, kinds: readonly Kind[]): Map<string, readonly string[]> {
  return new Map(
    kinds.filter((kind) => kind.parents === undefined && kind.section !== undefined).map(({ name, section }) => {
      const written = source.root.get(section!);
      return [name, written instanceof Map ? [...written.keys()].map((key) => segment(name, key)) : []];
    }),
  );
}

export const lookupKind = (naming: Naming, name: string): Kind | undefined => naming.kinds.find((kind) => kind.name === name && kind.lookup);

export function lookUp({ lookups }: Naming, { name: kind, caseless }: Kind, name: string, path: Path): Ref {
  const written = name.startsWith(`${kind}.`) ? name.slice(kind.length + 1) : name;
  const key = caseless ? written.toLowerCase() : written;
  const address = segment(kind, key);
  if (!lookups.has(address)) lookups.set(address, { address, kind, key, spec: new Map(), path, position: 0, lookup: true });
  return { $ref: address };
}

function reference(naming: Naming, path: Path, written: Written, kinds: readonly string[]): Ref | undefined {
  const name = written instanceof Secret ? written.reveal() : String(written);
  const standard = kinds.includes('standard') ? Object.keys(STANDARD_TYPES) : [];
  if (standard.includes(name)) return { $ref: name };
  const root = kinds.find((kind) => naming.roots.has(kind) && !lookupKind(naming, kind) && name.startsWith(`${kind}.`));
  const [lookup] = kinds.flatMap((kind) => lookupKind(naming, kind) ?? []);
  if (root !== undefined && naming.roots.get(root)!.includes(name)) return { $ref: name };
  if (root === undefined && lookup !== undefined) return lookUp(naming, lookup, name, path);
  const known = [...standard, ...kinds.flatMap((kind) => naming.roots.get(kind) ?? [])];
  const close = nearest(name, known);
  const hint = close === undefined ? texts.engine.oneOf(known.join(', ')) : texts.engine.didYouMean(close);
  naming.problems.push(problem('dangling-reference', texts.engine.names.unknown(name), { place: naming.source.placeOf(path), hint }));
  return undefined;
}

function missingLanguage({ language, source }: Naming, path: Path): Problem {
  const place = source.placeOf(path);
  if (language === undefined) {
    return problem('missing-language', texts.engine.names.languageUnknown, { place, hint: texts.engine.names.languageUnknownHint });
  }
  return problem('missing-language', texts.engine.names.languageMissing(JSON.stringify(language)), { place, hint: texts.engine.names.languageMissingHint(language) });
}

function text(naming: Naming, path: Path, written: Written): Value | undefined {
  // the portal drops the blanks around most texts, and nobody means them
  if (!(written instanceof Map)) return written === null ? undefined : trimmed(written as Value);
  const found = naming.language === undefined ? undefined : written.get(naming.language);
  if (found !== undefined && found !== null) return trimmed(found as Value);
  naming.problems.push(missingLanguage(naming, path));
  return undefined;
}

/** What a kind is offered for the body at this place. */
export function wordsAt(naming: Naming, at: Path): Words {
  const { source, problems, language } = naming;
  return {
    language,
    text: (path, written) => text(naming, [...at, ...path], written),
    ref: (path, written, kinds) => reference(naming, [...at, ...path], written, kinds),
    problem: (path, code, message, hint) =>
      problems.push(problem(code, message, { place: source.placeOf([...at, ...path]), ...(hint === undefined ? {} : { hint }) })),
  };
}

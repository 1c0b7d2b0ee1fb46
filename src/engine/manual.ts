// What no call can do is a step for a person: a text, who is to do it, and a link to the place on the portal. It
// is read from the files and takes no part in the diff: it is listed until it was acknowledged, and again when
// what it says has changed since. Ids in a link are filled in as far as they are known. Pure.

import type { Declared } from '../kinds/contract.ts';
import { covers } from '../model/address-pattern.ts';
import { segment } from '../model/address.ts';
import { nearest } from '../model/nearest.ts';
import type { Ids, ManualStep, Slot, TextSlot } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { MANUAL } from '../model/section.ts';
import type { Path, Written } from '../model/source.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { Secret } from '../model/value.ts';
import type { State, StateEntry } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { digest } from './freeze.ts';
import { wordsAt, type Naming } from './references.ts';
import type { Asked } from './selection.ts';

const words = texts.manual;

export interface DeclaredStep {
  readonly address: string;
  readonly text: string;
  readonly who?: string;
  readonly link?: readonly (string | Slot)[];
  readonly after: readonly string[];
  /** of everything it says */
  readonly hash: string;
  readonly path: Path;
}

type Known = ReadonlyMap<string, Declared>;

/** It is on every portal. */
const isStandard = (address: string): boolean => Object.hasOwn(STANDARD_TYPES, address);

const HOLE = /(\{[^{}]*\})/;

function dangling({ source, problems }: Naming, declared: Known, address: string, path: Path): undefined {
  const close = nearest(address, [...declared.keys()]);
  const hint = close === undefined ? texts.engine.names.noAddressHint : texts.engine.didYouMean(close);
  problems.push(problem('dangling-reference', texts.engine.names.noAddress(address), { place: source.placeOf(path), hint }));
}

/** `{smartProcess.equipment.entityTypeId}`; an address alone means its `id`. */
function holeIn(naming: Naming, declared: Known, hole: string, path: Path): string | Slot | undefined {
  const named = hole.slice(1, -1).trim();
  if (declared.has(named)) return { $slot: named, name: 'id' };
  const [address, name] = [named.slice(0, named.lastIndexOf('.')), named.slice(named.lastIndexOf('.') + 1)];
  const standard = name === 'entityTypeId' ? STANDARD_TYPES[address]?.entityTypeId : undefined;
  if (standard !== undefined) return String(standard);
  return declared.has(address) ? { $slot: address, name } : dangling(naming, declared, address === '' ? named : address, path);
}

function plainText(naming: Naming, path: Path, key: string, written: Written | undefined): string | undefined {
  const text = written === undefined ? undefined : wordsAt(naming, path).text([key], written);
  if (!(text instanceof Secret)) return text === undefined ? undefined : String(text);
  naming.problems.push(problem('secret-shown', words.secret, { place: naming.source.placeOf([...path, key]), hint: words.secretHint }));
  return undefined;
}

function stepOf(naming: Naming, declared: Known, key: string, body: ReadonlyMap<string, Written>): DeclaredStep {
  const path = [MANUAL.section, key];
  const [text, who, link] = ['text', 'who', 'link'].map((name) => plainText(naming, path, name, body.get(name)));
  const filled = (piece: string): string | Slot | undefined => (HOLE.test(piece) ? holeIn(naming, declared, piece, [...path, 'link']) : piece);
  const pieces = link?.split(HOLE).flatMap((piece) => (piece === '' ? [] : (filled(piece) ?? [])));
  const written = body.get('after');
  const after = (Array.isArray(written) ? written : []).map(String);
  after.forEach((address, index) => {
    if (!declared.has(address) && !isStandard(address)) dangling(naming, declared, address, [...path, 'after', index]);
  });
  return {
    address: segment(MANUAL.name, key), text: text ?? '', after, hash: digest([text, link, who]), path,
    ...(who === undefined ? {} : { who }), ...(pieces === undefined ? {} : { link: pieces }),
  };
}

/** Steps in the order of their keys: that of the files is not visible. */
export function manualIn(naming: Naming, declared: Known): ReadonlyMap<string, DeclaredStep> {
  const section = naming.source.root.get(MANUAL.section);
  const bodies = section instanceof Map ? [...(section as ReadonlyMap<string, Written>)].sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  return new Map(bodies.flatMap(([key, body]) => (body instanceof Map ? [stepOf(naming, declared, key, body)] : [])).map((step) => [step.address, step]));
}

/** Choosing other parts of a project does not hide them: only what names them does. */
function isListed({ only, exclude }: Asked, all: readonly string[], address: string): boolean {
  const named = only.filter((pattern) => all.some((each) => covers(pattern, each)));
  return (named.length === 0 || named.some((pattern) => covers(pattern, address))) && !exclude.some((pattern) => covers(pattern, address));
}

export interface Around {
  readonly state: State | undefined;
  readonly asked: Asked;
  /** ids of what is on the portal; undefined: it is not there */
  readonly idsOf: (address: string) => Ids | undefined;
}

const namedIn = (link: TextSlot['$text'] = []): readonly string[] => link.flatMap((piece) => (typeof piece === 'object' ? [piece.$slot] : []));

const idsOfAll = (addresses: readonly string[], idsOf: Around['idsOf']): ManualStep['ids'] =>
  Object.fromEntries(addresses.flatMap((address) => (idsOf(address) === undefined ? [] : [[address, idsOf(address)!]])));

/** Steps that nobody has acknowledged as they are now. */
export function openSteps(manual: ReadonlyMap<string, DeclaredStep>, { state, asked, idsOf }: Around): ManualStep[] {
  const all = [...manual.keys()];
  return [...manual.values()].filter(({ address }) => isListed(asked, all, address)).flatMap(({ address, text, who, link, after, hash }) => {
    const known = state?.entries[address]?.acknowledged;
    if (known === hash) return [];
    return [{
      address, text, ...(who === undefined ? {} : { who }), ...(link === undefined ? {} : { link: { $text: link } }),
      ids: idsOfAll(namedIn(link), idsOf),
      waitsFor: after.filter((each) => !isStandard(each) && idsOf(each) === undefined),
      ...(known === undefined ? {} : { changed: true as const }),
    }];
  });
}

/** Links that name an id their thing does not have. */
export function unknownIds(manual: ReadonlyMap<string, DeclaredStep>, idsOf: Around['idsOf'], placeOf: (path: Path) => Problem['place']): Problem[] {
  return [...manual.values()].flatMap(({ link = [], path }) => link.flatMap((piece) => {
    const ids = typeof piece === 'string' ? undefined : idsOf(piece.$slot);
    if (typeof piece === 'string' || ids === undefined || Object.hasOwn(ids, piece.name)) return [];
    const place = placeOf([...path, 'link']);
    const hint = words.noIdHint(Object.keys(ids).join(', '));
    return [problem('unknown-id', words.noId(piece.$slot, piece.name), { level: 'warning', hint, ...(place ? { place } : {}) })];
  }));
}

/** The same steps once things were made. */
export const afterwards = (steps: readonly ManualStep[], { entries }: Pick<State, 'entries'>): ManualStep[] =>
  steps.map((step) => ({
    ...step,
    ids: { ...step.ids, ...idsOfAll(namedIn(step.link?.$text), (address) => entries[address]?.ids) },
    waitsFor: step.waitsFor.filter((address) => entries[address] === undefined),
  }));

export const acknowledgement = ({ hash }: DeclaredStep): StateEntry => ({ kind: MANUAL.name, ids: {}, origin: 'acknowledged', acknowledged: hash });

// Addresses -> places in the tree. Which words stand where is told by the sections of the kinds; an address
// that leads nowhere is answered with the nearest that leads somewhere.

import { segment, splitAddress } from '../model/address.ts';
import { nearest } from '../model/nearest.ts';
import type { Problem } from '../model/problem.ts';
import type { Section } from '../model/section.ts';
import { texts } from '../texts/index.ts';

/** One part of an address: a kind and a key under what comes before it. */
export interface Step {
  readonly section: Section;
  readonly key: string;
  /** the address up to here */
  readonly address: string;
  /** the keys that lead to it from the step before, or from the top */
  readonly path: readonly [section: string, key: string];
}

type Told = Pick<Problem, 'code' | 'message' | 'hint'>;

const PART = /^([A-Za-z][A-Za-z0-9]*)(?:\.([A-Za-z0-9_][\w-]*)|\[("(?:[^"\\]|\\.)*")\])$/;

/** Sections under a kind, or at the top. */
export const sectionsUnder = (sections: readonly Section[], parent: string | undefined): readonly Section[] =>
  sections.filter(({ parents }) => (parent === undefined ? parents.length === 0 : parents.includes(parent)));

export const addressIn = ({ bare, name }: Section, parent: string | undefined, key: string): string => {
  const own = bare === undefined ? segment(name, key) : key;
  return parent === undefined ? own : `${parent}/${own}`;
};

function keyOf(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

function unknownKind(kind: string, known: readonly Section[], parent: Step | undefined): Told {
  const names = known.filter(({ listed }) => !listed).flatMap(({ name, bare }) => bare ?? name);
  const words = texts.overlays;
  return { code: 'unknown-address', message: words.unknownKind(kind, parent?.section.name), hint: words.didYouMean(nearest(kind, names), words.knownKinds(names))! };
}

function stepOf(part: string, sections: readonly Section[], parent: Step | undefined, whole: string): Step | Told {
  const words = texts.overlays;
  const known = sectionsUnder(sections, parent?.section.name);
  const bad = { code: 'bad-address', message: words.badAddress(whole), hint: words.badAddressHint };
  const step = (section: Section, key: string): Step =>
    ({ section, key, address: addressIn(section, parent?.address, key), path: [section.section, key] });
  const alone = known.find(({ bare }) => bare?.includes(part));
  if (alone !== undefined) return step(alone, part);
  const [, kind, plain, quoted] = PART.exec(part) ?? [];
  const key = plain ?? keyOf(quoted ?? '');
  if (kind === undefined || key === undefined) {
    return /^\w+$/.test(part) && known.every(({ name }) => name !== part) ? unknownKind(part, known, parent) : bad;
  }
  const section = known.find(({ name, bare }) => name === kind && bare === undefined);
  if (section === undefined) return unknownKind(kind, known, parent);
  if (section.listed) return { code: 'bad-address', message: words.inList(kind), hint: words.inListHint(section.section, parent?.address ?? '') };
  return step(section, key);
}

/** The way to an address, from the top. */
export function stepsTo(address: string, sections: readonly Section[]): readonly Step[] | Told {
  const steps: Step[] = [];
  for (const part of splitAddress(address)) {
    const found = stepOf(part, sections, steps.at(-1), address);
    if ('code' in found) return found;
    steps.push(found);
  }
  return steps;
}

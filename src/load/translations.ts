// Texts written per language that lack one: a map from language to text, wherever a resource has one. Keys
// of resources are no languages, so the sections of the kinds say where they stand. Descriptions are for
// readers of the files, and a plain text is one text for all languages.

import { problem, type Problem } from '../model/problem.ts';
import type { Section } from '../model/section.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { placeOfNode, type MapNode, type Node } from './tree.ts';
import { sectionsUnder } from './whereabouts.ts';

const LANGUAGE = /^[a-z]{2}$/;

const isText = (node: Node): boolean =>
  node.kind === 'unfilled' || (node.kind === 'scalar' && (node.value === null || typeof node.value === 'string' || node.value instanceof Secret));

/** `no` alone is an answer (`labels: { no: … }`), not Norwegian. */
const isPerLanguage = ({ entries }: MapNode): boolean =>
  entries.size > 0 && !(entries.size === 1 && entries.has('no')) && [...entries].every(([key, { node }]) => LANGUAGE.test(key) && isText(node));

interface Walk {
  readonly sections: readonly Section[];
  readonly language: string;
  readonly problems: Problem[];
}

function values(walk: Walk, node: Node): void {
  if (node.kind !== 'map') return;
  if (!isPerLanguage(node)) for (const entry of node.entries.values()) values(walk, entry.node);
  else if (!node.entries.has(walk.language)) {
    const { missingTranslation, missingTranslationHint } = texts.overlays;
    const more = { level: 'warning', place: placeOfNode(node), hint: missingTranslationHint(walk.language) } as const;
    walk.problems.push(problem('missing-translation', missingTranslation(walk.language), more));
  }
}

function body(walk: Walk, section: Section, node: Node): void {
  if (node.kind !== 'map') return;
  const below = sectionsUnder(walk.sections, section.name);
  for (const [key, entry] of node.entries) {
    const own = below.find((each) => each.section === key);
    if (own !== undefined) resources(walk, own, entry.node);
    else if (key !== 'description') values(walk, entry.node);
  }
}

function resources(walk: Walk, section: Section, node: Node): void {
  if (node.kind === 'list') for (const item of node.items) body(walk, section, item);
  if (node.kind === 'map') for (const entry of node.entries.values()) body(walk, section, entry.node);
}

export function missingTranslations(root: MapNode, sections: readonly Section[], language: string): readonly Problem[] {
  const walk: Walk = { sections, language, problems: [] };
  for (const section of sectionsUnder(sections, undefined)) {
    const entry = root.entries.get(section.section);
    if (entry !== undefined) resources(walk, section, entry.node);
  }
  return walk.problems;
}

// The overlays of a project, in the order in which they apply: those of the project file, then those of the
// included files in the order of their paths. An overlay is for the portals it names and for those with
// one of its tags.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { FROM_ENVIRONMENT } from './portals.ts';
import { child, placeOfNode, type MapNode, type Node } from './tree.ts';

export interface Overlay {
  readonly portals: readonly string[];
  readonly tags: readonly string[];
  /** from address to what is said of it */
  readonly set: MapNode;
}

/** Code, message and hint for a word that is not known, and the nearest that is. */
type Told = (word: string, close: string | undefined) => readonly [string, string, string];

const wordsIn = (list: Node | undefined): readonly (readonly [string, Node])[] =>
  (list?.kind === 'list' ? list.items : []).flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [[item.value, item] as const] : []));

export const tagsOf = (portals: Node | undefined, name: string): readonly string[] =>
  wordsIn(child(child(portals, name), 'tags')).map(([tag]) => tag);

export function overlaysOf(roots: readonly Node[], portals: Node | undefined): { readonly overlays: readonly Overlay[]; readonly problems: readonly Problem[] } {
  const lists = roots.map((root) => child(root, 'overlays'));
  if (lists.every((list) => list === undefined)) return { overlays: [], problems: [] };
  const words = texts.overlays;
  const names = [...new Set([...(portals?.kind === 'map' ? portals.entries.keys() : []), FROM_ENVIRONMENT])];
  const tags = [...new Set(names.flatMap((name) => tagsOf(portals, name)))];
  const problems: Problem[] = [];
  const noPortal: Told = (name, close) => ['unknown-portal', words.unknownPortal(name), words.unknownPortalHint(close, names)];
  const noTag: Told = (tag, close) => ['unknown-tag', words.unknownTag(tag), words.unknownTagHint(close, tags)];
  const known = (list: Node | undefined, all: readonly string[], told: Told): readonly string[] =>
    wordsIn(list).map(([word, node]) => {
      const [code, message, hint] = told(word, nearest(word, all));
      if (!all.includes(word)) problems.push(problem(code, message, { place: placeOfNode(node), hint }));
      return word;
    });
  const overlays = lists.flatMap((list) => (list?.kind === 'list' ? list.items : [])).flatMap((item): readonly Overlay[] => {
    const ofPortals = known(child(item, 'portals'), names, noPortal);
    const ofTags = known(child(item, 'tags'), tags, noTag);
    const set = child(item, 'set');
    return set?.kind === 'map' ? [{ portals: ofPortals, tags: ofTags, set }] : [];
  });
  return { overlays, problems };
}

export const isFor = (overlay: Overlay, portal: string, tags: readonly string[]): boolean =>
  overlay.portals.includes(portal) || overlay.tags.some((tag) => tags.includes(tag));

// Properties that are paths of files: the file is read where the configuration is, so that whoever compares and sends
// it afterwards touches no disk. Only what is declared is read: nothing that is switched off or was found
// wrong. A path is relative to the file that says it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HeldFile } from '../model/held-file.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { FileFormat, Section } from '../model/section.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { mentionsOf, type Spoken } from './template-file.ts';
import { placeOfNode, type Entry, type MapNode, type Node } from './tree.ts';
import { sectionsUnder } from './whereabouts.ts';

const words = texts.templates.files;

interface Walk {
  readonly folder: string;
  readonly sections: readonly Section[];
  readonly problems: Problem[];
}

/** What a file of this format speaks of; undefined when it is not of this format. */
const FORMATS: Readonly<Record<FileFormat, (bytes: Buffer) => Spoken | undefined>> = { bpt: mentionsOf };
const REASONS: Readonly<Record<string, string>> = { ENOENT: 'file-missing', EISDIR: 'file-missing', ENOTDIR: 'file-missing' };

function contentOf(walk: Walk, node: Node, path: string, shown: string): Buffer | undefined {
  const at = resolve(join(walk.folder, dirname(node.file.path)), path);
  const place = placeOfNode(node);
  try {
    const bytes = readFileSync(at);
    if (bytes.length > 0) return bytes;
    walk.problems.push(problem('file-empty', words.empty(shown), { place, hint: words.exportHint }));
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    const why = texts.files.reading.reasons[code] ?? code;
    walk.problems.push(problem(REASONS[code] ?? 'unreadable-file', texts.files.reading.unreadable(shown, why), { place, hint: words.relativeHint(node.file.path) }));
  }
  return undefined;
}

/** The path with what it leads to; as it was, with a problem, where it leads to nothing of that format. */
function held(walk: Walk, node: Node, format: FileFormat): Node {
  if (node.kind !== 'scalar' || !(typeof node.value === 'string' || node.value instanceof Secret)) return node;
  const [path, shown] = node.value instanceof Secret ? [node.value.reveal(), node.value.template] : [node.value, node.value];
  const bytes = contentOf(walk, node, path, shown);
  if (bytes === undefined) return node;
  const mentions = FORMATS[format](bytes);
  if (mentions === undefined) {
    walk.problems.push(problem(`not-a-${format}-file`, words.wrongFormat[format](shown), { place: placeOfNode(node), hint: words.exportHint }));
    return node;
  }
  const sha256 = mentions.sha256 ?? createHash('sha256').update(bytes).digest('hex');
  return { ...node, value: new HeldFile(shown, sha256, bytes.toString('base64'), mentions) };
}

function entriesWith(node: MapNode, change: (key: string, entry: Entry) => Node): MapNode {
  let entries: Map<string, Entry> | undefined;
  for (const [key, entry] of node.entries) {
    const changed = change(key, entry);
    if (changed !== entry.node) (entries ??= new Map(node.entries)).set(key, { ...entry, node: changed });
  }
  return entries === undefined ? node : { ...node, entries };
}

function body(walk: Walk, section: Section, node: Node): Node {
  if (node.kind !== 'map') return node;
  const below = sectionsUnder(walk.sections, section.name);
  return entriesWith(node, (key, entry) => {
    const format = section.files?.[key];
    if (format !== undefined) return held(walk, entry.node, format);
    const own = below.find((each) => each.section === key);
    return own === undefined ? entry.node : bodies(walk, own, entry.node);
  });
}

const bodies = (walk: Walk, section: Section, node: Node): Node =>
  (node.kind === 'map' ? entriesWith(node, (_key, entry) => body(walk, section, entry.node)) : node);

/** The tree with files in place of their paths. */
export function withFiles(root: MapNode, sections: readonly Section[], folder: string): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const walk: Walk = { folder, sections, problems: [] };
  if (!sections.some(({ files }) => files !== undefined)) return { root, problems: [] };
  const top = sectionsUnder(sections, undefined);
  const filled = entriesWith(root, (key, entry) => {
    const own = top.find(({ section }) => section === key);
    return own === undefined ? entry.node : bodies(walk, own, entry.node);
  });
  return { root: filled, problems: walk.problems };
}

// Pulled resources as the files a person would keep: one for every smart process and standard type, one for every
// other section. Short bodies stand on one line, everything else in lines; nothing says where or when it was pulled,
// so that two portals that are alike give the same files.

import { Document, isMap, isScalar, isSeq, visit, type Node } from 'yaml';
import type { PulledRoot } from '../model/pulled-root.ts';
import type { Written } from '../model/source.ts';

const FOLDERS: Readonly<Record<string, string>> = { smartProcesses: 'smart-processes', crm: 'crm' };
/** Columns that a body on one line may take. */
const LINE = 100;
const MOST_ON_A_LINE = 5;

const kebab = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Where a root is written, relative to the project. */
export function fileOf({ section, key }: Pick<PulledRoot, 'section' | 'key'>): string {
  const folder = FOLDERS[section];
  return folder === undefined ? `config/${kebab(section)}.yaml` : `config/${folder}/${key}.yaml`;
}

/** `${` means a variable in files. */
export function escaped(value: Written): Written {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(escaped);
  return value instanceof Map ? new Map([...value].map(([key, each]) => [key, escaped(each)])) : value;
}

/** Maps by language stand within a line; every other map in a body is a section or a group. */
const TEXTS: ReadonlySet<unknown> = new Set(['title', 'name', 'label', 'help', 'text', 'description']);

const isPlain = (node: unknown): boolean => isScalar(node) || (isSeq(node) && node.items.every((item) => isScalar(item)));
const isPlainMap = (node: unknown): boolean => isMap(node) && node.items.every(({ value }) => isPlain(value));

function isShort(node: Node): boolean {
  if (JSON.stringify(node.toJSON()).length > LINE) return false;
  if (!isMap(node)) return isPlain(node);
  return node.items.length <= MOST_ON_A_LINE && node.items.every(({ key, value }) => isPlain(value) || (TEXTS.has(isScalar(key) ? key.value : undefined) && isPlainMap(value)));
}

/** A tree as YAML; what stands under so many keys at least may stand on one line. */
export function styledText(tree: Written, depth: number, indent = 2): string {
  const document = new Document(escaped(tree), { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node, path) => {
      if (path.filter((each) => isMap(each) || isSeq(each)).length >= depth && isShort(node as Node)) node.flow = true;
      return undefined;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true, indent });
}

/** The document, the section and the bodies of roots always stand in lines. */
export const configText = (sections: ReadonlyMap<string, ReadonlyMap<string, Written>>): string => styledText(sections, 2);

/** Texts of files by their paths. */
export function configFiles(roots: readonly PulledRoot[]): ReadonlyMap<string, string> {
  const files = new Map<string, Map<string, Map<string, Written>>>();
  for (const root of roots) {
    const sections = files.get(fileOf(root)) ?? new Map<string, Map<string, Written>>();
    const section = sections.get(root.section) ?? new Map<string, Written>();
    section.set(root.key, root.body);
    sections.set(root.section, section);
    files.set(fileOf(root), sections);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, sections]) => [path, configText(sections)]));
}

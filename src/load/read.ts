// The files of a project as trees: the project file first, then what it includes. The project is
// complete when every file is there and could be understood; in one that is not, a missing name may
// simply be in the missing part.

import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { TreeCache } from './cache.ts';
import { readIncluded } from './files.ts';
import type { Parsed } from './parse.ts';
import { child, type Node, type SourceFile } from './tree.ts';

export interface Read {
  /** empty when the project file could not be understood */
  readonly roots: readonly Node[];
  /** those that say nothing among them */
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
  readonly complete: boolean;
}

const isBroken = (parsed: Parsed): boolean => parsed.root === undefined && parsed.problems.length > 0;

const emptyFile = (file: SourceFile): Problem =>
  problem('empty-file', texts.files.reading.emptyFile, { level: 'warning', place: file.place(0), hint: texts.files.reading.emptyFileHint });

export async function readProject(folder: string, file: SourceFile, cache: TreeCache): Promise<Read> {
  const [main] = await cache.parse([file]);
  if (isBroken(main!)) return { roots: [], files: [file], problems: main!.problems, complete: false };
  const patterns = child(main!.root, 'include');
  const included = await readIncluded(folder, file.path, patterns?.kind === 'list' ? patterns.items : []);
  const parsed = await cache.parse(included.files);
  await cache.save();
  const ofFiles = parsed.flatMap((one, index) => (one.root === undefined && one.problems.length === 0 ? [emptyFile(included.files[index]!)] : one.problems));
  const emptyProject: Node = { kind: 'map', entries: new Map(), file, at: 0 };
  return {
    files: [file, ...included.files],
    roots: [main!.root ?? emptyProject, ...parsed.flatMap((one) => one.root ?? [])],
    problems: [...main!.problems, ...included.problems, ...ofFiles],
    complete: included.problems.length === 0 && !parsed.some(isBroken),
  };
}

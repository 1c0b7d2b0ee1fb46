// Files written all together at the end: each is complete beside its place before the first takes it, and a file that
// somebody changed since it was read stops all of them.

import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { problem, type Problem } from './model/problem.ts';
import { texts } from './texts/index.ts';

const MARK = '\uFEFF';

interface Ready {
  readonly path: string;
  readonly place: string;
  readonly beside: string;
}

/** `before`: the texts as they were read. */
export async function replaceFiles(folder: string, before: ReadonlyMap<string, string>, changed: ReadonlyMap<string, string>): Promise<readonly Problem[]> {
  const ready: Ready[] = [];
  const problems: Problem[] = [];
  for (const [path, text] of changed) {
    const place = await realpath(join(folder, path)).catch(() => join(folder, path));
    const found = await readFile(place, 'utf8').catch(() => undefined);
    const mark = found?.startsWith(MARK) ? MARK : '';
    if (found?.slice(mark.length) !== before.get(path)) {
      problems.push(problem('file-changed', texts.pull.intoChanged(path), { hint: texts.pull.intoChangedHint }));
      continue;
    }
    const beside = `${place}.bxform-${process.pid}`;
    await mkdir(dirname(place), { recursive: true });
    await writeFile(beside, mark + text);
    if (found !== undefined) await chmod(beside, (await stat(place)).mode);
    ready.push({ path, place, beside });
  }
  for (const { place, beside } of ready) await (problems.length > 0 ? rm(beside) : rename(beside, place));
  return problems;
}

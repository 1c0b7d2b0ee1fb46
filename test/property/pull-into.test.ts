// Files of one configuration and a portal that has another on top of it: pulled into the files, the plan is empty,
// every comment is there, and a second pull changes nothing.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCollection, isMap, isScalar, parseDocument, visit } from 'yaml';
import { load } from '../../src/engine/load.ts';
import { makePlan } from '../../src/engine/planning.ts';
import { pullPortal } from '../../src/engine/pull-portal.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { settle } from '../../src/into.ts';
import type { Settled } from '../../src/into-work.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Ids } from '../../src/model/plan.ts';
import { openRemote } from '../../src/remote/index.ts';
import { sectionsOf } from '../../src/sections.ts';
import { fileStateStore } from '../../src/state/file-store.ts';
import type { State } from '../../src/state/port.ts';
import { withEntries } from '../../src/state/state.ts';
import { workshop, type Workshop } from '../in-process.ts';
import { CLOCK } from '../pulled-world.ts';
import { asText, configuration } from './configurations.ts';
import { runs } from './runs.ts';

const PROJECT = 'bxform: 1\nproject: workshop # ours\nportals: { env: { language: en } }\ninclude: [config/**/*.yaml]\n';

/** The configuration as a person would have it: in lines or in braces, with comments in many places. */
function written(text: string, every: number): string {
  const document = parseDocument(text.replaceAll('${', () => '$${'));
  let count = 0;
  visit(document, {
    Collection: (_key, node) => void (node.flow = isMap(node) && node.items.length === 2 && every % 2 === 0),
  });
  visit(document, {
    Pair: (_key, pair, path) => {
      count += 1;
      if (path.some((each) => isCollection(each) && each.flow === true)) return;
      if (count % every === 0 && isScalar(pair.key)) pair.key.commentBefore = ` above ${count}`;
      if (count % (every + 1) === 0 && isScalar(pair.value)) pair.value.comment = ` beside ${count}`;
    },
  });
  return document.toString({ lineWidth: 0 });
}

const commentsOf = (text: string): readonly string[] => [...text.matchAll(/# (?:above|beside) \d+$/gm)].map(([comment]) => comment);

interface Project {
  readonly texts: ReadonlyMap<string, string>;
  readonly state: State;
  readonly ids: ReadonlyMap<string, Ids>;
}

async function inWorkshop(w: Workshop, { texts, ids, state }: Project) {
  rmSync(join(w.folder, 'files'), { recursive: true, force: true });
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(w.folder, 'files', path)), { recursive: true });
    writeFileSync(join(w.folder, 'files', path), text);
  }
  const environment = { BXFORM_WEBHOOK: w.portal.url };
  const remote = openRemote({ webhook: w.portal.url, clockScale: CLOCK });
  const loaded = await load(join(w.folder, 'files'), { portal: 'env', environment, hash: remote.hash, cacheFolder: null, sections: sectionsOf(KINDS) });
  const { graph, problems } = resolve(loaded.source!, KINDS, 'en');
  expect([...loaded.problems, ...problems].filter(({ level }) => level === 'error')).toEqual([]);
  return {
    async pull(): Promise<{ readonly settled: Settled; readonly next: Project }> {
      const pulled = await pullPortal({ kinds: KINDS, remote, project: 'workshop', languages: ['en'], pins: false, state, graph, ids, sparing: true });
      const [known, remembered] = [new Map([...ids, ...pulled.ids.map((each) => [each.address, each.ids] as const)]), withEntries(state, pulled.entries)];
      const settled = await settle({ kinds: KINDS, folder: join(w.folder, 'files'), portal: 'env', language: 'en', project: 'workshop', texts, environment, state: remembered, ids: known, pulled, isAsked: () => true });
      if (!('changed' in settled)) throw new Error(JSON.stringify(settled.problems));
      return { settled, next: { texts: new Map([...texts, ...settled.changed]), state: remembered, ids: known } };
    },
    async plan(): Promise<readonly (readonly unknown[])[]> {
      const { plan, problems: wrong } = await makePlan({
        kinds: KINDS, graph, source: loaded.source!, state, journal: [], ids, remote, version: 'test', project: 'workshop', portal: { name: 'env', host: remote.host, language: 'en' }, warnings: [],
      });
      expect(wrong).toEqual([]);
      return plan!.changes.filter(({ action }) => action !== 'none').map(({ action, address, properties, reason }) => [address, action, properties, reason]);
    },
    close: remote.close,
  };
}

test('files of any configuration say what a portal with any other on top of it says', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(configuration, configuration, fc.integer({ min: 1, max: 6 }), async (first, second, every) => {
      const w = await workshop();
      try {
        w.declare(asText(first));
        const made = await w.apply();
        expect(made.problems).toEqual([]);
        w.declare(asText(second));
        const changed = await w.apply();
        fc.pre(changed.problems.length === 0);
        const state = (await fileStateStore({ folder: join(w.folder, '.bxform'), name: 'env', now: Date.now }).load())!;
        const before = written(asText(first), every);
        const begun = await inWorkshop(w, { texts: new Map([['bxform.yaml', PROJECT], ['config/main.yaml', before]]), state, ids: new Map() });
        const { settled, next } = await begun.pull();
        const after = await inWorkshop(w, next);
        const told = settled.listed.map(({ address }) => address);
        expect((await after.plan()).filter(([address]) => !told.includes(String(address)))).toEqual([]);
        const again = await after.pull();
        expect([...again.settled.changed]).toEqual([]);
        expect(settled.listed.filter(({ reason }) => !/declared and not on the portal|cannot be declared beside|does not tell what it has|cannot stand beside what is declared/.test(reason))).toEqual([]);
        expect(commentsOf(next.texts.get('config/main.yaml')!).length).toBeGreaterThanOrEqual(commentsOf(before).length - settled.done.filter(({ action }) => action === 'remove').length);
        begun.close();
        after.close();
      } finally {
        await w.close();
      }
    }),
    { ...runs(15), endOnFailure: true },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Data, Row } from '../../src/sandbox/index.ts';
import { seedLivedIn } from '../../src/sandbox/lived-in.ts';
import { seedCrowded } from '../../src/sandbox/seed.ts';
import { workshop, type Workshop } from '../in-process.ts';
import { asText, configuration, ENDS, type Tree } from './configurations.ts';
import { runs } from './runs.ts';

type World = { readonly language: 'en' | 'ru'; readonly people: 'none' | 'crowded' | 'livedIn' };
const world: fc.Arbitrary<World> = fc.record({ language: fc.constantFrom('en', 'ru'), people: fc.constantFrom('none', 'crowded', 'livedIn') });

/** What was on the portal before must be there afterwards, as it was; only the linked fields are everybody's. */
async function onPortal({ language, people }: World, work: (w: Workshop) => Promise<void>): Promise<void> {
  const w = await workshop({ language, limits: { burst: 1_000 } });
  try {
    if (people !== 'none') w.portal.setData((people === 'crowded' ? seedCrowded : seedLivedIn)(w.portal.data()));
    const before = rowsOf(w.portal.data());
    await work(w);
    const after = new Set(rowsOf(w.portal.data()));
    expect(before.filter((row) => !after.has(row))).toEqual([]);
  } finally {
    await w.close();
  }
}

/** What every portal has is taken over by declaring it. */
const isGiven = (table: string, { entityId, statusId, entityTypeId }: Row): boolean =>
  table === 'statuses' ? GIVEN.has(String(statusId).replace(/^[^:]*:/, '')) && !/^(DYNAMIC_|DEAL_STAGE_)/.test(entityId) : table === 'categories' && entityTypeId === 31;
const GIVEN = new Set(['CALL', 'EMAIL', ...Object.values(ENDS).flatMap(([success, failure, made]) => [success, failure, ...made])]);

const rowsOf = (data: Data): string[] =>
  Object.entries(data.tables).flatMap(([table, rows]) =>
    rows.filter((row) => !isGiven(table, row) && (table !== 'fields' || String(row['entityId']).startsWith('CRM_'))).map((row) => `${table} ${JSON.stringify(row)}`));

const declare = (w: Workshop, tree: Tree): void => w.declare(asText(tree));

async function applied(w: Workshop): Promise<void> {
  const { applied, problems } = await w.apply();
  expect(problems.map(({ message }) => message)).toEqual([]);
  expect(applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
}

async function nothingLeft(w: Workshop): Promise<void> {
  const { plan, problems } = await w.plan();
  expect(problems.map(({ message }) => message)).toEqual([]);
  expect(plan!.changes.filter(({ action }) => action !== 'none').map(({ action, address, properties, reason }) => [action, address, properties, reason])).toEqual([]);
}

const entries = (tree: Tree | undefined): [string, Tree][] => (tree instanceof Map ? [...(tree as ReadonlyMap<string, Tree>)] : []);
const at = (tree: Tree | undefined, key: string): Tree | undefined => (tree instanceof Map ? (tree as ReadonlyMap<string, Tree>).get(key) : undefined);
const nameOf = (tree: Tree): string => String(typeof tree === 'string' ? tree : at(tree, 'name')).trim();
const inLanguages = (tree: Tree | undefined, language: string): [string, string][] => (tree === undefined ? [] : typeof tree === 'string' ? [[language, tree.trim()]] : entries(tree).map(([own, text]) => [own, String(text).trim()]));

/** Texts a configuration asks for, by where they stand on the portal. */
function declaredTexts(tree: Tree, language: string): string[] {
  const processes = entries(at(tree, 'smartProcesses')).map(([, process]) => process);
  const standard = entries(at(tree, 'crm')).map(([, type]) => type);
  const fields = [...processes, ...standard].flatMap((process) => entries(at(process, 'fields')).map(([, field]) => field));
  const funnels = [...processes, ...standard].flatMap((type) => entries(at(type, 'funnels')).map(([, funnel]) => funnel));
  const statuses = [...[...funnels, ...standard].map((home) => at(home, 'stages')), ...entries(at(tree, 'dictionaries')).map(([, dictionary]) => at(dictionary, 'entries'))];
  return [
    ...processes.map((process) => `title ${String(at(process, 'title')).trim()}`),
    ...entries(at(tree, 'workplaces')).map(([, workplace]) => `workplace ${String(at(workplace, 'title')).trim()}`),
    ...funnels.filter((funnel) => at(funnel, 'name') !== undefined).map((funnel) => `funnel ${nameOf(funnel)}`),
    ...statuses.flatMap((stages) => entries(stages).map(([key, stage]) => `stage ${key} ${nameOf(stage)}`)),
    ...fields.flatMap((field) => entries(at(field, 'options')).map(([key, option]) => `option ${key} ${nameOf(option)}`)),
    ...fields.flatMap((field) => ['label', 'help'].flatMap((word) => inLanguages(at(field, word), language).map(([own, text]) => `${word} ${own} ${text}`))),
  ].sort();
}

function storedTexts(data: Data): string[] {
  const table = (name: string) => data.tables[name] ?? [];
  return [
    ...table('types').map(({ title }) => `title ${String(title).trim()}`),
    ...table('solutions').map(({ title }) => `workplace ${String(title).trim()}`),
    ...[...table('categories'), ...table('dealCategories')].map(({ name }) => `funnel ${String(name).trim()}`),
    `funnel ${String((data.options['defaultDealFunnel'] as Row | undefined)?.['name'] ?? '').trim()}`,
    ...table('statuses').map(({ statusId, name }) => `stage ${String(statusId).replace(/^[^:]*:/, '')} ${String(name).trim()}`),
    ...table('enums').map(({ xmlId, value }) => `option ${xmlId} ${String(value).trim()}`),
    ...table('fields').flatMap(({ labels }) =>
      Object.entries((labels ?? {}) as Record<string, Record<string, string | null>>).flatMap(([language, words]) => [
        `label ${language} ${String(words['editFormLabel'] ?? '').trim()}`,
        `help ${language} ${String(words['helpMessage'] ?? '').trim()}`,
      ]),
    ),
  ];
}

/** What of `wanted` is not among `found`, each used once. */
function lacking(wanted: readonly string[], found: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of found) left.set(text, (left.get(text) ?? 0) + 1);
  return wanted.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

test('any valid configuration applies on a fresh portal, its texts arrive intact, and a second plan is empty', async () => {
  await fc.assert(
    fc.asyncProperty(world, configuration, (where, wanted) =>
      onPortal(where, async (w) => {
        declare(w, wanted);
        await applied(w);
        await nothingLeft(w);
        expect(lacking(declaredTexts(wanted, where.language), storedTexts(w.portal.data()))).toEqual([]);
      }),
    ),
    runs(100),
  );
});

test('from any configuration to any other: the plan ends empty, or refuses to change what cannot change', async () => {
  await fc.assert(
    fc.asyncProperty(world, configuration, configuration, (where, before, after) =>
      onPortal(where, async (w) => {
        declare(w, before);
        await applied(w);
        declare(w, after);
        const { plan, problems } = await w.plan();
        if (plan === undefined) {
          expect(problems.map(({ code }) => code).filter((code) => code !== 'fixed-property')).toEqual([]);
          for (const { message, hint, place } of problems) expect([message, hint, place?.file]).toEqual([expect.stringMatching(/cannot change: it is .* on the portal$/), expect.stringContaining('set it back to'), 'config.yaml']);
          return;
        }
        await applied(w);
        await nothingLeft(w);
        expect(lacking(declaredTexts(after, where.language), storedTexts(w.portal.data()))).toEqual([]);
      }),
    ),
    runs(100),
  );
});

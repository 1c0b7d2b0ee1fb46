// Any portal that our own road can build, and those that people clicked together: pulled, the files say what is there
// (an empty plan, with or without the state), and build it again elsewhere, where pulling gives the same files.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { seedLivedIn } from '../../src/sandbox/lived-in.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { seedCrowded } from '../../src/sandbox/seed.ts';
import { workshop } from '../in-process.ts';
import { applyTo, CLOCK, planOf, pullInto, stateOf, told } from '../pulled-world.ts';
import { asText, configuration } from './configurations.ts';
import { runs } from './runs.ts';

type Language = 'en' | 'ru';

async function fresh(language: Language): Promise<Sandbox> {
  const portal = await startSandbox({ clockScale: CLOCK, language });
  closing.push(portal.close);
  return portal;
}
const closing: (() => Promise<void>)[] = [];

/** `isOurs`: nobody else has removed what every portal has. */
async function goesRound(portal: Sandbox, language: Language, isOurs: boolean): Promise<void> {
  const first = await pullInto(portal, language);
  expect(told(await planOf(first, portal, language, { state: stateOf(first, portal) }))).toEqual([]);
  expect(told(await planOf(first, portal, language))).toEqual([]);
  expect((await pullInto(portal, language)).files).toEqual(first.files);
  const second = await fresh(language);
  expect(await applyTo(first, second, language)).toEqual([]);
  const again = await pullInto(second, language);
  if (isOurs) return expect(again.files).toEqual(first.files);
  // what the other portal has by itself stays there, and pushes others from their numbers
  for (const [name, text] of first.files) expect([name, parse(again.files.get(name) ?? '')]).toMatchObject([name, withoutNumbers(parse(text))]);
}

function withoutNumbers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'sort').map(([key, each]) => [key, withoutNumbers(each)]));
}

describe('a portal, pulled', () => {
  test.each<Language>(['en', 'ru'])('with smart processes and standard types arranged by hand, in %s, goes round', async (language) => {
    const portal = await fresh(language);
    portal.setData(seedLivedIn(seedCrowded(portal.data())));
    await goesRound(portal, language, false);
  });

  test('of any configuration goes round', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (wanted) => {
        const w = await workshop();
        try {
          w.declare(asText(wanted));
          await w.apply();
          await goesRound(w.portal, 'en', true);
        } finally {
          await w.close();
          for (const close of closing.splice(0)) await close();
        }
      }),
      runs(15),
    );
  });
});

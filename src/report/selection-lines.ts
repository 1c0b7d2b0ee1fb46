// What of a project a plan is about, as sentences; every format says the same.

import type { Plan } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { visible } from './visible.ts';

const words = texts.choice;

export function selectionSentences({ selection }: Plan): readonly string[] {
  if (selection === undefined) return [];
  const { only, exclude, needed, leftOut } = selection;
  const named = (addresses: readonly string[], say: (text: string) => string): readonly string[] => (addresses.length === 0 ? [] : [say(addresses.map(visible).join(', '))]);
  return [...named(only, words.chosen), ...named(exclude, words.everythingBut), ...named(needed, words.needed), words.leftOut(leftOut.length)];
}

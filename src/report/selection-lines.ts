// What of a project a plan is about, as sentences; every format says the same.

import { rootOf, splitAddress } from '../model/address.ts';
import type { Plan } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { visible } from './visible.ts';

const words = texts.choice;

export function selectionSentences({ selection }: Plan): readonly string[] {
  if (selection === undefined) return [];
  const { only, exclude, needed, leftOut } = selection;
  const named = (addresses: readonly string[], say: (text: string) => string): readonly string[] => (addresses.length === 0 ? [] : [say(addresses.map(visible).join(', '))]);
  return [...named(only, words.chosen), ...named(exclude, words.everythingBut), ...named(needed, words.needed), words.leftOut(leftOut.length, partsOf(leftOut))];
}

const MOST = 12;

/** What is left out, as few addresses as say it: those whose parent is left out too need no word. */
function partsOf(leftOut: readonly string[]): string {
  const all = new Set(leftOut);
  const parentOf = (address: string): string => splitAddress(address).slice(0, -1).join('/');
  const tops = leftOut.filter((address) => !all.has(parentOf(address)) && !(address.startsWith('relation(') && all.has(rootOf(address))));
  return [...tops.slice(0, MOST).map(visible), ...(tops.length > MOST ? ['…'] : [])].join(', ');
}

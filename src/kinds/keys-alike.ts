// Keys that differ in letter case alone are one to a reader and two to the portal, or the other way round.

import { problemsOf, type Problem } from '../model/problem.ts';
import type { Declared } from './contract.ts';

/** Told at the later of two. */
export function keysAlike(own: Declared, siblings: readonly Declared[]): Problem[] {
  const low = own.key.toLowerCase();
  const first = siblings.find(({ key }) => key.toLowerCase() === low);
  if (first === undefined || first.key === own.key) return [];
  const message = `${own.key} and ${first.key} of ${own.parent} differ only in capital and small letters`;
  return [problemsOf(own.address)('keys-alike', message, 'rename one of them, or take it out if both mean the same')];
}

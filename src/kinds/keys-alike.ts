// Keys that differ in letter case alone are one to a reader and two to the portal, or the other way round.

import { problemsOf, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { Declared } from './contract.ts';

/** Told at the later of two. */
export function keysAlike(own: Declared, siblings: readonly Declared[]): Problem[] {
  const low = own.key.toLowerCase();
  const first = siblings.find(({ key }) => key.toLowerCase() === low);
  if (first === undefined || first.key === own.key) return [];
  return [problemsOf(own.address)('keys-alike', texts.rules.keysAlike(own.key, first.key, own.parent!), texts.rules.keysAlikeHint)];
}

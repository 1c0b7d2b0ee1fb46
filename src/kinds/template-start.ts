// When a workflow starts by itself: never, when a record is made, when one is changed, or both. The portal keeps the sum
// and takes nothing but a text of digits (FACTS §2.2).

import type { Value } from '../model/value.ts';

const PARTS: Readonly<Record<string, number>> = { none: 0, create: 1, change: 2 };
const BOTH = ['create', 'change'];

/** As it is compared: one word, or both in this order. */
export function autoExecuteWord(written: Value): Value {
  const said = (Array.isArray(written) ? written : [written]) as readonly Value[];
  const parts = BOTH.filter((part) => said.includes(part));
  return parts.length === 2 ? parts : (parts[0] ?? 'none');
}

export const autoExecuteCode = (word: Value): string =>
  String([word].flat().reduce((sum: number, part) => sum + (PARTS[String(part)] ?? 0), 0));

/** 3 -> [create, change] */
export const autoExecuteOf = (stored: unknown): Value => autoExecuteWord(BOTH.filter((part) => (Number(stored) & PARTS[part]!) !== 0));

// Which event it is. Those about the records of one smart process end with its number on the portal; in the files
// they are said without it (`event: onCrmDynamicItemAdd`, `of: smartProcess.equipment`). Answers are in capitals.

import type { Value } from '../model/value.ts';
import { typeNumbered } from './portal-numbers.ts';

export const OF_TYPE = /^ONCRMDYNAMICITEM(?:ADD|UPDATE|DELETE)/;

/** An event as properties; the number of a smart process is taken out of it. */
export function eventOf(name: string): Map<string, Value> {
  const [, number] = OF_TYPE.test(name) ? (/_(\d+)$/.exec(name) ?? []) : [];
  if (number === undefined) return new Map([['event', name]]);
  return new Map<string, Value>([['event', name.slice(0, -number.length - 1)], ['of', typeNumbered(number)]]);
}

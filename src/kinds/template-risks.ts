// What sending the file of a template may bring about that its properties do not show: what is in it is nobody's to read.

import { codeOfStep } from '../model/bpt.ts';
import { HeldFile } from '../model/held-file.ts';
import type { Mention } from '../model/template-ids.ts';
import { texts } from '../texts/index.ts';
import type { Item } from './contract.ts';

const words = texts.templates;
/** How many of a sort are named. */
const MOST = 5;

export function templateRisks({ changed }: Item): string[] {
  const file = changed.get('file')?.after;
  if (!(file instanceof HeldFile)) return [];
  const { fields, activities, references, strangers = [] } = file.mentions;
  const brought = words.makesFields(fields.slice(0, MOST).join(', '), fields.length - MOST);
  return [...(fields.length > 0 ? [brought] : []), ...(activities && references === undefined ? [words.fitsApplication] : []), ...stepsTold(references), ...strangersTold(strangers)];
}

/** Steps of our own, under whatever number the application has here. */
function stepsTold(references: ReadonlyMap<string, string> = new Map()): string[] {
  const codes = [...new Set(references.values())].flatMap((reference) => codeOfStep(reference) ?? []);
  return codes.length === 0 ? [] : [texts.carried.steps(codes.join(', '))];
}

/** Ids of the portal the file was pulled from that go out as they are. */
function strangersTold(strangers: readonly Mention[]): string[] {
  const some = strangers.slice(0, MOST).map(({ token, place }) => `${texts.carried.id(token)} (${place})`);
  return strangers.length === 0 ? [] : [texts.carried.strangers(strangers.length, some.join('; '))];
}


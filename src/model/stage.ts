// Stages of a funnel as the portal has them: where they are kept, what they mean, in which order they
// stand, and which five come with a new funnel.

import type { Spec, Value } from './value.ts';

const ENTITY = /^DYNAMIC_(\d+)_STAGE_(\d+)$/;

/** The dictionary that keeps the stages of one funnel of a smart process: `DYNAMIC_1040_STAGE_12`. */
export function stageEntity(code: unknown): { readonly entityTypeId: number; readonly funnel: number } | undefined {
  const [, entityTypeId, funnel] = ENTITY.exec(String(code ?? '')) ?? [];
  return entityTypeId === undefined ? undefined : { entityTypeId: Number(entityTypeId), funnel: Number(funnel) };
}

/** What a stage means, the letter the portal has for it, and its place: process, then success, then failure. */
const SEMANTICS: Readonly<Record<string, { readonly letter: string; readonly rank: number }>> = {
  process: { letter: '', rank: 0 },
  success: { letter: 'S', rank: 1 },
  failure: { letter: 'F', rank: 2 },
};

export function semanticsOfLetter(letter: unknown): string {
  return Object.keys(SEMANTICS).find((semantics) => SEMANTICS[semantics]!.letter === String(letter ?? '')) ?? 'process';
}
/** What a stage with this key means unless it says otherwise. */
export function semanticsOfKey(key: string): string {
  if (key === 'SUCCESS') return 'success';
  return key === 'FAIL' ? 'failure' : 'process';
}
export const letterOf = (semantics: Value | undefined): string => SEMANTICS[String(semantics)]?.letter ?? '';
export const rankOf = (spec: Spec): number => SEMANTICS[String(spec.get('semantics'))]?.rank ?? 0;

const made = (semantics: string, sort: number): Spec => new Map<string, Value>([['semantics', semantics], ['sort', sort]]);

/** The stages of a new funnel, by key. */
export const AUTOMATIC_STAGES: ReadonlyMap<string, Spec> = new Map([
  ['NEW', made('process', 10)],
  ['PREPARATION', made('process', 20)],
  ['CLIENT', made('process', 30)],
  ['SUCCESS', made('success', 40)],
  ['FAIL', made('failure', 50)],
]);

// A slot is an edge: the step that provides the id comes in an earlier wave, because nothing in a batch may
// depend on another command of it. The only other edges are those a kind asks for, among siblings or of other kinds. So a wave
// is simply everything whose needs are met by the waves before, and steps go as early as they can.

import type { Step } from '../model/plan.ts';
import type { Difference } from './difference.ts';
import { familyOf, itemOf, type Ordering } from './steps.ts';

function slotsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$slot' in value && typeof value.$slot === 'string') return [value.$slot];
  return Object.values(value).flatMap(slotsOf);
}

/** The step that brings this address onto the portal; what comes by itself comes with its parent's. */
function providerOf(o: Ordering, providers: ReadonlyMap<string, string>, step: Step, address: string): string | undefined {
  const difference = o.byAddress.get(address);
  if (difference === undefined || difference.pair.row) return undefined;
  const { declared, proof } = difference.pair;
  const provider = proof === 'predicted' ? undefined : providers.get(address);
  if (provider !== undefined && provider !== step.id) return provider;
  return declared.parent === undefined ? undefined : providerOf(o, providers, step, declared.parent);
}

/** Steps of siblings that the kind wants to go first. */
function earlierSiblings(o: Ordering, providers: ReadonlyMap<string, string>, difference: Difference): string[] {
  const { after } = o.kinds.get(difference.pair.declared.kind)!;
  if (after === undefined) return [];
  const item = itemOf(difference, o.markOf(difference));
  return (o.siblings.get(familyOf(difference)) ?? []).flatMap((sibling) => {
    const earlier = sibling === difference ? undefined : providers.get(sibling.change.address);
    return earlier !== undefined && after(item, itemOf(sibling, o.markOf(sibling))) ? [earlier] : [];
  });
}

/** Steps of other kinds that the kind lets go first. */
function followed(o: Ordering, steps: ReadonlyMap<string, Step>, difference: Difference): string[] {
  const names = o.kinds.get(difference.pair.declared.kind)!.follows?.(itemOf(difference, undefined)) ?? [];
  return names.length === 0 ? [] : [...steps.values()].filter(({ address }) => names.includes(o.byAddress.get(address)!.pair.declared.kind)).map(({ id }) => id);
}

/** The same steps with the ids of those that must be done before. */
export function withNeeds(o: Ordering, steps: ReadonlyMap<string, Step>): Map<string, Step> {
  const providers = new Map([...steps.values()].flatMap((step) => step.targets.map((address) => [address, step.id] as const)));
  const needsOf = (step: Step): string[] => {
    const providing = slotsOf(step.call.params).flatMap((address) => providerOf(o, providers, step, address) ?? []);
    const differences = step.targets.map((address) => o.byAddress.get(address)!);
    const needs = new Set([...step.needs, ...providing, ...differences.flatMap((each) => [...earlierSiblings(o, providers, each), ...followed(o, steps, each)])]);
    needs.delete(step.id);
    return [...needs].sort();
  };
  return new Map([...steps].map(([id, step]) => [id, { ...step, needs: needsOf(step) }]));
}

/** As early as possible; within a wave creates and updates first, deletes last. A cycle is a bug. */
export function wavesOf(steps: ReadonlyMap<string, Step>): string[][] {
  const levels = new Map<string, number>();
  const levelOf = (id: string, path: readonly string[]): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    if (path.includes(id)) throw new Error(`steps wait for each other: ${[...path, id].join(' -> ')}`);
    const level = Math.max(-1, ...steps.get(id)!.needs.map((need) => levelOf(need, [...path, id]))) + 1;
    levels.set(id, level);
    return level;
  };
  const waves: string[][] = [];
  for (const id of steps.keys()) (waves[levelOf(id, [])] ??= []).push(id);
  // calls that travel by themselves come last: they would cut a batch in two
  const rank = ({ action, call }: Step): number => (call.lane !== undefined ? 2 : action === 'delete' ? 1 : 0);
  return waves.map((wave) => wave.sort((a, b) => rank(steps.get(a)!) - rank(steps.get(b)!)));
}

// How much of what is declared is ours to say: everything (`enforce`), the beginning (`initial`: written when it is made,
// the client's from then on), or nothing (`ignore`). Said by policies of the project, by `$initial` in a body, and by
// what a run is told to leave out. Treatments change what the diff is given, never what comes out of it.

import type { Declared } from '../kinds/contract.ts';
import { matchesAddress } from '../model/address-pattern.ts';
import type { Policy } from '../model/policy.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Path } from '../model/source.ts';
import type { Spec } from '../model/value.ts';
import { texts } from '../texts/index.ts';

export type Treatment = 'enforce' | 'initial' | 'ignore';

export interface Treatments {
  /** of the resource as a whole */
  readonly whole: (declared: Declared) => Treatment;
  readonly property: (declared: Declared, path: string) => Treatment;
  /** nobody asked for it this time */
  readonly isLeftOut: (address: string) => boolean;
}

export const ENFORCED: Treatments = { whole: () => 'enforce', property: () => 'enforce', isLeftOut: () => false };

const STRENGTH: readonly Treatment[] = ['enforce', 'initial', 'ignore'];
const stronger = (a: Treatment, b: Treatment): Treatment => (STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b);

const isPrefix = (pattern: Path, path: Path): boolean => pattern.length <= path.length && pattern.every((step, index) => step === '*' || String(step) === String(path[index]));

/** What a policy says of a resource: of all of it, or of some of its properties. */
function speaksOf(policy: Policy, declared: Declared): 'all' | ((path: string) => boolean) | undefined {
  if (policy.below !== undefined) {
    const { below } = policy;
    if (isPrefix(below, declared.path)) return 'all';
    return isPrefix(below.slice(0, declared.path.length), declared.path) ? (path) => isPrefix(below, [...declared.path, ...path.split('.')]) : undefined;
  }
  if (policy.kind !== undefined && policy.kind !== declared.kind) return undefined;
  if (policy.address !== undefined && !matchesAddress(policy.address, declared.address)) return undefined;
  const { properties } = policy;
  return properties === undefined ? 'all' : (path) => properties.some((pattern) => isPrefix(pattern.split('.'), path.split('.')));
}

/** Treatments by policy, and a warning for each policy that is about nothing. */
export function treatmentsBy(policies: readonly Policy[], declared: Iterable<Declared>): { readonly treatments: Treatments; readonly problems: readonly Problem[] } {
  if (policies.length === 0) return { treatments: ENFORCED, problems: [] };
  const used = new Set<Policy>();
  const wholly = (own: Declared): Treatment =>
    policies.filter((policy) => speaksOf(policy, own) === 'all').reduce<Treatment>((said, { treatment }) => stronger(said, treatment), 'enforce');
  const wholes = new Map<string, Treatment>();
  const parts = new Map<string, ReadonlyMap<string, Treatment>>();
  for (const own of declared) {
    const said = new Map<string, Treatment>();
    for (const policy of policies) {
      const about = speaksOf(policy, own);
      const paths = typeof about === 'function' ? [...own.spec.keys(), 'sort'].filter(about) : [];
      for (const path of paths) said.set(path, stronger(said.get(path) ?? 'enforce', policy.treatment));
      if (about === 'all' || paths.length > 0) used.add(policy);
    }
    wholes.set(own.address, wholly(own));
    parts.set(own.address, said);
  }
  const idle = policies.filter((policy) => !used.has(policy));
  const whole: Treatments['whole'] = (own) => wholes.get(own.address) ?? wholly(own);
  return {
    treatments: { whole, property: (own, path) => stronger(whole(own), parts.get(own.address)?.get(path) ?? 'enforce'), isLeftOut: () => false },
    problems: idle.map(({ place }) => problem('idle-policy', texts.choice.idlePolicy, { level: 'warning', ...(place === undefined ? {} : { place }), hint: texts.choice.idlePolicyHint })),
  };
}

/** What of a spec is to be compared and written; `made`: it is made by us, in this apply or one that did not come to its end. */
export const managed = (treatments: Treatments, declared: Declared, spec: Spec, made: boolean, title?: string): Spec =>
  treatments === ENFORCED ? spec : new Map([...spec].filter(([path]) => {
    const treatment = treatments.property(declared, path);
    // nothing can be made without its name
    return treatment === 'enforce' || (made && (treatment === 'initial' || path === title));
  }));

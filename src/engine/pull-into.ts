// A portal that was read against files that are there: the differences a plan would show, as edits after which it
// would show none; what the files do not declare yet, as entries of them; and what is only told. Pure, and gone
// through again after every round of edits until nothing is left to wish for.

import type { Kind } from '../kinds/contract.ts';
import type { Ids } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import type { Source } from '../model/source.ts';
import { saysSecret, type Value } from '../model/value.ts';
import { shown, type Listed, type Wish } from '../model/wish.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { isBlind, nothing } from './compare.ts';
import { diff } from './diff.ts';
import type { Difference } from './difference.ts';
import { match } from './match.ts';
import { markFor } from './pairing.ts';
import { additions, type NewRoot } from './pull-additions.ts';
import { orders } from './pull-orders.ts';
import { editOf } from './pull-places.ts';
import type { PortalPulled } from './pull-portal.ts';
import type { Graph } from './resolve.ts';
import { treatmentsBy } from './treatment.ts';

export interface IntoInput {
  readonly kinds: readonly Kind[];
  readonly source: Source;
  readonly graph: Graph;
  readonly policies: readonly Policy[];
  readonly language: string;
  readonly project: string;
  readonly state: State | undefined;
  readonly ids: ReadonlyMap<string, Ids>;
  readonly pulled: PortalPulled;
  readonly isAsked: (address: string) => boolean;
}

export interface Wished {
  readonly wishes: readonly Wish[];
  readonly roots: readonly NewRoot[];
  readonly listed: readonly Listed[];
}

/** What the portal says of a property; an empty one is not said. */
function sayable(value: Value | undefined, { pulled }: IntoInput): { readonly value?: Wish['says'] } | undefined {
  if (value === false) return { value };
  if (nothing(value) || (Array.isArray(value) && value.length === 0)) return {};
  const said = pulled.said(value!);
  const isWhole = said !== undefined && (!Array.isArray(value) || (said as readonly unknown[]).length === value.length);
  return isWhole ? { value: said } : undefined;
}

function propertiesOf(input: IntoInput, kind: Kind, { pair: { declared, row }, properties }: Difference, listed: Listed[]): Wish[] {
  const { address } = declared;
  return [...properties.values()].flatMap(({ path, after, secret }): Wish[] => {
    const isPosition = path === 'sort' && kind.ordered !== undefined && !declared.spec.has('sort');
    if (path === kind.keyedBy || isPosition) return [];
    const told = (reason: string): [] => {
      listed.push({ address, property: path, reason });
      return [];
    };
    if (isBlind(kind, path)) return told(texts.pull.intoBlind);
    if (secret || saysSecret(after)) return told(texts.pull.intoSecret);
    const said = sayable(row!.spec.get(path), input);
    if (said === undefined) return told(texts.pull.intoDangling);
    const edit = editOf({ source: input.source, language: input.language, kind, declared }, path, said.value);
    if (edit === undefined) return told(texts.pull.refused.shape(shown(said.value)));
    return [{ edit, address, property: path, action: said.value === undefined ? 'remove' : edit.does === 'add' ? 'add' : 'set', ...(said.value === undefined ? {} : { says: said.value }) }];
  });
}

/** What is declared and stays as it is. */
function told(input: IntoInput, { pair: { declared, row, blocked, proof }, kept = [] }: Difference): Listed[] {
  const { address } = declared;
  if (blocked !== undefined) return blocked.waitsFor === undefined ? [{ address, reason: blocked.reason }] : [];
  if (row === undefined) return proof === 'none' || proof === 'predicted' ? [{ address, reason: texts.pull.intoAbsent }] : [];
  return kept.map((property) => {
    const said = saysSecret(declared.spec.get(property)) ? undefined : sayable(row.spec.get(property), input);
    return { address, property, reason: texts.pull.intoPolicy(shown(said?.value)) };
  });
}

export function wished(input: IntoInput): Wished {
  const kinds = new Map(input.kinds.map((kind) => [kind.name, kind]));
  const { live } = input.pulled;
  const { declared } = input.graph;
  const pairs = match({ kinds, declared, rows: live.rows, state: input.state, unsettled: new Map(), mark: markFor(input.project), ids: input.ids });
  const { treatments } = treatmentsBy([...input.policies, ...input.graph.policies], declared.values());
  const all = diff({ kinds, pairs, rows: live.rows, state: input.state, source: input.source, treatments }).differences;
  const differences = all.filter(({ change, pair }) => change.action !== 'delete' && declared.has(pair.declared.address) && input.isAsked(change.address));
  const listed = differences.flatMap((each) => told(input, each));
  const there = differences.filter(({ pair }) => pair.row !== undefined && pair.blocked === undefined);
  const wishes = there.flatMap((each) => propertiesOf(input, kinds.get(each.change.kind)!, each, listed));
  const more = additions(input, pairs);
  return { wishes: [...wishes, ...more.wishes, ...orders({ ...input, kinds, pairs, differences: there })], roots: more.roots, listed };
}

// The road from resolved declarations to a plan: read -> match -> diff -> order -> freeze, each consuming only
// values made before it. `plan` and `apply` both go it, so they cannot differ; problems end it at the
// stage that found them.

import type { Kind } from '../kinds/contract.ts';
import type { Ids, Plan } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import { problem, type Problem } from '../model/problem.ts';
import { nearest } from '../model/nearest.ts';
import type { Source } from '../model/source.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { diff, type Difference } from './diff.ts';
import { refsOf } from './difference.ts';
import { estimate } from './estimate.ts';
import { freeze } from './freeze.ts';
import { handEdits } from './hand-edits.ts';
import { openSteps, unknownIds } from './manual.ts';
import type { Pair } from './match.ts';
import { order } from './order.ts';
import { markFor, pairUp, type PairingInput } from './pairing.ts';
import type { Live } from './read.ts';
import { narrowed, select, type Asked } from './selection.ts';
import { treatmentsBy, type Treatments } from './treatment.ts';

export interface PlanInput extends PairingInput {
  readonly source: Source;
  readonly version: string;
  readonly portal: Plan['portal'];
  readonly warnings: readonly Problem[];
  readonly policies?: readonly Policy[];
  /** only a part of it */
  readonly asked?: Asked;
  /** write again what cannot be read back */
  readonly reapply?: boolean;
}

export interface Planned {
  readonly plan?: Plan;
  readonly problems: readonly Problem[];
  /** access problems: exit code 3 */
  readonly denied?: true;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly live: Live;
}

/** The mark to write: with a create, or when adopting something unmarked; never over a foreign one. */
const markOf = (kinds: ReadonlyMap<string, Kind>, mark: (address: string) => string) => (difference: Difference): string | undefined => {
  const slot = kinds.get(difference.pair.declared.kind)!.mark;
  if (slot === undefined || difference.spec.has(slot)) return undefined;
  const { action } = difference.change;
  const free = action === 'create' || (action === 'adopt' && (difference.pair.row?.mark ?? '') === '');
  return free ? mark(difference.pair.declared.address) : undefined;
};

function lookupProblems(pairs: ReadonlyMap<string, Pair>, live: Live, source: Source, { isLeftOut }: Treatments): Problem[] {
  const wanted = new Set([...pairs.values()].flatMap(({ declared }) => (isLeftOut(declared.address) ? [] : [declared.parent ?? '', ...refsOf(declared.spec)])));
  const isNamed = (address: string): boolean => [...pairs.values()].some(({ declared }) => declared.parent === address || refsOf(declared.spec).includes(address));
  return [...pairs.values()].flatMap(({ declared, row }) => {
    if (!declared.lookup || row || (isNamed(declared.address) && !wanted.has(declared.address))) return [];
    const known = live.rows(declared.kind).flatMap((other) => other.key ?? []);
    const close = nearest(declared.key, known);
    const others = known.length > 0 && known.length <= 20 ? texts.engine.plan.lookups(known.join(', ')) : texts.engine.plan.createFirst;
    const hint = close === undefined ? others : texts.engine.didYouMean(close);
    return [problem('unknown-on-portal', texts.engine.plan.noLookup(declared.kind, declared.key), { place: source.placeOf(declared.path), hint })];
  });
}

/** A portal that dropped our marks: then nothing but the state tells what is ours. */
function lostMarks(kinds: ReadonlyMap<string, Kind>, pairs: ReadonlyMap<string, Pair>): Problem[] {
  const unmarked = [...pairs.values()].filter(({ declared, row, entry, origin }) => {
    const slot = kinds.get(declared.kind)!.mark;
    return slot !== undefined && row !== undefined && entry !== undefined && origin === 'created' && !declared.spec.has(slot) && (row.mark ?? '') === '';
  });
  const [first] = unmarked;
  if (first === undefined) return [];
  const { address, kind } = first.declared;
  const message = texts.engine.plan.unmarked(kinds.get(kind)!.mark!, address, unmarked.length - 1);
  return [{ code: 'mark-not-kept', level: 'warning', address, message, hint: texts.engine.plan.unmarkedHint }];
}

/** What the application before this one made stays on the portal, and only that application can remove it. */
function otherApplication(state: State | undefined, clientId: string | undefined): Problem[] {
  if (state?.clientId === undefined || clientId === undefined || state.clientId === clientId) return [];
  return [{ code: 'other-application', level: 'warning', message: texts.access.denied.other(state.clientId, clientId), hint: texts.access.denied.otherHint }];
}

function asLookedUp(pair: Pair): Difference {
  const { address, kind } = pair.declared;
  return { pair, spec: new Map(), properties: new Map(), change: { address, kind, action: 'none', properties: [] } };
}

const EVERYTHING: Asked = { only: [], exclude: [] };
const NOTHING: Live = { rows: () => [], byUid: new Map(), answer: () => undefined, denied: new Map() };

export async function makePlan(input: PlanInput): Promise<Planned> {
  const kinds = new Map(input.kinds.map((kind) => [kind.name, kind]));
  const mark = markFor(input.project);
  const { declared, manual = new Map() } = input.graph;
  const asked = input.asked ?? EVERYTHING;
  const { selection, problems: unknown } = select(asked, declared, manual.keys());
  if (unknown.length > 0) return { problems: unknown, pairs: new Map(), live: NOTHING };
  const policed = treatmentsBy([...(input.policies ?? []), ...input.graph.policies], declared.values());
  const treatments = narrowed(policed.treatments, selection);
  const { live, pairs, asking, clientId, problems: denials } = await pairUp(input);
  if (denials.length > 0) return { problems: denials, denied: true, pairs, live };

  const { differences, problems } = diff({ kinds, pairs, rows: live.rows, state: input.state, source: input.source, treatments, ...(input.reapply ? { reapply: true } : {}) });
  const all = [...lookupProblems(pairs, live, input.source, treatments), ...problems];
  if (all.length > 0) return { problems: all, pairs, live };

  const marks = markOf(kinds, mark);
  const looked = [...pairs.values()].filter((pair) => pair.declared.lookup).map(asLookedUp);
  const ordered = order(kinds, [...looked, ...differences], marks);
  const commandOf = (command: string): string => `bxform ${command} --portal ${input.portal.name}`;
  const changes = ordered.changes
    .filter((change) => !declared.get(change.address)?.lookup)
    .map((change) => (change.commands === undefined ? change : { ...change, commands: change.commands.map(commandOf) }));
  const idsOf = (address: string): Ids | undefined => pairs.get(address)?.row?.ids;
  const settled = new Map(changes.map((change) => [change.address, change]));
  const frozen = freeze({
    kinds,
    differences: [...looked, ...differences].map((difference) => ({ ...difference, change: settled.get(difference.change.address) ?? difference.change })),
    ordered: { ...ordered, changes },
    state: input.state,
    rows: live.rows,
    version: input.version,
    project: input.project,
    portal: input.portal,
    warnings: [
      ...input.warnings, ...policed.problems, ...lostMarks(kinds, pairs), ...otherApplication(input.state, clientId),
      ...unknownIds(manual, idsOf, input.source.placeOf), ...handEdits(kinds, differences, input.source),
    ],
    ...(clientId === undefined ? {} : { clientId }),
    ...(selection === undefined ? {} : { selection }),
    leftOut: treatments.isLeftOut,
    usage: estimate(ordered.waves.map((wave) => wave.map((id) => ordered.steps.get(id)!)), asking),
    markOf: marks,
    manual: { open: openSteps(manual, { state: input.state, asked, idsOf }), isDeclared: (address) => manual.has(address) },
  });
  return { plan: frozen, problems: [], pairs, live };
}

// A repair shop for the tests of the pure stages: what is declared as plain objects, what is live as rows.

import { diff, type Difference } from '../../src/engine/diff.ts';
import { match, type Pair } from '../../src/engine/match.ts';
import { resolve, type Graph } from '../../src/engine/resolve.ts';
import type { LiveRow } from '../../src/kinds/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Path, Source, Written } from '../../src/model/source.ts';
import { Secret, type Value } from '../../src/model/value.ts';
import { ENFORCED, type Treatments } from '../../src/engine/treatment.ts';
import type { Ids } from '../../src/model/plan.ts';
import type { JournalTarget, State, StateEntry } from '../../src/state/port.ts';

const written = (value: unknown): Written => {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null || value instanceof Secret) return value as Written;
  return new Map(Object.entries(value).map(([key, entry]) => [key, written(entry)]));
};

/** A source whose places say the path they stand for. */
export const sourceOf = (configuration: object): Source => {
  const placeOf = (path: Path) => ({ file: path.join('/'), line: 1, col: 1 });
  return { root: written(configuration) as ReadonlyMap<string, Written>, placeOf, keyPlaceOf: placeOf };
};

export const kinds = new Map(KINDS.map((kind) => [kind.name, kind]));
export const resolvedIn = (language: string | undefined, configuration: object): { readonly graph: Graph; readonly problems: readonly Problem[] } => resolve(sourceOf(configuration), KINDS, language);
export const resolved = (configuration: object, language = 'en'): ReturnType<typeof resolvedIn> => resolvedIn(language, configuration);

const spec = (properties: Record<string, Value>): Map<string, Value> => new Map(Object.entries(properties));

export const type = (id: number, title: string, more: Record<string, Value> = {}): LiveRow => {
  const entityTypeId = 1000 + id;
  const code = String(more['code'] ?? '');
  return { kind: 'smartProcess', uid: `smartProcess:${entityTypeId}`, ids: { id, entityTypeId }, key: String(entityTypeId), name: title, mark: code, spec: spec({ title, entityTypeId, code, 'settings.openPermissions': false, ...more }), whole: { 'relations.parent': {}, 'relations.child': {} } };
};
export const funnel = (id: number, of: LiveRow, name: string, isDefault = false, sort = 500): LiveRow => ({
  kind: 'funnel', uid: `funnel:${of.ids['entityTypeId']}/${id}`, parent: of.uid, ids: { id, entityTypeId: of.ids['entityTypeId']! }, name, spec: spec({ name, default: isDefault, sort }),
});
export const stage = (id: number, of: LiveRow, key: string, sort: number, semantics = 'process', name = key): LiveRow => ({
  kind: 'stage', uid: `stage:${id}`, parent: of.uid, ids: { id, statusId: `DT_${key}`, system: 'N' }, key, name, spec: spec({ name, color: '', semantics, sort }),
});
export const field = (id: number, of: LiveRow, key: string, more: Record<string, Value> = {}): LiveRow => ({
  kind: 'field', uid: `field:${id}`, parent: of.uid, ids: { id, fieldName: `UF_CRM_${of.ids['id']}_${key}` }, key, name: key, mark: String(more['xmlId'] ?? ''), spec: spec({ type: 'string', multiple: false, sort: 100, xmlId: '', ...more }),
});
export const workplace = (id: number, title: string): LiveRow => ({ kind: 'workplace', uid: `workplace:${id}`, ids: { id }, name: title, spec: spec({ title }), whole: { typeIds: {} } });
export const option = (id: number, of: LiveRow, key: string, name: string, sort = 10): LiveRow => ({
  kind: 'option', uid: `option:${id}`, parent: of.uid, ids: { id }, key, name, ...(/^([0-9a-f]{32})?$/.test(key) ? { keyless: true as const } : {}), spec: spec({ name, default: false, sort, xmlId: key }),
});
/** A field of deals under its full code. */
export const dealField = (id: number, fieldName: string, more: Record<string, Value> = {}): LiveRow => {
  const short = fieldName.replace(/^UF_CRM_/, '');
  const keys = short.startsWith('DEAL_') ? { key: short.slice(5), alias: short } : { key: short };
  return { kind: 'field', uid: `field:${id}`, parent: 'deal', ids: { id, fieldName }, ...keys, name: short, mark: String(more['xmlId'] ?? ''), spec: spec({ type: 'string', multiple: false, sort: 100, xmlId: '', fieldName, ...more }) };
};
/** Standard types with the stages they were born with. */
export function everyPortal(): { readonly rows: readonly LiveRow[]; readonly deal: LiveRow; readonly general: LiveRow } {
  const standard = ([key, entityTypeId]: readonly [string, number]): LiveRow => ({ kind: 'crm', uid: key, ids: { entityTypeId }, key, name: key, spec: new Map() });
  const [lead, deal] = [standard(['lead', 1]), standard(['deal', 2])];
  const general: LiveRow = { ...funnel(0, deal, 'General', true), given: true };
  const given = (row: LiveRow): LiveRow => ({ ...row, given: true });
  const rows = [stage(101, general, 'NEW', 10), stage(106, general, 'WON', 60, 'success'), stage(107, general, 'LOSE', 70, 'failure'), stage(121, lead, 'NEW', 10), stage(124, lead, 'CONVERTED', 40, 'success'), stage(125, lead, 'JUNK', 50, 'failure')];
  return { rows: [lead, deal, general, ...rows.map(given)], deal, general };
}

export const mark = (address: string): string => `bxform/workshop/${address}`;
export const stateOf = (entries: Record<string, Partial<StateEntry> & Pick<StateEntry, 'kind' | 'ids'>>): State => ({
  format: 'bxform-state/1', project: 'workshop', portal: 'acme.bitrix24.eu', instance: 'b7c1', serial: 3,
  entries: Object.fromEntries(Object.entries(entries).map(([address, entry]) => [address, { origin: 'created' as const, ...entry }])),
});

export interface Situation {
  readonly declared: object;
  readonly rows?: readonly LiveRow[];
  readonly state?: State;
  readonly unsettled?: Readonly<Record<string, JournalTarget>>;
  readonly ids?: Readonly<Record<string, Ids>>;
  readonly treatments?: Treatments;
}

export const rowsIn = (rows: readonly LiveRow[] = []) => (kind: string): readonly LiveRow[] => rows.filter((row) => row.kind === kind);

export function matched({ declared, rows, state, unsettled, ids }: Situation): ReadonlyMap<string, Pair> {
  const { graph, problems } = resolved(declared);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return match({ kinds, declared: graph.declared, rows: rowsIn(rows), state, unsettled: new Map(Object.entries(unsettled ?? {})), mark, ids: new Map(Object.entries(ids ?? {})) });
}

export function different(situation: Situation): { readonly differences: readonly Difference[]; readonly problems: readonly Problem[] } {
  return diff({ kinds, pairs: matched(situation), rows: rowsIn(situation.rows), state: situation.state, source: sourceOf(situation.declared), treatments: situation.treatments ?? ENFORCED });
}

export const OPEN = { openPermissions: false };
/** The smart process every story is about. */
export const equipment = (more: object = {}): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, ...more } } });

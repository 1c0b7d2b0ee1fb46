// Which things a picture is drawn of: what is declared, what a portal has, or what a plan finds and leaves
// behind. Of a plan, everything declared is drawn, what the portal has below it or beside it on a line, and
// nothing else. What is blocked stays as it is; what is blocked and not there yet is drawn as declared.
// A name that is a secret of the files is not shown, wherever on the portal it stands.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import { under } from '../model/address.ts';
import type { Drawing, Picture } from '../model/picture.ts';
import type { Change, Plan } from '../model/plan.ts';
import { isRef, Secret, type Spec, type Value } from '../model/value.ts';
import { draw, type Thing } from './drawing.ts';
import { sameName, type Pair } from './matching.ts';

type Rows = (kind: string) => readonly LiveRow[];

const depicted = (kinds: readonly Kind[]): readonly Kind[] => kinds.filter((kind) => kind.depicts !== undefined);

/** Of the files alone. */
export function drawDeclared(kinds: readonly Kind[], declared: Iterable<Declared>): Drawing {
  const all = [...declared];
  return draw(depicted(kinds).flatMap((kind) => all.filter((own) => own.kind === kind.name).map((own) => thingOf(kind, own, own.spec))));
}

/** Of all a portal has; `declared` for the secrets of the files. */
export function drawLive(kinds: readonly Kind[], rows: Rows, declared: Iterable<Declared>): Drawing {
  return draw(liveThings({ kinds: depicted(kinds), rows, pairs: new Map(), secrets: secretsOf(declared) }));
}

export interface PictureInput {
  readonly kinds: readonly Kind[];
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly rows: Rows;
  readonly plan: Pick<Plan, 'changes'>;
}

/** Before and after a plan. */
export function pictureOf({ kinds: all, pairs, rows, plan }: PictureInput): Picture {
  const kinds = depicted(all);
  const secrets = secretsOf([...pairs.values()].map(({ declared }) => declared));
  const before = nearby(liveThings({ kinds, rows, pairs, secrets }), new Set(pairs.keys()));
  const live = new Map(before.map((thing) => [thing.id, thing]));
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  const after = kinds.flatMap((kind) =>
    [...pairs.values()].filter(({ declared }) => declared.kind === kind.name).map((pair) => planned(kind, pair, changes.get(pair.declared.address), live)),
  );
  const drawn = new Set(after.map(({ id }) => id));
  const left = [...after, ...before.filter(({ id }) => !drawn.has(id))].filter(({ id }) => changes.get(id)?.action !== 'delete');
  return { before: draw(before), after: draw(left) };
}

/** What a declared thing will be: as it is, or as the portal makes it, with what changes. */
function planned(kind: Kind, { declared, row, role }: Pair, change: Change | undefined, live: ReadonlyMap<string, Thing>): Thing {
  const found = live.get(declared.address);
  if (row !== undefined && found !== undefined && change?.action === 'blocked') return found;
  const base = found?.spec ?? (change?.action === 'blocked' ? declared.spec : kind.automatic?.roles(declared.parent ?? '').get(role ?? '')) ?? new Map();
  const secret = [...declared.spec].filter(([, value]) => value instanceof Secret);
  return thingOf(kind, declared, new Map([...base, ...(change?.properties ?? []).map(({ path, after }) => [path, after] as const), ...secret]));
}

function thingOf(kind: Kind, { address, parent, key, position }: Declared, spec: Spec): Thing {
  const sort = spec.get('sort');
  return {
    id: address,
    kind,
    ...(parent === undefined ? {} : { parent }),
    spec,
    sort: typeof sort === 'number' ? sort : (kind.ordered?.first ?? 0) + position * (kind.ordered?.step ?? 0),
    ...(kind.depicts === 'box' ? {} : { name: key }),
  };
}

interface LiveInput {
  readonly kinds: readonly Kind[];
  readonly rows: Rows;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly secrets: readonly Secret[];
}

/** Rows under their addresses, or, where nobody declared them, under the address they would have below a declared one. */
function liveThings({ kinds, rows, pairs, secrets }: LiveInput): readonly Thing[] {
  const owners = new Map([...pairs.values()].flatMap(({ row, declared }) => (row ? [[row.uid, declared] as const] : [])));
  const idOf = (uid: string): string => owners.get(uid)?.address ?? uid;
  return kinds.flatMap((kind) =>
    rows(kind.name).map(({ uid, parent, key, spec }): Thing => {
      const own = owners.get(uid);
      const wouldBe = kind.keyed && key !== undefined && parent !== undefined && owners.has(parent) ? under(idOf(parent), kind.name, key) : uid;
      const sort = spec.get('sort');
      return {
        id: own?.address ?? wouldBe,
        kind,
        ...(parent === undefined ? {} : { parent: idOf(parent) }),
        spec: new Map([...spec].map(([path, value]) => [path, shown(value, own?.spec.get(path), path === kind.title ? secrets : [], idOf)])),
        sort: typeof sort === 'number' ? sort : 0,
      };
    }),
  );
}

/** A live value as it may be shown: references by ids of things, and a secret, or a name that is one, as the secret. */
function shown(value: Value, declared: Value | undefined, secrets: readonly Secret[], idOf: (uid: string) => string): Value {
  if (declared instanceof Secret) return declared;
  if (isRef(value)) return { $ref: idOf(value.$ref.replace(/^uid:/, '')) };
  return (typeof value === 'string' && secrets.find((secret) => sameName(secret.reveal(), value))) || value;
}

const secretsOf = (declared: Iterable<Declared>): readonly Secret[] =>
  [...declared].flatMap(({ spec }) => [...spec.values()].flatMap((value) => (value instanceof Secret ? [value] : [])));

/** What is declared, what is below that, the lines that touch it, and what those lead to. */
function nearby(things: readonly Thing[], declared: ReadonlySet<string>): readonly Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const isBelow = ({ id, parent }: Thing): boolean => declared.has(id) || (parent !== undefined && byId.has(parent) && isBelow(byId.get(parent)!));
  const refs = (spec: Spec): readonly string[] => [...spec.values()].flatMap((value) => (isRef(value) ? [value.$ref] : []));
  const ends = ({ kind, spec }: Thing): readonly string[] => (kind.depicts === 'line' ? refs(spec) : []);
  const lines = things.filter((thing) => ends(thing).some((end) => declared.has(end)));
  const reached = new Set([...lines.flatMap(ends), ...lines.map(({ id }) => id)]);
  return things.filter((thing) => reached.has(thing.id) || isBelow(thing));
}

// What was read -> the passport. What an application makes is told by its section, whatever kinds there are.

import { grouped } from '../engine/grouped.ts';
import type { Kind } from '../kinds/contract.ts';
import type { Records } from '../model/audit.ts';
import type { Passport, PassportField, PassportList, PassportType } from '../model/passport.ts';
import { isRef, type Value } from '../model/value.ts';
import type { Thing } from './contract.ts';

export interface PassportInput {
  readonly kinds: readonly Kind[];
  readonly things: readonly Thing[];
  readonly records?: Records;
}

interface Portal extends PassportInput {
  readonly byUid: ReadonlyMap<string, Thing>;
  readonly below: (thing: Thing, kind: string) => readonly Thing[];
}

const nameOf = ({ row, key }: Thing): string => (row.name === undefined || row.name === '' ? key : row.name);
const sortOf = ({ row }: Thing): number => Number(row.spec.get('sort') ?? 0);
const inOrder = (things: readonly Thing[]): readonly Thing[] => [...things].sort((a, b) => sortOf(a) - sortOf(b) || (a.address < b.address ? -1 : 1));

function targets(portal: Portal, value: Value | undefined): readonly string[] {
  if (isRef(value)) {
    const uid = value.$ref.replace(/^uid:/, '');
    const thing = portal.byUid.get(uid);
    return [thing === undefined ? uid : nameOf(thing)];
  }
  return Array.isArray(value) ? value.flatMap((each) => targets(portal, each as Value)) : [];
}

function fieldOf(portal: Portal, thing: Thing): PassportField {
  const { address, row } = thing;
  const count = portal.records?.counts.get(row.uid);
  const type = row.spec.get('type');
  const links = type === 'crm' ? targets(portal, row.spec.get('to')) : [];
  return {
    address,
    label: nameOf(thing),
    type: isRef(type) ? targets(portal, type).join('') : String(type),
    code: String(row.ids['fieldName']),
    mandatory: row.spec.get('mandatory') === true,
    multiple: row.spec.get('multiple') === true,
    options: [...inOrder(portal.below(thing, 'option')).map(nameOf), ...links],
    ...(count === undefined ? {} : { used: count > 0 }),
  };
}

function typeOf(portal: Portal, thing: Thing): PassportType {
  const { address, row, kind } = thing;
  const records = portal.records?.counts.get(row.uid);
  const member = portal.things.find((each) => each.kind.name === 'member' && each.row.key === row.uid);
  const workplace = portal.byUid.get(member?.row.parent ?? '');
  return {
    address,
    ...(kind.lookup ? {} : { title: nameOf(thing) }),
    fields: inOrder(portal.below(thing, 'field')).map((field) => fieldOf(portal, field)),
    ...(records === undefined ? {} : { records }),
    ...(workplace === undefined ? {} : { workplace: nameOf(workplace) }),
  };
}

const byName = (lists: readonly PassportList[]): readonly PassportList[] => [...lists].sort((a, b) => (a.name < b.name ? -1 : 1));

function automation({ kinds, things }: Portal): readonly PassportList[] {
  const known = kinds.filter(({ context, section }) => context === 'app' && section !== undefined);
  return known.map((kind) => ({ name: kind.section!, entries: inOrder(things.filter((thing) => thing.kind === kind)).map(nameOf) })).filter(({ entries }) => entries.length > 0);
}

export function passportOf(input: PassportInput): Passport {
  const byUid = new Map(input.things.map((thing) => [thing.row.uid, thing]));
  const below = grouped(input.things, ({ row }) => row.parent);
  const portal: Portal = { ...input, byUid, below: (thing, kind) => (below.get(thing.row.uid) ?? []).filter((each) => each.kind.name === kind) };
  const ofKind = (kind: string): readonly Thing[] => input.things.filter((thing) => thing.kind.name === kind);
  const listOf = (child: string) => (thing: Thing): PassportList => ({
    name: nameOf(thing),
    address: thing.address,
    entries: inOrder(portal.below(thing, child)).map((each) => nameOf(byUid.get(each.kind.links ? (each.row.key ?? '') : '') ?? each)),
  });
  return {
    types: ofKind('smartProcess').map((thing) => typeOf(portal, thing)),
    standard: ofKind('crm').map((thing) => typeOf(portal, thing)),
    dictionaries: byName(ofKind('dictionary').filter((thing) => thing.isShown).map(listOf('entry'))).filter(({ entries }) => entries.length > 0),
    workplaces: byName(ofKind('workplace').map(listOf('member'))),
    automation: automation(portal),
    relations: ofKind('relation').length,
    funnels: ofKind('funnel').filter(({ isShown }) => isShown).length,
  };
}

// Relations as they stand in the types at both their ends -> properties, each once. Predefined ones come
// back in reads too and are nobody's.

import { isOn } from '../model/flag.ts';
import { STANDARD_TYPES, standardTypeByNumber } from '../model/standard-types.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow, ReadContext } from './contract.ts';
import { typeRead } from './sources.ts';

const uidOfNumber = (entityTypeId: number): string => standardTypeByNumber(entityTypeId) ?? `smartProcess:${entityTypeId}`;
const refOf = (entityTypeId: number) => {
  const uid = uidOfNumber(entityTypeId);
  return { $ref: uid in STANDARD_TYPES ? uid : `uid:${uid}` };
};

function parseRelation(parent: number, child: number, relation: any): LiveRow {
  return {
    kind: 'relation',
    uid: `relation:${parent}>${child}`,
    ids: { parent, child },
    key: `${uidOfNumber(parent)}>${uidOfNumber(child)}`,
    spec: new Map<string, Value>([['parent', refOf(parent)], ['child', refOf(child)], ['list', isOn(relation.isChildrenListEnabled)]]),
  };
}

/** Out of the types read in full. */
export function relationRows(context: ReadContext): LiveRow[] {
  const rows = new Map<string, LiveRow>();
  for (const type of context.rows('smartProcess')) {
    const relations = context.answer(typeRead(type.ids['id']!))?.result?.type?.relations;
    const own = Number(type.ids['entityTypeId']);
    for (const side of ['parent', 'child'] as const) {
      for (const relation of Object.values<any>(relations?.[side] ?? {})) {
        if (isOn(relation.isPredefined)) continue;
        const other = Number(relation.entityTypeId);
        const row = side === 'parent' ? parseRelation(other, own, relation) : parseRelation(own, other, relation);
        rows.set(row.uid, row);
      }
    }
  }
  return [...rows.values()];
}

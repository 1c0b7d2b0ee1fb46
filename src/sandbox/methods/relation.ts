// Relations between entity types (FACTS §8.3): one row seen from both sides. A side that is sent is
// replaced wholesale, only the string "true" switches the list on, illegal and unknown targets are
// dropped without a word, and predefined relations can be neither made nor removed.

import type { Call, Row } from '../contract.ts';
import { company, contact, deal, lead, order, quote, smartB2eDocument, smartInvoice, smartProcesses, typeByNumber } from './owner-types.ts';
import { asArray, isArray, isSet, toInt, valuesOf } from './php.ts';
import { remember } from './process.ts';
import { addRow, removeRows, rowsOf, yesNo } from './rows.ts';
import { isTrueText } from './spellings.ts';
import { switchOf } from '../switches.ts';

type Pair = { readonly parent: number; readonly child: number };

/** Who can be related at all: read once a process, so a type made later is skipped (FACTS §4.2). */
const targets = (call: Call): readonly number[] =>
  remember(call, 'relationTargets', () => [
    lead, contact, company, deal, order, quote, smartInvoice,
    ...smartProcesses(call.data).map((type): number => type['entityTypeId']),
  ]);

/** Follow from the toggles of the types; also read once a process. */
const predefined = (call: Call): readonly Pair[] =>
  remember(call, 'predefinedRelations', () =>
    smartProcesses(call.data).flatMap((type) => {
      const self: number = type['entityTypeId'];
      return [
        ...(type['isPaymentsEnabled'] === true ? [{ parent: self, child: order }] : []),
        ...(switchOf(call, 'newerTypes') === true ? [{ parent: self, child: smartB2eDocument }] : []),
        ...(type['isClientEnabled'] === true ? [{ parent: contact, child: self }, { parent: company, child: self }] : []),
      ];
    }),
  );

/** Both ends of a stored relation must still exist. */
function custom(call: Call): Row[] {
  const defined = (entityTypeId: number): boolean => entityTypeId < 128 || typeByNumber(call.data, entityTypeId) !== undefined;
  return rowsOf(call.data, 'relations')
    .filter((row) => defined(row['parent']) && defined(row['child']))
    .sort((a, b) => a['parent'] - b['parent'] || a['child'] - b['child']);
}

export function relationsOf(call: Call, entityTypeId: number): { readonly parent: unknown[]; readonly child: unknown[] } {
  const side = (mine: 'parent' | 'child', other: 'parent' | 'child'): unknown[] => {
    const fixed = predefined(call).filter((pair) => pair[mine] === entityTypeId).map((pair) => pair[other]);
    const own = custom(call).filter((row) => row[mine] === entityTypeId && !fixed.includes(row[other]));
    return [
      ...fixed.map((one) => ({ entityTypeId: one, isChildrenListEnabled: 'Y', isPredefined: 'Y' })),
      ...own.map((row) => ({ entityTypeId: row[other], isChildrenListEnabled: yesNo(row['isChildrenListEnabled']), isPredefined: 'N' })),
    ];
  };
  return { parent: side('child', 'parent'), child: side('parent', 'child') };
}

/** `fields.RELATIONS` with keys in upper case, as the controller has them by now. */
export function saveRelations(call: Call, entityTypeId: number, relations: unknown): void {
  if (!isArray(relations)) return;
  if ('PARENT' in relations) {
    const legal = targets(call).filter((one) => one !== entityTypeId && one !== contact && one !== company);
    replaceSide(call, legal, wantedOf(call, relations['PARENT']), (other) => ({ parent: other, child: entityTypeId }));
  }
  if ('CHILD' in relations) {
    const legal = targets(call).filter((one) => one !== entityTypeId && one !== order);
    replaceSide(call, legal, wantedOf(call, relations['CHILD']), (other) => ({ parent: entityTypeId, child: other }));
  }
}

function wantedOf(call: Call, side: unknown): ReadonlyMap<number, boolean> {
  const wanted = new Map<number, boolean>();
  for (const relation of valuesOf(side).map(asArray)) {
    const entityTypeId = isSet(relation['ENTITY_TYPE_ID']) ? toInt(relation['ENTITY_TYPE_ID']) : 0;
    if (entityTypeId > 0) wanted.set(entityTypeId, isTrueText(call, relation['IS_CHILDREN_LIST_ENABLED']));
  }
  return wanted;
}

function replaceSide(call: Call, legal: readonly number[], wanted: ReadonlyMap<number, boolean>, pairWith: (other: number) => Pair): void {
  for (const other of legal) {
    const { parent, child } = pairWith(other);
    if (predefined(call).some((pair) => pair.parent === parent && pair.child === child)) continue;
    const stored = rowsOf(call.data, 'relations').find((row) => row['parent'] === parent && row['child'] === child);
    const list = wanted.get(other);
    if (list === undefined) removeRows(call.data, 'relations', (row) => row === stored);
    else if (stored === undefined) addRow(call.data, 'relations', { parent, child, isChildrenListEnabled: list });
    else stored['isChildrenListEnabled'] = list;
  }
}

export const dropRelations = (call: Call, entityTypeId: number): void =>
  removeRows(call.data, 'relations', (row) => row['parent'] === entityTypeId || row['child'] === entityTypeId);

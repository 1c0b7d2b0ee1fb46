// Whose user fields the caller may administer (FACTS §7, §12.1): every entity type with a factory,
// for administrators only. The list of factories is read once a process (§4.2).

import type { Call } from '../contract.ts';
import { allEntityTypes, fieldEntityId } from './owner-types.ts';
import { remember } from './process.ts';
import { switchOf } from '../switches.ts';

export const fieldEntityIds = (call: Call): string[] => [
  ...allEntityTypes(call.data).map((entityTypeId) => fieldEntityId(call.data, entityTypeId)),
  // requisites have no factory; the documentation names them all the same (§12.1)
  ...(switchOf(call, 'requisiteFields') === 'served' ? ['CRM_REQUISITE'] : []),
];

export const administered = (call: Call): readonly string[] =>
  call.user.admin ? remember(call, 'fieldEntityIds', () => fieldEntityIds(call)) : [];

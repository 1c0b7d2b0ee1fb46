// Whose user fields the caller may administer (FACTS §7, §12.1): every entity type with a factory,
// for administrators only. The list of factories is read once a process (§4.2).

import type { Call, Data } from '../contract.ts';
import { allEntityTypes, fieldEntityId } from './owner-types.ts';
import { remember } from './process.ts';

export const fieldEntityIds = (data: Data): string[] => allEntityTypes(data).map((entityTypeId) => fieldEntityId(data, entityTypeId));

export const administered = (call: Call): readonly string[] =>
  call.user.admin ? remember(call, 'fieldEntityIds', () => fieldEntityIds(call.data)) : [];

// Whose user fields the caller may administer (FACTS §7, §12.1): every entity type with a factory,
// for administrators only. The list of factories is read once a process (§4.2).

import type { Call, Row } from '../contract.ts';
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

/** Of one's own companies: made by the portal when such a card is first opened, not to be touched by the modern methods. */
export const companyPictures = ['UF_LOGO', 'UF_STAMP', 'UF_DIRECTOR_SIGN', 'UF_ACCOUNTANT_SIGN'] as const;

export const belongsToPortal = (field: Row): boolean => field['entityId'] === 'CRM_COMPANY' && companyPictures.some((name) => name === field['fieldName']);

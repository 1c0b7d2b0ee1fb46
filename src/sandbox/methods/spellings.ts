// How "yes" may be spelt (FACTS §2.2): not the same everywhere, and what is not understood means no.

import type { Call } from '../contract.ts';
import { switchOf } from '../switches.ts';

/** Toggles of a smart process. */
export const isOn = (value: unknown): boolean => value === 'Y' || value === true || value === 'true' || value === 1 || value === '1';

/** Relations, linked fields and isExternal: compared with the string "true", so that what is read cannot be sent back. */
export const isTrueText = (call: Call, value: unknown): boolean =>
  switchOf(call, 'trueSpelling') === 'any' ? isOn(value) : value === 'true';

/** isDefault of a funnel; undefined: as if it had not been sent. */
export function defaultFlag(call: Call, value: unknown): boolean | undefined {
  const any = switchOf(call, 'funnelDefaultSpelling') === 'any';
  if (value === 'Y' || value === true || (any && isOn(value))) return true;
  const no = value === 'N' || value === false || (any && ['false', 0, '0'].includes(value as string));
  return no ? false : undefined;
}

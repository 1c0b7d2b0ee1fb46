// What an update of a field replaces as a whole (trap 19), in the portal's words and ready to be sent again: labels,
// hints, settings and options.

import type { Json } from '../model/call.ts';
import type { LiveRow } from './contract.ts';

/** Labels by language; a field without any answers one empty text under no language. */
export function texts(labels: any): Record<string, string> {
  const said = Object.entries(labels ?? {}).filter(([language, text]) => language !== '' && text !== null);
  return Object.fromEntries(said.map(([language, text]) => [language, String(text)]));
}

/** Settings in the form the portal takes back: lists as it reads them, no nulls. */
function resend(type: string, settings: any): Record<string, Json> {
  const ready: Record<string, Json> = {};
  for (const [key, value] of Object.entries<any>(settings ?? {})) {
    if (type === 'file' && key === 'EXTENSIONS') ready[key] = (Array.isArray(value) ? value : Object.keys(value ?? {})).join(',');
    else ready[key] = value ?? '';
  }
  return ready;
}

/** An option as it is sent again. */
const optionAgain = (option: any): Record<string, Json> => ({
  id: String(option.id),
  value: String(option.value),
  def: option.def === 'Y' ? 'Y' : 'N',
  sort: String(option.sort),
  xmlId: String(option.xmlId ?? ''),
});

export const wholeField = (type: string, full: any): NonNullable<LiveRow['whole']> => ({
  label: texts(full.editFormLabel),
  help: texts(full.helpMessage),
  settings: resend(type, full.settings),
  enum: Object.fromEntries((full.enum ?? []).map((option: any) => [String(option.id), optionAgain(option)])),
});

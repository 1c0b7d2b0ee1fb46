// voximplant.line.get: numbers the portal can call out from: rented, confirmed or of a PBX, by number or code
// (voximplant/classes/general/vi_rest.php, lineGet; vi_config.php, GetPortalNumbers). External lines of
// applications are none of them, and names are written for a web page. A new portal has rented none.

import type { Answer, Call, Family } from '../contract.ts';
import { portalAdministrator } from './application-context.ts';
import { toText } from './php.ts';
import { rowsOf } from './rows.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

function get(call: Call): Answer {
  portalAdministrator(call);
  const lines = rowsOf(call.data, 'phoneLines').map((row) => [toText(row['number']), escaped(toText(row['name']))] as const);
  return { result: lines.length === 0 ? [] : Object.fromEntries(lines) };
}

export const family: Family = { 'voximplant.line.get': { scopes: ['telephony'], seconds: 0.1, run: get } };

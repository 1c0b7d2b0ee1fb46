// https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
// What the application shows in a place of the portal. One address is bound to a place once; without the
// address unbinding takes everything from there (trap 35), so it is sent always, as it is live. There is no
// update. `count` of an unbinding counts twice, and says nothing.

import type { Call } from '../model/call.ts';
import type { CarrySlot } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import type { Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { declaredTwice } from './declared-twice.ts';
import { handlerDigest } from './handler-address.ts';
import { placementProperties } from './placement-body.ts';
import { liveCode, sentCode } from './placement-place.ts';
import { parsePlacement } from './placement-row.ts';
import { sentTexts, TEXTS } from './placement-texts.ts';
import { whole } from './properties.ts';
import { codeOfType, userNumber } from './portal-numbers.ts';

const GET: Call = { method: 'placement.get', params: {}, retry: 'read', context: 'app' };

/** The same address in the same place is one, however often it is answered. */
const parse = (context: ReadContext): LiveRow[] => {
  const rows = ((context.answer(GET)?.result ?? []) as any[]).map(parsePlacement);
  return [...new Map(rows.map((row) => [row.uid, row])).values()];
};

function write(input: WriteInput): Call {
  if (input.action === 'delete') {
    const params = { $carry: input.address, list: 'binding', as: 'map', set: [], drop: [] } satisfies CarrySlot;
    return { method: 'placement.unbind', params, retry: 'idempotent', context: 'app' };
  }
  const isMoved = input.own!.changed.has('placement') || input.own!.changed.has('of');
  // whom it was shown to, and its options, belong to the place it leaves
  const ownOfPlace = (path: string): boolean => path === 'user' || path.startsWith('options.');
  const spec = new Map([...whole(input.own!)].filter(([path]) => !isMoved || !ownOfPlace(path) || input.own!.spec.has(path)));
  const [languages, user] = [sentTexts(spec), spec.get('user')];
  const options = [...spec].flatMap(([path, value]) => (path.startsWith('options.') ? [[path.slice('options.'.length), value] as const] : []));
  const params = {
    PLACEMENT: sentCode(input.own!.spec.has('placement') ? input.own!.spec : spec, input),
    HANDLER: spec.get('handler'),
    ...(languages === undefined ? {} : { LANG_ALL: languages }),
    ...(options.length === 0 ? {} : { OPTIONS: Object.fromEntries(options) }),
    ...(user ? { USER_ID: userNumber(input, user) } : {}),
  };
  return { method: 'placement.bind', params, retry: 'create', context: 'app' };
}

export const placement: Kind = {
  name: 'placement',
  section: 'placements',
  scopes: ['placement'],
  context: 'app',
  probe: 'placement.bind',
  callback: ['handler'],
  rebinds: texts.bindings.gap.placement,
  keyed: true,
  declare: placementProperties,
  check: (own, _children, all) => declaredTwice(own, all('placement'), ['placement', 'of', 'handler']),
  identify({ spec }, uidOf) {
    const code = liveCode(spec, uidOf);
    return code === undefined ? {} : { key: `${code} ${handlerDigest(spec.get('handler'))}` };
  },
  reads: () => [GET],
  parse,
  pulled: { own: /^(?!)/, style: 'word', longest: 60, called: (row, keyOf) => codeOfType(String(row.spec.get('placement')), row, keyOf), needed: ['of', 'user'], texts: Object.keys(TEXTS) },
  write,
  uid: (ids) => `placement:${ids['placement']}:${ids['handler']}`,
};

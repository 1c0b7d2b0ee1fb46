// https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
// What the application shows in a place of the portal. One address is bound to a place once; without the
// address unbinding takes everything from there (trap 35), so it is sent always, as it is live. There is no
// update. `count` of an unbinding counts twice, and says nothing.

import type { Call } from '../model/call.ts';
import type { CarrySlot } from '../model/plan.ts';
import type { Spec, Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Kind, LiveRow, ReadContext, Words, WriteInput } from './contract.ts';
import { checkHandler, handlerDigest } from './handler-address.ts';
import { BACKGROUND, declaredPlace, liveCode, optionsKept, placeOf, sentCode } from './placement-place.ts';
import { byLanguage, liveTexts, sentTexts, TEXTS } from './placement-texts.ts';
import { whole } from './properties.ts';
import { userNumber } from './type-in-code.ts';

const GET: Call = { method: 'placement.get', params: {}, retry: 'read', context: 'app' };

function checkPlace(spec: Spec, body: Body, words: Words): void {
  const place = String(spec.get('placement') ?? '');
  if (body.get('user') && place !== BACKGROUND) words.problem(['user'], 'not-allowed', texts.bindings.userMode(place), texts.bindings.userModeHint);
  const known = optionsKept(place);
  const options = [...spec.keys()].flatMap((path) => (path.startsWith('options.') ? [path.slice('options.'.length)] : []));
  for (const option of options.filter((each) => known !== undefined && !known.includes(each))) {
    words.problem(['options', option], 'unknown-key', texts.bindings.droppedOption(place, option), texts.bindings.droppedOptionHint(known!));
  }
  if (place === BACKGROUND && !options.includes('errorHandlerUrl')) words.problem([], 'missing-key', texts.bindings.noErrorAddress, texts.bindings.noErrorAddressHint);
}

function declare(body: Body, words: Words, key: string): Map<string, Value> {
  const spec = declaredPlace(body, words, key);
  spec.set('handler', body.get('handler') as Value);
  checkHandler(words, ['handler'], body.get('handler') as Value);
  for (const word of Object.keys(TEXTS)) {
    const said = body.has(word) ? byLanguage(word, body.get(word)!, words) : undefined;
    if (said !== undefined) spec.set(word, said);
  }
  const options = body.get('options');
  if (options instanceof Map) for (const [name, value] of options) spec.set(`options.${name}`, typeof value === 'number' ? String(value) : (value as Value));
  if (body.has('user')) spec.set('user', body.get('user') === null ? null : (words.ref(['user'], body.get('user')!, ['user']) ?? null));
  checkPlace(spec, body, words);
  return spec;
}

function parsePlacement(row: any): LiveRow {
  const [placement, handler, user] = [String(row.placement), String(row.handler), Number(row.userId ?? 0)];
  const ids = { placement, handler: handlerDigest(handler) };
  const options = Object.entries(row.options ?? {}).map(([name, value]) => [`options.${name}`, String(value ?? '')] as const);
  return {
    kind: 'placement',
    uid: `placement:${placement}:${ids.handler}`,
    ids,
    key: `${placement} ${ids.handler}`,
    name: placement,
    spec: new Map<string, Value>([...placeOf(placement), ['handler', handler], ...liveTexts(row.langAll), ...options, ...(user > 0 ? [['user', { $ref: `uid:user:${user}` }] as const] : [])]),
    whole: { binding: { PLACEMENT: placement, HANDLER: handler, ...(user > 0 ? { USER_ID: user } : {}) } },
  };
}

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
  const spec = whole(input.own!);
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
  handle: 'placement',
  rebinds: texts.bindings.gap.placement,
  keyed: true,
  declare,
  identify({ spec }, uidOf) {
    const code = liveCode(spec, uidOf);
    return code === undefined ? {} : { key: `${code} ${handlerDigest(spec.get('handler'))}` };
  },
  reads: () => [GET],
  parse,
  write,
  uid: (ids) => `placement:${ids['placement']}:${ids['handler']}`,
};

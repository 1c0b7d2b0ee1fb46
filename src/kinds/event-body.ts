// The body of an event -> properties. It calls somebody, or it waits in a queue until it is fetched: what belongs to
// the one means nothing to the other.

import type { Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Words } from './contract.ts';
import { eventOf, OF_TYPE } from './event-code.ts';
import { checkHandler } from './handler-address.ts';
import { identifier } from './properties.ts';

function declaredEvent(body: Body, words: Words, key: string): Map<string, Value> {
  const name = identifier(body, words, 'event', /^on[A-Z]\w*$/i.test(key) ? key : '').toUpperCase();
  if (name === '' && !body.has('event')) words.problem([], 'missing-key', texts.bindings.noCode('event'), texts.bindings.noCodeHint.event);
  if (!body.has('of')) return eventOf(name);
  const isOfType = OF_TYPE.exec(name)?.[0] === name;
  if (!isOfType) words.problem(['event'], 'not-allowed', texts.bindings.notOfType(name), texts.bindings.notOfTypeHint);
  const type = words.ref(['of'], body.get('of')!, ['smartProcess']);
  return new Map<string, Value>([['event', name], ...(type === undefined ? [] : [['of', type] as const])]);
}

function checkWay(body: Body, words: Words): void {
  const { onlineOnly, onlineOnlyHint, offlineOnly, offlineOnlyHint, noHandler, noHandlerHint } = texts.bindings;
  if (body.get('offline') === true) {
    for (const property of ['handler', 'runAs']) if (body.has(property)) words.problem([property], 'not-allowed', onlineOnly(property), onlineOnlyHint);
    return;
  }
  if (body.has('connector')) words.problem(['connector'], 'not-allowed', offlineOnly('connector'), offlineOnlyHint);
  if (body.has('handler')) checkHandler(words, ['handler'], body.get('handler') as Value);
  else if (body.has('offline')) words.problem(['offline'], 'missing-key', noHandler, noHandlerHint);
}

export function eventProperties(body: Body, words: Words, key: string): Map<string, Value> {
  const spec = declaredEvent(body, words, key);
  for (const property of ['handler', 'offline']) if (body.has(property)) spec.set(property, body.get(property) as Value);
  if (body.has('connector')) spec.set('connector', identifier(body, words, 'connector'));
  if (body.has('runAs')) spec.set('runAs', body.get('runAs') === null ? null : (words.ref(['runAs'], body.get('runAs')!, ['user']) ?? null));
  const options = body.get('options');
  if (options instanceof Map) for (const [name, value] of options) spec.set(`options.${name}`, value as Value);
  checkWay(body, words);
  return spec;
}

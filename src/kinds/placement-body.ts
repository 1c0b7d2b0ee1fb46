// The body of a placement -> properties, and what the place would refuse, or drop without a word.

import type { Spec, Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Words } from './contract.ts';
import { checkHandler } from './handler-address.ts';
import { BACKGROUND, declaredPlace, optionsKept } from './placement-place.ts';
import { saidTexts, TEXTS } from './placement-texts.ts';

function checkPlace(spec: Spec, body: Body, words: Words): void {
  const place = String(spec.get('placement') ?? '');
  const known = optionsKept(place);
  const options = [...spec.keys()].flatMap((path) => (path.startsWith('options.') ? [path.slice('options.'.length)] : []));
  const { userMode, userModeHint, droppedOption, droppedOptionHint, noTitle, noTitleHint, noErrorAddress, noErrorAddressHint } = texts.bindings;
  if (body.get('user') && place !== BACKGROUND) words.problem(['user'], 'not-allowed', userMode(place), userModeHint);
  for (const option of options.filter((each) => known !== undefined && !known.includes(each))) {
    words.problem(['options', option], 'unknown-key', droppedOption(place, option), droppedOptionHint(known!));
  }
  const beside = Object.keys(TEXTS).find((word) => body.has(word));
  if (beside !== undefined && !body.has('title')) words.problem([beside], 'missing-key', noTitle(beside), noTitleHint);
  if (place === BACKGROUND && !options.includes('errorHandlerUrl')) words.problem([], 'missing-key', noErrorAddress, noErrorAddressHint);
}

export function placementProperties(body: Body, words: Words, key: string): Map<string, Value> {
  const spec = declaredPlace(body, words, key);
  if (body.has('handler')) {
    spec.set('handler', body.get('handler') as Value);
    checkHandler(words, ['handler'], body.get('handler') as Value);
  }
  for (const word of Object.keys(TEXTS)) {
    for (const [path, text] of body.has(word) ? saidTexts(word, body.get(word)!, words) : []) spec.set(path, text);
  }
  const options = body.get('options');
  if (options instanceof Map) for (const [name, value] of options) spec.set(`options.${name}`, typeof value === 'number' ? String(value) : (value as Value));
  if (body.has('user')) spec.set('user', body.get('user') === null ? null : (words.ref(['user'], body.get('user')!, ['user']) ?? null));
  checkPlace(spec, body, words);
  return spec;
}

// The body of a relation -> properties: the type it is written in is one end, what it names the other. Which
// standard types may stand at which end: FACTS §8.3.

import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Words } from './contract.ts';

export function relationProperties(body: Body, words: Words, _key: string, owner: string): Map<string, Value> {
  const name = body.has('parent') ? 'parent' : 'child';
  const other = words.ref([name], body.get(name) ?? null, ['standard', 'smartProcess']);
  const spec = new Map<string, Value>(body.has('list') ? [['list', body.get('list') as Value]] : []);
  if (other !== undefined) spec.set(name, other);
  spec.set(name === 'parent' ? 'child' : 'parent', { $ref: owner });
  const illegal = (message: string, hint: string): void => words.problem([name], 'illegal-relation', message, hint);
  if (isRef(other) && other.$ref === owner) {
    illegal(texts.rules.ownRelation[name](owner), texts.rules.ownRelationHint);
  }
  const standard = isRef(other) ? STANDARD_TYPES[other.$ref] : undefined;
  if (standard && !standard[name]) illegal(texts.rules.illegalRelation[name](String(body.get(name))), texts.rules.illegalRelationHint[name]);
  return spec;
}

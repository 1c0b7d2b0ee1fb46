import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SCHEMA_WORDS, schemas } from '../../src/texts/russian/schemas.ts';

const folder = new URL('../../schemas/', import.meta.url);
const ATTRIBUTES = Object.keys(SCHEMA_WORDS) as (keyof typeof SCHEMA_WORDS)[];

/** The words of all schemas, by what they are for. */
function wordsIn(value: unknown, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    const attribute = key.replace(/^x-/, '');
    if (key.startsWith('x-') && typeof inner === 'string') found.set(attribute, (found.get(attribute) ?? new Set()).add(inner));
    wordsIn(inner, found);
  }
  return found;
}

const all = wordsIn(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown));

describe('the words of the schemas', () => {
  test.each(ATTRIBUTES)('all have a Russian counterpart, and none has lost its English one: x-%s', (attribute) => {
    expect(Object.keys(SCHEMA_WORDS[attribute]).sort()).toEqual([...all.get(attribute)!].sort());
  });

  test('are of the kinds that are translated, or no words for people', () => {
    expect([...all.keys()].filter((attribute) => !ATTRIBUTES.includes(attribute as 'is')).sort()).toEqual(['code', 'short']);
  });

  test('are found by their English', () => {
    expect(schemas.said('a list of relations')).toBe('список связей');
    const sentences = ATTRIBUTES.flatMap((attribute) => Object.keys(SCHEMA_WORDS[attribute]));
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((sentence) => /[a-z] [a-z]{2,} [a-z]{2,}/.test(schemas.said(sentence).replaceAll(/`[^`]*`/g, '')))).toEqual([]);
  });
});

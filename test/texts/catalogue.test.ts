import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { english } from '../../src/texts/english/index.ts';
import { counted } from '../../src/texts/russian/counted.ts';
import { russian } from '../../src/texts/russian/index.ts';

/** Takes whatever a text is made of: a number, a name, a list, a map of counts. */
const anything: any = new Proxy(() => anything, { get: (_, key) => (key === Symbol.toPrimitive ? () => 7 : key === Symbol.iterator ? undefined : anything), apply: () => anything });

type Leaf = string | ((...values: unknown[]) => string);

function leaves(catalogue: object, path: string[] = []): [string, Leaf][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, object | Leaf]) => (typeof value === 'object' ? leaves(value, [...path, key]) : [[[...path, key].join('.'), value]]));
}

const [ours, theirs] = [new Map(leaves(russian)), new Map(leaves(english))];
const said = (leaf: Leaf): string => (typeof leaf === 'string' ? leaf : String(leaf(...Array.from({ length: leaf.length }, () => anything))));

/** Words of programs are the same in every language. */
const hasWords = (text: string): boolean => /[a-z]{2}/i.test(text.replaceAll(/`[^`]*`|\b(bxform|ids?|null|en)\b/gi, ''));
const onlyRussian = (path: string): boolean => path === 'apply.yes.1';

describe('the two catalogues', () => {
  test('hold the same texts, made of the same values', () => {
    expect([...ours.keys()].filter((path) => !onlyRussian(path)).sort()).toEqual([...theirs.keys()].sort());
    for (const [path, text] of theirs) {
      expect([path, typeof ours.get(path)]).toEqual([path, typeof text]);
      expect([path, ours.get(path)!.length]).toEqual([path, typeof text === 'function' ? text.length : ours.get(path)!.length]);
    }
  });

  test('are made of the same parts, file by file', () => {
    const parts = (language: string): string[] => readdirSync(fileURLToPath(new URL(`../../src/texts/${language}`, import.meta.url))).sort();
    expect(parts('russian')).toEqual(parts('english'));
  });

  test('are Russian on the one side', () => {
    const untranslated = [...ours].filter(([path, text]) => hasWords(said(theirs.get(path) ?? '')) && !/[а-яё]/i.test(said(text))).map(([path]) => path);
    expect(untranslated).toEqual([]);
    const english = [...ours].map(([path, text]) => [path, said(text).replaceAll(/`[^`]*`|https?:\S+/g, '')] as const).filter(([, text]) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(text));
    expect(english).toEqual([]);
  });

  test('are English on the other', () => {
    expect([...theirs].filter(([, text]) => /[а-яё]/i.test(said(text)))).toEqual([]);
  });

  test('name the same commands, flags, files and variables in each text', () => {
    const names = (text: string): string[] => [...text.matchAll(/--[a-z][\w-]*|\bBXFORM_\w+|\bbxform\.yaml|`bxform [^`]*`/g)].map(([name]) => name).sort();
    for (const [path, text] of theirs) expect([path, names(said(ours.get(path)!))]).toEqual([path, names(said(text))]);
  });
});

test.each([
  [1, '1 стадия'], [2, '2 стадии'], [5, '5 стадий'], [11, '11 стадий'], [21, '21 стадия'], [104, '104 стадии'], [112, '112 стадий'], [0, '0 стадий'], [1.5, '1.5 стадии'],
])('%s is counted in Russian as %s', (count, words) => expect(counted(count, 'стадия', 'стадии', 'стадий')).toBe(words));

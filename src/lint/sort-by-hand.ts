import type { Declared } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import type { Finding, Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.sortByHand;

/** Kinds whose place in the map is their place on the portal. */
const ORDERED = ['funnel', 'stage', 'option', 'entry'];

const sortOf = ({ spec }: Declared): number => Number(spec.get('sort'));

function sorted(siblings: readonly Declared[]): readonly Finding[] {
  const own = siblings.filter(({ spec }) => spec.has('sort'));
  const backwards = own.filter((each, index) => index > 0 && sortOf(each) < sortOf(own[index - 1]!));
  if (backwards.length > 0) return backwards.map((each) => finding(each, words.backwards(each.address), words.hint, ['sort']));
  const [first] = own;
  return first !== undefined && own.length < siblings.length ? [finding(first, words.mixed(first.address), words.hint, ['sort'])] : [];
}

export const sortByHand: Rule = {
  id: 'sort-by-hand',
  level: 'warning',
  check: ({ declared, under }) => declared.flatMap(({ address }) => ORDERED.flatMap((kind) => sorted(under(address, kind)))),
};

import type { Declared } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import type { Finding, Rule } from './contract.ts';

/** Kinds whose place in the map is their place on the portal. */
const ORDERED = ['funnel', 'stage', 'option', 'entry'];

function sorted(siblings: readonly Declared[]): readonly Finding[] {
  const own = siblings.filter(({ spec, path }) => spec.has('sort') && path.length > 0);
  const finding = ({ address, path }: Declared, message: string): Finding => ({ address, path: [...path, 'sort'], message, hint: texts.lint.sortByHand.hint });
  const backwards = own.flatMap((each, index) => (index > 0 && Number(each.spec.get('sort')) < Number(own[index - 1]!.spec.get('sort')) ? [finding(each, texts.lint.sortByHand.backwards(each.address))] : []));
  const mixed = own.length > 0 && own.length < siblings.length ? [finding(own[0]!, texts.lint.sortByHand.mixed(own[0]!.address))] : [];
  return backwards.length > 0 ? backwards : mixed;
}

export const sortByHand: Rule = {
  id: 'sort-by-hand',
  level: 'warning',
  check: ({ declared, under }) => declared.flatMap(({ address }) => ORDERED.flatMap((kind) => sorted(under(address, kind)))),
};

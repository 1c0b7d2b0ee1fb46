import type { Declared } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import type { Finding, Rule } from './contract.ts';
import { finding } from './finding.ts';
import { alike } from './names.ts';

const words = texts.lint.titleClash;

const clashes = (resources: readonly Declared[], property: string): readonly Finding[] =>
  alike(resources, property).map(([again, first]) => finding(again, words.message(again.address, first.address), words.hint));

/** Labels clash in a language. */
function labels(fields: readonly Declared[]): readonly Finding[] {
  const properties = new Set(fields.flatMap(({ spec }) => [...spec.keys()].filter((property) => property.startsWith('label.'))));
  return [...properties].flatMap((property) => clashes(fields, property));
}

// options of one field: unused-options
export const titleClash: Rule = {
  id: 'title-clash',
  level: 'warning',
  check({ declared, ofKind, under }) {
    const named = ['funnel', 'stage', 'entry'];
    const below = declared.flatMap(({ address }) => [...labels(under(address, 'field')), ...named.flatMap((kind) => clashes(under(address, kind), 'name'))]);
    return [...clashes(ofKind('smartProcess'), 'title'), ...clashes(ofKind('workplace'), 'title'), ...below];
  },
};

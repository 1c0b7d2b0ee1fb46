import type { Declared } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import type { Finding, Rule } from './contract.ts';
import { alike } from './names.ts';

const clashes = (resources: readonly Declared[], property: string): readonly Finding[] =>
  alike(resources, property).map(([{ address, path }, first]) => ({ address, path, message: texts.lint.titleClash.message(address, first.address), hint: texts.lint.titleClash.hint }));

/** Labels clash in a language. */
function labels(fields: readonly Declared[]): readonly Finding[] {
  const words = new Set(fields.flatMap(({ spec }) => [...spec.keys()].filter((property) => property.startsWith('label.'))));
  return [...words].flatMap((property) => clashes(fields, property));
}

// options of one field: unused-options
export const titleClash: Rule = {
  id: 'title-clash',
  level: 'warning',
  check({ declared, ofKind, under }) {
    const below = declared.flatMap(({ address }) => [...labels(under(address, 'field')), ...clashes(under(address, 'funnel'), 'name'), ...clashes(under(address, 'stage'), 'name')]);
    return [...clashes(ofKind('smartProcess'), 'title'), ...clashes(ofKind('workplace'), 'title'), ...below];
  },
};

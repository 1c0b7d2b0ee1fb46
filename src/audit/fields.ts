// Fields nobody can read, and fields that are left of something that is gone.

import { texts } from '../texts/index.ts';
import type { AuditRule } from './contract.ts';

const words = texts.audit.rules;

export const labelMissing: AuditRule = {
  id: 'label-missing',
  level: 'warning',
  check({ lint, languages }) {
    return lint.ofKind('field').flatMap(({ address, spec }) => {
      const missing = languages.filter((language) => (spec.get(`label.${language}`) ?? '') === '');
      if (missing.length === 0) return [];
      const message = missing.length === languages.length ? words.labelMissing.none(address) : words.labelMissing.language(address, missing.join(', '));
      return [{ address, message, hint: words.labelMissing.hint }];
    });
  },
};

/** Its address is the portal's own name: there is nothing to be called after. */
export const orphanField: AuditRule = {
  id: 'orphan-field',
  level: 'warning',
  check: ({ strays }) => strays.map(({ name, owner }) => ({ address: `${owner}/${name}`, message: words.orphanField.message(name, owner), hint: words.orphanField.hint })),
};

export const unservedFieldType: AuditRule = {
  id: 'unserved-field-type',
  level: 'error',
  check({ ofKind, fieldTypes }) {
    if (fieldTypes === undefined) return [];
    const typed = ofKind('field').map(({ address, row }) => ({ address, type: String(row.spec.get('type')) }));
    const dead = typed.filter(({ type }) => type.startsWith('rest_') && !fieldTypes.has(type));
    return dead.map(({ address, type }) => ({ address, message: words.unservedFieldType.message(address, type), hint: words.unservedFieldType.hint }));
  },
};

// How the parts of a portal hang together: funnels that lead nowhere, types that stand alone, workplaces with nothing in.

import { isRef, saysSecret, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { AuditRule, View } from './contract.ts';

const words = texts.audit.rules;

/** A funnel of its own, or the stages of a type that has none. */
export const funnelWithoutFinal: AuditRule = {
  id: 'funnel-without-final',
  level: 'error',
  check({ lint }) {
    return lint.declared.flatMap(({ address, kind }) => {
      const stages = lint.under(address, 'stage');
      if (stages.length === 0 && kind !== 'funnel') return [];
      const missing = (['success', 'failure'] as const).filter((end) => !stages.some(({ spec }) => spec.get('semantics') === end));
      const { message, ends, hint } = words.funnelWithoutFinal;
      return missing.length === 0 ? [] : [{ address, message: message(address, missing.map((end) => ends[end])), hint }];
    });
  },
};

function refsIn(value: Value): readonly string[] {
  if (isRef(value)) return [value.$ref.replace(/^uid:/, '')];
  return typeof value === 'object' && value !== null && !saysSecret(value) ? Object.values(value).flatMap((each) => refsIn(each as Value)) : [];
}

/** uids of types that lead somewhere or are led to: by a relation, by a field, or by a field of the portal's own. */
function linked({ things }: View): ReadonlySet<string> {
  return new Set(things.flatMap(({ kind, row }) => {
    if (kind.name === 'relation') return [...row.spec.values()].flatMap(refsIn);
    const ends = kind.name === 'field' ? refsIn(row.spec.get('to') ?? null) : [];
    if (ends.length > 0) return [row.parent!, ...ends];
    return kind.name === 'linkedUserField' && row.spec.get('enabled') === true ? [row.parent!] : [];
  }));
}

export const noRelations: AuditRule = {
  id: 'no-relations',
  level: 'note',
  check(view) {
    const known = linked(view);
    const alone = view.ofKind('smartProcess').filter(({ row }) => !known.has(row.uid));
    return alone.map(({ address }) => ({ address, message: words.noRelations.message(address), hint: words.noRelations.hint }));
  },
};

export const emptyWorkplace: AuditRule = {
  id: 'empty-workplace',
  level: 'warning',
  check({ ofKind }) {
    const used = new Set(ofKind('member').map(({ row }) => row.parent));
    const empty = ofKind('workplace').filter(({ row }) => !used.has(row.uid));
    return empty.map(({ address }) => ({ address, message: words.emptyWorkplace.message(address), hint: words.emptyWorkplace.hint }));
  },
};

// A changed property, ready for any format that is not plain text: what it is called, and what it was and
// becomes, or its lines when it is a long value. Made in one place, so that a secret is hidden alike
// everywhere. Every text is safe to print on one line; escaping for the format comes after.

import type { Change, PropertyChange } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { blockOf, hidden, isLong } from './property-lines.ts';
import { lineDiff } from './text-diff.ts';
import { valueText } from './value-text.ts';
import { visible } from './visible.ts';

export interface PropertyView {
  readonly path: string;
  /** instead of a value: that it is a secret, or that a secret changed */
  readonly secret?: string;
  /** absent for something new */
  readonly before?: string;
  readonly after?: string;
  /** a long value: lines that begin with `+ `, `- ` or two blanks */
  readonly lines?: readonly string[];
}

export function propertyViews({ action, properties }: Pick<Change, 'action' | 'properties'>): readonly PropertyView[] {
  const isNew = action === 'create' || properties.every((property) => property.before === undefined);
  return properties.map((property) => viewOf(property, isNew));
}

function viewOf(property: PropertyChange, isNew: boolean): PropertyView {
  const { before, after } = property;
  const path = visible(property.path);
  if (hidden(property)) return { path, secret: before === undefined ? texts.value.secret : texts.value.secretChanged };
  if (isLong(property)) return { path, lines: lineDiff(before === undefined ? [] : blockOf(before), blockOf(after), (_style, text) => text) };
  if (isNew) return { path, after: valueText(after) };
  return { path, before: before === undefined ? texts.value.notKnown : valueText(before), after: valueText(after) };
}

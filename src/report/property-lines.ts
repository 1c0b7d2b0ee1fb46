// The properties of a change as lines: `path  before -> after`, in columns. A value too long for its
// line becomes a block below its path; a secret is only said to be one, or to have changed.

import type { Action, PropertyChange } from '../model/plan.ts';
import type { Value } from '../model/value.ts';
import type { Paint } from './colour.ts';
import { isSecret } from './json.ts';
import { block, lineDiff, wordDiff } from './text-diff.ts';
import { texts } from '../texts/index.ts';
import { valueLines, valueText } from './value-text.ts';
import { padTo, visible, width } from './visible.ts';

const WIDEST_PATH = 32;
const WIDEST_BEFORE = 36;
const LONG = 80;

export function propertyLines(action: Action, properties: readonly PropertyChange[], paint: Paint): readonly string[] {
  const isNew = action === 'create' || properties.every((property) => property.before === undefined);
  const pathColumns = columns(properties.map((property) => visible(property.path)), WIDEST_PATH);
  const rows = properties.map((property) => ({ property, long: isLong(property) }));
  const befores = rows.filter((row) => !row.long).map((row) => beforeText(row.property));
  const beforeColumns = columns(befores, WIDEST_BEFORE);
  return rows.flatMap(({ property, long }) => {
    const path = padTo(visible(property.path), pathColumns);
    if (long) return [visible(property.path), ...longLines(property, isNew, paint).map((line) => `  ${line}`)];
    if (hidden(property)) return [`${path}  ${property.before === undefined ? texts.value.secret : texts.value.secretChanged}`];
    const after = paint('green', valueText(property.after));
    return [isNew ? `${path}  ${after}` : `${path}  ${paint('red', padTo(beforeText(property), beforeColumns))} -> ${after}`];
  });
}

function longLines({ before, after }: PropertyChange, isNew: boolean, paint: Paint): readonly string[] {
  const words = typeof before === 'string' && typeof after === 'string' && !`${before}${after}`.includes('\n');
  const line = words ? wordDiff(before, after, paint) : undefined;
  if (line !== undefined) return [line];
  const afterLines = blockOf(after);
  return isNew || before === undefined ? block(afterLines) : lineDiff(blockOf(before), afterLines, paint);
}

export const blockOf = (value: Value): readonly string[] => valueLines(value) ?? [typeof value === 'string' ? value : valueText(value)];

/** Is it only said to be a secret, or to have changed? */
export const hidden = (property: PropertyChange): boolean =>
  property.secret === true || isSecret(property.after) || isSecret(property.before);

export function isLong(property: PropertyChange): boolean {
  if (hidden(property)) return false;
  return [property.before, property.after].some(
    (value) => value !== undefined && ((typeof value === 'string' && value.includes('\n')) || width(valueText(value)) > LONG),
  );
}

function beforeText(property: PropertyChange): string {
  if (hidden(property)) return '';
  return property.before === undefined ? texts.value.notKnown : valueText(property.before);
}

const columns = (cells: readonly string[], most: number): number =>
  Math.max(0, ...cells.map(width).filter((size) => size <= most));

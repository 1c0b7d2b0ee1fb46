// The changes of one root as a block that GitHub and GitLab colour: a line between `@@` for each change, then
// what it was with `-` and what it becomes with `+`. The same without the properties, for a very long plan.

import type { Change } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { changeRemark } from './change-remark.ts';
import { fenced } from './markdown-text.ts';
import { propertyViews, type PropertyView } from './property-view.ts';
import { belowRoot, type RootReview } from './review.ts';
import { quoted, visible } from './visible.ts';

export const changesBlock = ({ root, changes }: RootReview): string =>
  fenced('diff', changes.flatMap((change) => [headLine(change, root), ...detailLines(change)]));

export const briefBlock = ({ root, changes }: RootReview): string => fenced('diff', changes.map((change) => headLine(change, root)));

function headLine(change: Change, root: string): string {
  const name = change.name === undefined ? '' : ` ${quoted(change.name)}`;
  const remark = changeRemark(change);
  return `@@ ${texts.actions[change.action]} ${visible(belowRoot(change.address, root))}${name}${remark === undefined ? '' : ` (${remark})`} @@`;
}

/** What waits for an answer is told in full as soon as that is given. */
function detailLines(change: Change): readonly string[] {
  if (change.waitsFor !== undefined) return [];
  const says = change.reason !== undefined && !change.automatic;
  return [
    ...(says ? [`! ${visible(change.reason)}`] : []),
    ...propertyViews(change).flatMap(propertyLines),
    ...(change.risks ?? []).map((risk) => `! ${texts.plan.risk}: ${visible(risk)}`),
  ];
}

function propertyLines({ path, secret, before, after, lines }: PropertyView): readonly string[] {
  if (secret !== undefined) return [`! ${path}: ${secret}`];
  if (lines !== undefined) return [`  ${path}:`, ...lines.map((line) => `${line.slice(0, 2)}  ${line.slice(2)}`)];
  return [...(before === undefined ? [] : [`- ${path}: ${before}`]), `+ ${path}: ${after ?? ''}`];
}

// In a long plan the things to think about are far above the last line: they are said once more,
// with their whole addresses, next to the sum.

import type { Change, Plan } from '../model/plan.ts';
import { MARKS, STYLES } from './change-marks.ts';
import type { Paint } from './colour.ts';
import { texts } from '../texts/index.ts';
import { quoted, visible } from './visible.ts';

/** Lines that still fit on a screen together with the sum. */
const SCREEN = 40;

export function attentionLines(plan: Plan, linesAbove: number, paint: Paint): readonly string[] {
  if (linesAbove < SCREEN) return [];
  return plan.changes.flatMap((change) => [
    ...(isGrave(change) ? [graveLine(change, paint)] : []),
    ...(change.risks ?? []).map((risk) => `${paint('yellow', texts.plan.risk)} ${visible(change.address)}: ${visible(risk)}`),
  ]);
}

const isGrave = (change: Change): boolean =>
  (change.action === 'blocked' && change.waitsFor === undefined) || (change.action === 'delete' && change.automatic !== true);

const graveLine = ({ action, address, name }: Change, paint: Paint): string =>
  `${paint(STYLES[action], `${MARKS[action]} ${texts.actions[action]}`)} ${visible(address)}${name === undefined ? '' : ` ${quoted(name)}`}`;

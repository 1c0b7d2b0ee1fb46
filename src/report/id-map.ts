// What the same thing is called on two portals.

import type { ApplyReport, Ids } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { appliedReport } from './apply-json.ts';
import { jsonText } from './json.ts';
import { idsText } from './outputs.ts';
import { tableLines } from './table.ts';
import { visible } from './visible.ts';

export interface IdMap {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly { readonly address: string; readonly from: Ids; readonly to: Ids }[];
}

/** The same ids in the same order. */
const inOrderOf = (from: Ids, to: Ids): Ids => Object.fromEntries([...Object.keys(from), ...Object.keys(to)].flatMap((name) => (to[name] === undefined ? [] : [[name, to[name]]])));

export function idMapText({ from, to, rows }: IdMap): string {
  if (rows.length === 0) return '';
  const lines = tableLines([[texts.outputs.header.address, visible(from), visible(to)], ...rows.map((row) => [visible(row.address), idsText(row.from), idsText(inOrderOf(row.from, row.to))])]);
  return `\n${lines.join('\n')}\n`;
}

export const replicatedJson = (report: ApplyReport, { from, to, rows }: IdMap): string =>
  jsonText({ format: 'bxform-replicate-report/1', from, to, apply: appliedReport(report), ids: rows });

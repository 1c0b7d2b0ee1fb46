// Where the declared things are on the portal, for people and for programs.

import type { Ids } from '../model/plan.ts';
import { paintWith, type TextOptions } from './colour.ts';
import { jsonText } from './json.ts';
import { tableLines } from './table.ts';
import { texts } from '../texts/index.ts';
import { visible } from './visible.ts';

export interface OutputRow {
  readonly address: string;
  readonly kind: string;
  readonly name?: string;
  readonly ids: Ids;
}

export interface OutputsOf {
  readonly project: string;
  readonly portal: { readonly name: string; readonly host: string };
  readonly rows: readonly OutputRow[];
}

export function outputsText(outputs: OutputsOf, options: TextOptions): string {
  if (outputs.rows.length === 0) return `${texts.outputs.none}\n`;
  const { address, name, ids } = texts.outputs.header;
  const rows = outputs.rows.map((row) => [visible(row.address), visible(row.name ?? ''), idsText(row.ids)]);
  const [header = '', ...lines] = tableLines([[address, name, ids], ...rows]);
  return `${[paintWith(options.color)('bold', header), ...lines].join('\n')}\n`;
}

export const outputsJson = ({ project, portal, rows }: OutputsOf): string =>
  jsonText({
    format: 'bxform-outputs-report/1',
    project,
    portal: { name: portal.name, host: portal.host },
    outputs: Object.fromEntries(rows.map(({ address, kind, name, ids }) => [address, { kind, name, ids }])),
  });

export const idsText = (ids: Ids): string =>
  Object.entries(ids)
    .map(([name, id]) => `${visible(name)}=${visible(String(id))}`)
    .join(' ');

// What bxform remembers of a portal, for people and for programs.

import type { Ids, Origin } from '../model/plan.ts';
import type { Value } from '../model/value.ts';
import { paintWith, type TextOptions } from './colour.ts';
import { jsonText } from './json.ts';
import { idsText } from './outputs.ts';
import { tableLines } from './table.ts';
import { texts } from '../texts/index.ts';
import { valueText } from './value-text.ts';
import { quoted, visible } from './visible.ts';

export interface RememberedEntry {
  readonly kind: string;
  readonly ids: Ids;
  readonly origin: Origin;
  readonly key?: string;
  readonly mark?: string;
  readonly name?: string;
  readonly blind?: Readonly<Record<string, Value>>;
  readonly unwanted?: true;
  readonly acknowledged?: string;
}

export interface Remembered {
  readonly project: string;
  readonly portal: string;
  readonly instance: string;
  readonly serial: number;
  readonly entries: Readonly<Record<string, RememberedEntry>>;
}

const words = texts.state;

export function stateListText(state: Remembered, options: TextOptions): string {
  const paint = paintWith(options.color);
  const { address, origin, name, ids } = words.header;
  const entries = sortedEntries(state);
  if (entries.length === 0) return `${words.none}\n`;
  const rows = entries.map(([at, entry]) => [visible(at), texts.origins[entry.origin], visible(entry.name ?? ''), idsText(entry.ids)]);
  const [header = '', ...lines] = tableLines([[address, origin, name, ids], ...rows]);
  const title = words.title(visible(state.project), visible(state.portal), state.serial);
  return `${[title, '', paint('bold', header), ...lines, '', words.count(entries.length)].join('\n')}\n`;
}

export function stateShowText(address: string, entry: RememberedEntry, options: TextOptions): string {
  const { labels } = words;
  const rows = [
    [labels.kind, visible(entry.kind)],
    [labels.origin, texts.origins[entry.origin]],
    [labels.name, entry.name === undefined ? undefined : quoted(entry.name)],
    [labels.ids, idsText(entry.ids)],
    [labels.key, entry.key === undefined ? undefined : quoted(entry.key)],
    [labels.mark, entry.mark === undefined ? undefined : quoted(entry.mark)],
    [labels.unwanted, entry.unwanted && words.yes],
    [labels.blind, entry.blind && valueText(entry.blind)],
  ];
  const told = rows.flatMap(([label = '', text]) => (text === undefined ? [] : [[label, text]]));
  const title = paintWith(options.color)('bold', visible(address));
  return `${[title, ...tableLines(told).map((line) => `  ${line}`)].join('\n')}\n`;
}

export const stateListJson = (state: Remembered): string =>
  jsonText({
    format: 'bxform-state-list-report/1',
    ...heading(state),
    entries: sortedEntries(state).map(([address, { kind, origin, name, ids }]) => ({ address, kind, origin, name, ids })),
  });

export const stateShowJson = (state: Remembered, address: string, entry: RememberedEntry): string =>
  jsonText({ format: 'bxform-state-show-report/1', ...heading(state), entry: { address, ...shown(entry) } });

const heading = ({ project, portal, instance, serial }: Remembered): object => ({ project, portal, instance, serial });

const shown = ({ kind, origin, name, ids, key, mark, blind, unwanted, acknowledged }: RememberedEntry): object => ({
  kind,
  origin,
  name,
  ids,
  key,
  mark,
  blind,
  unwanted,
  acknowledged,
});

const sortedEntries = (state: Remembered): readonly (readonly [string, RememberedEntry])[] =>
  Object.entries(state.entries).sort(([left], [right]) => (left < right ? -1 : 1));

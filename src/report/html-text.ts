// HTML that cannot be broken out of: in a `markup` template only markup stays as it is, every other value is
// made safe to see and escaped, between tags and inside quoted attributes alike.

import { visible } from './visible.ts';

export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

export const html = (text: string): string => visible(text).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!);

export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, at) => `${string}${at < parts.length ? textOf(parts[at]) : ''}`).join(''));
}

/** What is there, shown somehow; nothing otherwise. */
export const given = <Value>(value: Value | undefined, show: (value: Value) => Part): Part => (value === undefined ? undefined : show(value));

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(textOf).join('') : html(String(part));
}

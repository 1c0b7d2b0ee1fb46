// What is left for people to do, for every format: with a link as far as its ids are known, to the portal itself
// where it is a path. Only what can mean nothing but an address becomes something to click on.

import type { ApplyReport, ManualStep, Plan, Slot, TextSlot } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { markup, given, type Markup } from './html-text.ts';
import { code, prose } from './markdown-text.ts';
import { visible } from './visible.ts';

const words = texts.manual;
type Portal = Plan['portal'];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/** The built-in sandbox has no address of its own. */
const originOf = ({ host }: Portal): string => (LOOPBACK.test(host) ? `http://${host}` : host.includes('.') ? `https://${host}` : '');

/** A link; `whole`: nothing in it is still to be known. */
export function linkOf({ link, ids }: ManualStep, portal: Portal): { readonly link: string; readonly whole: boolean } | undefined {
  if (link === undefined) return undefined;
  let whole = true;
  const piece = (part: TextSlot['$text'][number]): string => {
    if (typeof part !== 'object') return String(part);
    const { $slot, name }: Slot = part;
    const known = ids[$slot] ?? {};
    const id = Object.hasOwn(known, name) ? known[name] : undefined;
    whole &&= id !== undefined;
    return id === undefined ? `{${$slot}.${name}}` : encodeURIComponent(id);
  };
  const path = link.$text.map(piece).join('');
  return { link: path.startsWith('/') ? `${originOf(portal)}${path}` : path, whole };
}

const remarks = ({ who, waitsFor, changed }: ManualStep): readonly string[] => [
  ...(who === undefined ? [] : [words.who(who)]),
  ...(waitsFor.length === 0 ? [] : [words.waits(waitsFor.join(', '))]),
  ...(changed ? [words.changed] : []),
];

export const manualLines = ({ manual = [], portal }: Pick<Plan, 'manual' | 'portal'>): readonly string[] =>
  manual.flatMap((step) => [
    `${visible(step.address)}: ${visible(step.text)}`,
    ...[linkOf(step, portal)?.link ?? [], ...remarks(step), words.acknowledge(step.address, portal.name)].flat().map((line) => `  ${visible(line)}`),
  ]);

export const manualReport = (steps: ApplyReport['manual'], portal: Portal): readonly object[] | undefined =>
  steps?.map((step) => {
    const { address, text, who, waitsFor, changed } = step;
    return { address, text, who, link: linkOf(step, portal)?.link, waitsFor, changed };
  });

/** Nothing in it can mean anything else than an address. */
const isAddress = (link: string): boolean => /^https?:\/\/[\w./:?=&#%+,-]+$/.test(link);

export const manualItems = ({ manual = [], portal }: Plan): readonly string[] =>
  manual.map((step) => {
    const found = linkOf(step, portal);
    const link = found === undefined ? '' : ` ${found.whole && isAddress(found.link) ? `<${found.link}>` : code(found.link)}`;
    const more = remarks(step).map(prose);
    return `- ${code(step.address)}: ${prose(step.text)}${link}${more.length === 0 ? '' : ` (${more.join('; ')})`}`;
  });

export function manualSection({ manual = [], portal }: Plan): Markup | undefined {
  if (manual.length === 0) return undefined;
  const items = manual.map((step) => {
    const link = given(linkOf(step, portal), ({ link: at, whole }) =>
      (whole && isAddress(at) ? markup` <a href="${at}" rel="noreferrer">${at}</a>` : markup` <code>${at}</code>`));
    return markup`<li><code>${step.address}</code> ${step.text}${link}${remarks(step).map((remark) => markup` <span class="dim">${remark}</span>`)}</li>`;
  });
  return markup`<section id="manual" class="attention update"><h2>${words.heading}</h2><ul>${items}</ul></section>`;
}

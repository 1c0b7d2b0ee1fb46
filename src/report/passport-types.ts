// The types of a passport: what each is called, its funnels as strips, its fields with what can be chosen in them.

import type { PassportField, PassportType } from '../model/passport.ts';
import type { Drawing } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { Markup, markup } from './html-text.ts';
import { boardsOf } from './page-funnels.ts';

const words = texts.audit.page;

const typeName = (type: string): string => words.fieldTypes[type] ?? (type.startsWith('rest_') ? words.ofApplication : type);
const chip = (text: string, look = ''): Markup => markup`<span class="chip${look}">${text}</span> `;

function fieldRow({ label, code, type, mandatory, multiple, used, options }: PassportField): Markup {
  const flags = [...(mandatory ? [chip(words.mandatory, ' must')] : []), ...(multiple ? [chip(words.multiple)] : []), ...(used === false ? [chip(words.neverFilled, ' idle')] : [])];
  return markup`<tr><th scope="row">${label} <code>${code}</code></th><td>${typeName(type)} ${flags}</td><td class="options">${options.map((option) => chip(option))}</td></tr>`;
}

function fieldsPart(fields: readonly PassportField[]): Markup {
  if (fields.length === 0) return markup`<p class="none">${words.noFields}</p>`;
  const head = [words.columns.field, words.columns.type, words.columns.options].map((column) => markup`<th scope="col">${column}</th>`);
  return markup`<table class="fields"><thead><tr>${head}</tr></thead><tbody>${fields.map(fieldRow)}</tbody></table>`;
}

function typePart({ address, title, fields, records, workplace }: PassportType, drawing: Drawing, isOpen: boolean): Markup {
  const facts = [words.fields(fields.length), ...(records === undefined ? [] : [words.records(records)]), ...(workplace === undefined ? [] : [words.inWorkplace(workplace)])].join(' · ');
  const name = title ?? texts.review.standardTypes[address] ?? address;
  return markup`<details${isOpen ? new Markup(' open') : undefined} class="type"><summary><b>${name}</b> <code class="dim">${address}</code> <span class="dim">${facts}</span></summary>
${boardsOf(drawing, address)}<div class="inside">${fieldsPart(fields)}</div></details>
`;
}

/** Nothing of a type that is as every portal has it. */
export function typesSection(id: 'types' | 'standard', types: readonly PassportType[], drawing: Drawing): Markup | undefined {
  if (types.length === 0) return undefined;
  const parts = types.map((type) => typePart(type, drawing, id === 'types' || type.fields.length > 0));
  return markup`<section id="${id}"><h2>${words.sections[id]}</h2>${parts}</section>`;
}

export function listsSection(id: 'dictionaries' | 'workplaces' | 'automation', cards: readonly Markup[]): Markup | undefined {
  return cards.length === 0 ? undefined : markup`<section id="${id}"><h2>${words.sections[id]}</h2><div class="cards">${cards}</div></section>`;
}

export interface Card {
  readonly title: string;
  readonly told: string;
  readonly entries: readonly string[];
}

export function cardPart({ title, told, entries }: Card): Markup {
  const shown = entries.length === 0 ? markup`<p class="none">${words.empty}</p>` : markup`<p>${entries.map((entry) => chip(entry))}</p>`;
  return markup`<article class="card"><h3>${title} <span class="dim">${told}</span></h3>${shown}</article>`;
}

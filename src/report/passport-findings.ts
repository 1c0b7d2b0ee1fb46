// The score and what it is made of, and the findings: one fold for each kind of them, notes folded.

import type { Audit, AuditFinding, Cost } from '../model/audit.ts';
import { texts } from '../texts/index.ts';
import { formula } from './audit.ts';
import { given, Markup, markup } from './html-text.ts';

const words = texts.audit.page;
/** Colours of actions serve levels too. */
const LOOKS = { error: 'delete', warning: 'update', note: 'adopt' } as const;
/** Findings that are shown without being asked for. */
const MOST_OPEN = 12;

const titleOf = (id: string): string => texts.audit.titles[id] ?? id;
const badge = ({ level }: Pick<Cost, 'level'>): Markup => markup`<span class="badge ${LOOKS[level]}">${texts.audit.levels[level]}</span>`;

export function scoreSection({ costs, score }: Audit, remarks: readonly string[]): Markup {
  const rows = costs.map((cost) => markup`<tr><th scope="row">${badge(cost)} ${titleOf(cost.id)}</th><td>${cost.count}</td><td>${cost.points === 0 ? '0' : `−${cost.points}`}</td></tr>`);
  const head = [words.costs.what, words.costs.count, words.costs.points].map((column) => markup`<th scope="col">${column}</th>`);
  const table = markup`<table class="costs"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">${words.points}</th><td></td><td><b>${score}</b></td></tr></tfoot></table>`;
  return markup`<section id="score"><h2>${words.sections.score}</h2><div class="sheet">${costs.length === 0 ? markup`<p>${texts.audit.text.none}</p>` : table}
<p class="dim">${formula}</p>${remarks.map((remark) => markup`<p class="dim">${remark}</p>`)}</div></section>`;
}

const findingPart = ({ name, address, message, hint }: AuditFinding): Markup =>
  markup`<li>${given(name, (each) => markup`<b>${each}</b> `)}<code class="dim">${address}</code><br>${message}<br><span class="dim">${hint}</span></li>`;

export function findingsSection({ findings, costs }: Audit): Markup | undefined {
  if (findings.length === 0) return undefined;
  const order = [...new Set(findings.map(({ id }) => id))];
  const parts = order.map((id) => {
    const cost = costs.find((each) => each.id === id)!;
    const own = findings.filter((finding) => finding.id === id);
    const open = cost.level !== 'note' && own.length <= MOST_OPEN ? new Markup(' open') : undefined;
    return markup`<details${open} class="list"><summary>${badge(cost)} <b>${titleOf(id)}</b> <span class="dim">${own.length}</span></summary><ul>${own.map(findingPart)}</ul></details>\n`;
  });
  return markup`<section id="findings"><h2>${words.sections.findings}</h2>${parts}</section>`;
}

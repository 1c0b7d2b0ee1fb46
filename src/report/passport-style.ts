// What the page of a passport adds to the style of all pages: the cover with its ring, tables of fields, cards.

const COVER = `
.cover{display:flex;justify-content:space-between;align-items:center;gap:24px}
.cover h1{font-size:34px;letter-spacing:-.01em}
.kind{margin:0 0 6px;color:var(--adopt);font-weight:650;font-size:13px;letter-spacing:.08em;text-transform:uppercase}
.ring{border:0;background:none;padding:0;flex:none}
.ring .rail,.ring .score{fill:none;stroke-width:12}.ring .rail{stroke:var(--line)}
.ring .score{stroke-linecap:round}
.ring .number{font-size:36px;font-weight:700;text-anchor:middle;fill:var(--ink)}.ring .of{font-size:13px;text-anchor:middle;fill:var(--dim)}
${['create', 'update', 'delete'].map((grade) => `.ring.${grade} .score{stroke:var(--${grade})}`).join('\n')}
.tiles{grid-template-columns:repeat(auto-fit,minmax(118px,1fr))}
`;

const SHEETS = `
.sheet,.card{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:14px 18px}
.costs{margin:0 0 10px}.costs th,.costs td,.fields th,.fields td{font:inherit}
.costs th[scope=row],.fields th[scope=row]{color:var(--ink)}
.costs td,.costs thead th:not(:first-child){text-align:right;width:110px;font-variant-numeric:tabular-nums;padding-right:0}
.costs tfoot th,.costs tfoot td{border-top:2px solid var(--line)}
.list li{margin:8px 0}
.inside{padding:0 16px 12px}
summary .dim{margin-left:6px;font-size:13px}
.fields th[scope=row]{width:34%}.fields thead th:nth-child(2){width:26%}
.fields th code{display:block;color:var(--dim);font-size:12px}
.chip{display:inline-block;background:var(--soft);border-radius:6px;padding:0 8px;margin:2px 0;font-size:13px;line-height:22px;overflow-wrap:anywhere}
.chip.must{background:var(--update-soft);color:var(--update)}.chip.idle{background:var(--delete-soft);color:var(--delete)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px;align-items:start}
.card h3{font-weight:650}.card p{margin:8px 0 0}
`;

const NARROW = `@media (max-width:640px){.cover{align-items:flex-start;gap:12px}.cover h1{font-size:24px}.ring svg{width:84px;height:84px}
.fields thead{display:none}.fields,.fields tbody,.fields tr,.fields th[scope=row],.fields td{display:block;width:100%}
.fields tr{border-top:1px solid var(--line);padding:6px 0}.fields th,.fields td{border-top:0;padding:1px 0}.fields .options:empty{display:none}
.costs td,.costs thead th:not(:first-child){width:64px}.costs thead th{font-size:11px}.cards{grid-template-columns:1fr}.inside{padding:0 12px 10px}}`;

const PAPER = `@media print{.cover{padding-top:24px}.card,.fields tr,.list li{break-inside:avoid}summary{list-style:none}
.chip,.badge{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2{break-after:avoid}}`;

export const PASSPORT_STYLE = [COVER, SHEETS, NARROW, PAPER].join('\n');

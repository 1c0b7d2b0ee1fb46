// How the page looks: by day and by night as the reader's system is set, narrow, and on paper. Fonts are those
// the reader has. The colours of stages are added by the page.

const DAY = `--back:#f4f6f8;--sheet:#ffffff;--ink:#1b2430;--dim:#566273;--line:#dbe1e8;--soft:#eef1f5;
--create:#0a6b37;--update:#855300;--delete:#b3261e;--adopt:#075f85;--blocked:#86206f;
--create-soft:#e3f4ea;--update-soft:#fdf1dc;--delete-soft:#fde9e7;--adopt-soft:#e1f1f9;--blocked-soft:#f8e6f4;--focus:#1f6feb`;

const NIGHT = `--back:#0f141a;--sheet:#171e27;--ink:#e6ebf1;--dim:#a1adbb;--line:#2c3643;--soft:#1f2833;
--create:#5fd39a;--update:#efbf64;--delete:#ff968d;--adopt:#6fcdf2;--blocked:#ea9de0;
--create-soft:#12301f;--update-soft:#33280f;--delete-soft:#3a1a18;--adopt-soft:#0f2b38;--blocked-soft:#341b30;--focus:#79b8ff`;

/** Paper is day. */
const COLOURS = `:root{${DAY}}
@media (prefers-color-scheme:dark){:root{${NIGHT}}}
@media print{:root{${DAY}}}`;

const FRAME = `
*{box-sizing:border-box}
html{color-scheme:light dark}
body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header{padding-top:32px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;font-weight:650;overflow-wrap:anywhere}
h2{font-size:18px;margin:0 0 12px;font-weight:650}
h3{font-size:15px;margin:0;font-weight:500;overflow-wrap:anywhere}
p{margin:6px 0}
code,pre,th[scope=row],td{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.dim{color:var(--dim);font-weight:400}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:14px 0 0;font-size:14px}
nav a{color:var(--adopt);text-decoration:none;padding:4px 0}
nav a:hover{text-decoration:underline}
section{margin:28px 0}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin:20px 0 0;padding:0;list-style:none}
.tile{background:var(--sheet);border:1px solid var(--line);border-top:3px solid var(--line);border-radius:10px;padding:12px 16px}
.tile b{display:block;font-size:28px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{color:var(--dim);font-size:13px}
.tile.zero b{color:var(--dim);font-weight:400}
`;

const ACTIONS = ['create', 'update', 'delete', 'adopt', 'blocked']
  .map((action) => `.tile.${action}:not(.zero){border-top-color:var(--${action})}.tile.${action}:not(.zero) b{color:var(--${action})}
.badge.${action}{background:var(--${action}-soft);color:var(--${action})}
.change.${action}{border-left-color:var(--${action})}.attention.${action}{border-left-color:var(--${action})}`)
  .join('\n');

const CHANGES = `
.badge{display:inline-block;padding:0 8px;border-radius:999px;white-space:nowrap;
font:600 12px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.badge.new{background:var(--create-soft);color:var(--create)}.badge.gone{background:var(--delete-soft);color:var(--delete)}
.badge.changed{background:var(--update-soft);color:var(--update)}
.attention{background:var(--sheet);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:10px;padding:16px 20px}
.attention ul{margin:0;padding-left:20px}.attention li{margin:4px 0;overflow-wrap:anywhere}
.legend span{margin-right:16px}
.question{padding:12px 0;border-top:1px solid var(--line)}.question:first-of-type{border-top:0;padding-top:0}.question:last-of-type{padding-bottom:0}
.question h3 code{font-weight:650}
pre{margin:6px 0;white-space:pre-wrap;overflow-wrap:anywhere}
pre.yaml{background:var(--soft);border-radius:8px;padding:10px 14px}
.tools{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:10px 0;background:var(--back)}
input,button{font:inherit;color:var(--ink);background:var(--sheet);border:1px solid var(--dim);border-radius:8px;padding:7px 12px}
input{flex:1 1 280px;min-width:0}input::placeholder{color:var(--dim);opacity:1}
button{cursor:pointer}button:hover{background:var(--soft)}
output:empty{display:none}output{color:var(--dim);font-variant-numeric:tabular-nums}
.hint{font-size:13px}
details.root,details.type,details.list{background:var(--sheet);border:1px solid var(--line);border-radius:10px;margin:0 0 12px}
summary{cursor:pointer;padding:12px 16px;overflow-wrap:anywhere}
summary:hover{background:var(--soft);border-radius:10px}
.change{margin:0 16px 12px;padding:8px 14px;border-left:3px solid var(--line);background:var(--back);border-radius:0 8px 8px 0}
.risk{background:var(--update-soft);color:var(--update);border-radius:6px;padding:4px 10px}
table{border-collapse:collapse;width:100%;margin:8px 0 2px;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid var(--line);overflow-wrap:anywhere;font-weight:400}
thead th{border-top:0;color:var(--dim);font-size:12px;padding-bottom:2px}
.path{width:26%}th[scope=row]{color:var(--dim)}
ins,del{text-decoration:none;border-radius:4px;padding:1px 4px}
ins{background:var(--create-soft);color:var(--create)}del{background:var(--delete-soft);color:var(--delete)}
td pre{margin:0}td pre span,td pre ins,td pre del{display:inline-block;min-width:100%}td pre span{padding:1px 4px}
.swatch{display:inline-block;vertical-align:-1px;margin-right:6px}
.secret{color:var(--dim);font-style:italic}
.list ul{margin:0;padding:0 16px 12px 36px}.list li{overflow-wrap:anywhere}
.none{color:var(--dim);padding:6px 0}
footer{color:var(--dim);font-size:13px;padding-bottom:40px}
`;

const PICTURES = `
.figures{display:grid;gap:16px}
figure{margin:0;background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:14px 16px;min-width:0}
figcaption{font-weight:650;margin-bottom:8px}
.wide{overflow-x:auto}
figure svg{display:block;max-width:none;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.frame{fill:var(--back);stroke:var(--dim);stroke-width:1.2}
.box .name{font-size:14px;font-weight:650;fill:var(--ink)}
.box .id{font-size:11px;fill:var(--dim);font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.box .sign{font-size:16px;font-weight:700;text-anchor:end}.box .empty{fill:none;stroke:var(--dim);stroke-dasharray:3 3}
.box:not(.kept) .frame{stroke-width:2}.box.gone .frame,.box.blocked .frame{stroke-dasharray:6 4}
.line{fill:none;stroke:var(--dim);stroke-width:1.6}.tip{fill:context-stroke}
.line.new{stroke:var(--create);stroke-width:2.4}.line.gone{stroke:var(--delete);stroke-dasharray:6 4}.line.blocked{stroke:var(--blocked);stroke-dasharray:6 4}
.funnel{padding:4px 16px 14px}.funnel h3{font-weight:600;margin-bottom:6px}
.row{display:flex;gap:12px;align-items:flex-start;margin:4px 0}
.when{flex:0 0 60px;color:var(--dim);font-size:13px;line-height:34px}
.strip{display:flex;flex-wrap:wrap;gap:4px 2px;flex:1;min-width:0;margin:0;padding:0;list-style:none}
.stage{display:flex;align-items:center;flex:1 1 116px;max-width:240px;min-height:34px;padding:7px 14px 7px 22px;
font-size:13px;line-height:20px;overflow-wrap:anywhere;
clip-path:polygon(0 0,calc(100% - 9px) 0,100% 50%,calc(100% - 9px) 100%,0 100%,9px 50%);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.stage.new,.stage.changed,.stage.blocked,.stage.gone{font-weight:650}
.stage.gone{text-decoration:line-through}
`;

const MARKS = [['new', 'create'], ['changed', 'update'], ['gone', 'delete'], ['blocked', 'blocked']]
  .map(([mark, action]) => `.box.${mark} .frame{fill:var(--${action}-soft);stroke:var(--${action})}.box.${mark} .sign{fill:var(--${action})}`)
  .join('\n');

const NARROW = `@media (max-width:640px){main,header,footer{padding-left:14px;padding-right:14px}.change{margin:0 8px 10px;padding:8px 10px}
.hint{display:none}.row{flex-direction:column;gap:0}
.when{flex:none;line-height:24px}.strip{width:100%}.stage{flex-basis:46%}.tiles{grid-template-columns:repeat(2,1fr)}.figures figure{padding:12px}
.change table,.change tbody,.change tr,.change th[scope=row],.change td{display:block;width:100%}.change thead{display:none}
.change td{border-top:0;padding-top:0}}`;

const PAPER = `@media print{body{font-size:11pt}.tools,nav{display:none}section,.tile,figure,details{break-inside:auto}
.change,.funnel,.tile,.question{break-inside:avoid}
.wide{overflow:visible}figure svg{max-width:100%}main,header,footer{max-width:none;padding:0}}`;

export const pageStyle = (stages: string): string =>
  [COLOURS, FRAME, ACTIONS, CHANGES, PICTURES, MARKS, stages, NARROW, PAPER].join('\n');

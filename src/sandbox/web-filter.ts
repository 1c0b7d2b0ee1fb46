// The portal's security filter, which the parameters of batch commands pass and single calls do not
// (FACTS 3, "Web filter"): text that looks like markup, script, SQL or a path is taken apart by a
// space, so an innocent label such as "Select pumps from stock" is stored as "Sel ect pumps fr om stock".
// Bytes between letters (tabs, line breaks, backslashes) do not hide a word from it.

import type { PhpArray, PhpValue } from './php-array.ts';

export function filterParams(params: PhpArray): PhpArray {
  return new Map([...params].map(([key, value]) => [key, filterValue(value)]));
}

function filterValue(value: PhpValue): PhpValue {
  if (value instanceof Map) return filterParams(value);
  return typeof value === 'string' ? filterText(value) : value;
}

export function filterText(text: string): string {
  let current = text;
  for (const rules of [markup, sql, path]) {
    for (let before = ''; before !== current;) {
      before = current;
      for (const { pattern, glue } of rules) current = current.replace(pattern, (...groups) => join(groups, glue));
    }
  }
  return current;
}

/** The matched parts with the glue between them. */
function join(groups: unknown[], glue: string): string {
  const offset = groups.findIndex((group) => typeof group === 'number');
  return groups.slice(1, offset).join(glue);
}

type Rule = { readonly pattern: RegExp; readonly glue: string };

const filler = '[\\t\\n\\r\\\\]*';
const spaced = '[\\t\\n\\r\\\\\\s]*';
const spread = (word: string, between: string): string =>
  [...word].map((char) => char.replace(/[/!:]/g, '\\$&')).join(between);

/** `head|tail`: the word is cut where the bar stands. */
function cut(word: string, between: string, before: string, after: string, glue = ' '): Rule {
  const [head = '', tail = ''] = word.split('|');
  return {
    pattern: new RegExp(`(${before}${spread(head, between)}${between})(${spread(tail, between)}${after})`, 'gis'),
    glue,
  };
}

const alone = '(?<![a-z0-9&_?-])';
const markup: readonly Rule[] = [
  cut('beh|avior', filler, alone, '\\s*[:=]', ' * '),
  cut('jav|ascript', spaced, '', '\\s*[:=]', ' * '),
  cut('vb|script', spaced, '', '\\s*[:=]', ' * '),
  cut('ex|pression', spaced, '', '\\s*\\(', ' * '),
  ...['<!DO|CTYPE', '<!EN|TITY', '</sc|ript'].map((word) => cut(word, filler, '', '')),
  ...[
    '<sc|ript', '<x:sc|ript', '<app|let', '<emb|ed', '<st|yle', '<fra|me', '<ifr|ame', '<fo|rm', '<ob|ject',
    '<li|nk', '<met|a', '<LAY|ER', '<ht|ml', '<xm|l', '<ba|se', '<sv|g', '<isi|ndex', '<ma|th',
  ].map((word) => cut(word, filler, '', '(?!\\w)')),
  cut('for|maction', filler, alone, '\\s*='),
  // Every attribute that begins with "on": cut three letters before the equals sign.
  { pattern: new RegExp(`${alone}(on(?:[a-z]${filler})*?)((?:[a-z]${filler}){3}\\s*=)`, 'gis'), glue: ' ' },
  cut('see|kSegmentTime', filler, alone, '\\s*='),
  cut('FSC|ommand', filler, alone, '\\s*='),
  { pattern: /((?:['"=:;])\s*dat)(a:)(?![0-9]|image)/gis, glue: ' ' },
];

const sqlStart = '(?<![a-z0-9_-])';
const sqlGap = '(?:[\\x00-\\x20()\'"`*@+\\-.~\\\\!\\d{}]|/\\*.*?\\*/)+';
const sqlEdge = '[\\x00-\\x20()\'"`*@+\\-.~\\\\!\\d{}/]';
const sqlRule = (...parts: string[]): Rule => ({
  pattern: new RegExp(`${sqlStart}${parts.map((part) => `(${part})`).join('')}(?![a-z_])`, 'gis'), glue: ' ',
});
const objects = 'database|table|function|procedure|server|event|view|index';
const sql: readonly Rule[] = [
  sqlRule('uni', `on${sqlGap}.+${sqlEdge}sel`, 'ect'),
  sqlRule('uni', `on${sqlGap}sel`, 'ect'),
  sqlRule('sel', `ect${sqlGap}.+${sqlEdge}fr`, 'om'),
  sqlRule('sel', `ect${sqlGap}fr`, 'om'),
  sqlRule('fr', `om${sqlGap}.+${sqlEdge}wh`, 'ere'),
  sqlRule('alt', 'er', sqlGap, objects),
  sqlRule('cre', 'ate', sqlGap, objects),
  sqlRule('dr', 'op', sqlGap, objects),
  sqlRule('upd', `ate${sqlGap}.+${sqlEdge}se`, 't'),
  sqlRule('ins', `ert${sqlGap}.+${sqlEdge}val`, 'ue'),
  sqlRule('ins', `ert${sqlGap}.+${sqlEdge}se`, 't'),
  sqlRule('i', `nto${sqlGap}out`, 'file'),
  sqlRule('i', `nto${sqlGap}dump`, 'file'),
  sqlRule('ins', `ert${sqlGap}.+${sqlGap}sele`, 'ct'),
  sqlRule('ins', `ert${sqlGap}in`, 'to'),
  sqlRule('ins', `ert${sqlGap}.+${sqlGap}in`, 'to'),
  { pattern: new RegExp(`${sqlStart}(load_)(file[\\x00-\\x20]*\\()`, 'gis'), glue: ' ' },
  sqlRule('fr', `om${sqlGap}.+${sqlEdge}lim`, 'it'),
];

const path: readonly Rule[] = [{ pattern: /([\\/]\.)(\.[\\/])/gs, glue: ' ' }];

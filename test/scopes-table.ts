// What each kind asks of a portal, in Markdown, out of the kinds themselves: doctor and plan judge by the same words.

import type { Kind } from '../src/kinds/contract.ts';

const code = (text: string): string => `\`${text}\``;

function row({ name, section, context, scopes, lookup, probe }: Kind): string {
  // a lookup works with any of its scopes; everything else needs each of them
  const needed = scopes.map(code).join(lookup ? ' or ' : ' ');
  const who = context === 'app' ? 'application' : 'webhook or application';
  const cells = [code(name), section === undefined ? 'looked up' : code(section), who, needed, 'yes', probe === undefined ? '' : code(probe)];
  return `| ${cells.join(' | ')} |`;
}

export const scopesMarkdown = (kinds: readonly Kind[]): string =>
  [
    '| kind | section | asked by | scopes | administrator | tariff and version must have |',
    '|---|---|---|---|---|---|',
    ...kinds.map(row),
    '',
  ].join('\n');

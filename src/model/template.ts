// Texts with `${…}` in them, cut into pieces. `$${` stands for the two characters `${`.
// A template (of a secret) is such a text with nothing but `${env.NAME}` in it, so that whoever has
// the environment can fill it again.

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable' | 'environment'; readonly name: string; readonly written: string }
  | { readonly kind: 'malformed'; readonly written: string };

const TOKEN = /\$\$\{|\$\{([^}]*)(\}?)/g;
const INSIDE = /^\s*(?:(var)\.([A-Za-z][\w-]*)|(env)\.([A-Za-z_]\w*))\s*$/;

export const mayHavePieces = (text: string): boolean => text.includes('${');

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  const plain = (end: number, more = ''): void => {
    const part = text.slice(done, end) + more;
    if (part !== '') found.push({ kind: 'text', text: part });
  };
  for (const match of text.matchAll(TOKEN)) {
    const [written, inside, close] = match;
    plain(match.index, inside === undefined ? '${' : '');
    done = match.index + written.length;
    if (inside === undefined) continue;
    const name = close === '}' ? INSIDE.exec(inside) : null;
    if (name === null) found.push({ kind: 'malformed', written });
    else found.push({ kind: name[1] === 'var' ? 'variable' : 'environment', name: (name[2] ?? name[4])!, written });
  }
  plain(text.length);
  return found;
}

/** A literal text as part of a template. */
export const asTemplate = (text: string): string => text.split('${').join('$${');

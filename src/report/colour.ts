// Colour is decided here and nowhere else: asked for by FORCE_COLOR, refused by NO_COLOR, otherwise
// only for a terminal. Text is made safe before it is coloured, so no escape but ours gets through.

import { styleText } from 'node:util';

export type Paint = (style: Style, text: string) => string;
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta';

export interface TextOptions {
  readonly color: boolean;
}

export function colourWanted(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = environment;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (refused !== undefined && refused !== '') return false;
  return isTerminal && terminal !== 'dumb';
}

/** Newer Node looks at its own stdout unless told not to: the decision is ours. */
export const paintWith = (color: boolean): Paint =>
  color ? (style, text) => (text === '' ? text : styleText(style, text, { validateStream: false })) : (_style, text) => text;

// One mark and one colour for each action; the word always stands beside them.

import type { Action } from '../model/plan.ts';
import type { Style } from './colour.ts';

export const MARKS: Readonly<Record<Action, string>> = { create: '+', update: '~', delete: '-', adopt: '*', blocked: '!', none: ' ' };

export const STYLES: Readonly<Record<Action, Style>> = {
  create: 'green',
  update: 'yellow',
  delete: 'red',
  adopt: 'cyan',
  blocked: 'magenta',
  none: 'dim',
};

// The English catalogue, a part for each thing bxform speaks about.

import { lint } from './lint.ts';
import { results } from './results.ts';

export const english = { ...results, lint };

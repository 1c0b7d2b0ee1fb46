// The English catalogue, a part for each thing bxform speaks about.

import { results } from './results.ts';

export const english = { ...results };

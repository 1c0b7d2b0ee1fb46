// The English catalogue, a part for each thing bxform speaks about.

import { results } from './results.ts';
import { review } from './review.ts';

export const english = { ...results, review };

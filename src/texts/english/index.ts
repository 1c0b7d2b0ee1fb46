// The English catalogue, a part for each thing bxform speaks about.

import { overlays } from './overlays.ts';
import { results } from './results.ts';

export const english = { ...results, ...overlays };

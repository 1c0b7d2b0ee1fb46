// The English catalogue, a part for each thing bxform speaks about.

import { choice } from './choice.ts';
import { commands } from './commands.ts';
import { memory } from './memory.ts';
import { results } from './results.ts';
import { wire } from './wire.ts';

export const english = { ...results, choice, commands, memory, wire };

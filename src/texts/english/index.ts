// The English catalogue, a part for each thing bxform speaks about.

import { commands } from './commands.ts';
import { files } from './files.ts';
import { memory } from './memory.ts';
import { results } from './results.ts';
import { schemas } from './schemas.ts';
import { wire } from './wire.ts';

export const english = { ...results, commands, files, memory, schemas, wire };

// The English catalogue, a part for each thing bxform speaks about.

import { access } from './access.ts';
import { audit } from './audit.ts';
import { choice } from './choice.ts';
import { commands } from './commands.ts';
import { engine } from './engine.ts';
import { files } from './files.ts';
import { lint } from './lint.ts';
import { memory } from './memory.ts';
import { overlays } from './overlays.ts';
import { pull } from './pull.ts';
import { results } from './results.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { schemas } from './schemas.ts';
import { wire } from './wire.ts';

export const english = { ...results, access, audit, choice, commands, engine, files, lint, memory, overlays, pull, review, rules, schemas, wire };

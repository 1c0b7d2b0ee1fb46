// The English catalogue, a part for each thing bxform speaks about.

import { access } from './access.ts';
import { activities } from './activities.ts';
import { audit } from './audit.ts';
import { bindings } from './bindings.ts';
import { carried } from './carried.ts';
import { choice } from './choice.ts';
import { codegen } from './codegen.ts';
import { commands } from './commands.ts';
import { compare } from './compare.ts';
import { constants } from './constants.ts';
import { engine } from './engine.ts';
import { fieldTypes } from './field-types.ts';
import { files } from './files.ts';
import { lint } from './lint.ts';
import { manual } from './manual.ts';
import { memory } from './memory.ts';
import { overlays } from './overlays.ts';
import { pull } from './pull.ts';
import { results } from './results.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { running } from './running.ts';
import { schemas } from './schemas.ts';
import { templates } from './templates.ts';
import { wire } from './wire.ts';

export const english = { ...results, access, activities, audit, bindings, carried, choice, codegen, commands, compare, constants, engine, fieldTypes, files, lint, manual, memory, overlays, pull, review, rules, running, schemas, templates, wire };

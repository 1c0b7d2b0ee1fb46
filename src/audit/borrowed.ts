// Questions that `lint` asks of files are asked of portals by the same rules. What they cost is another matter: nobody
// can be blamed for a colour, but a field that must be filled and cannot be stops people from working.

import type { Rule } from '../lint/contract.ts';
import { coloursAlike } from '../lint/colours-alike.ts';
import { mandatoryBoolean } from '../lint/mandatory-boolean.ts';
import { mandatoryUneditable } from '../lint/mandatory-uneditable.ts';
import { stageNameLong } from '../lint/stage-name-long.ts';
import { titleClash } from '../lint/title-clash.ts';
import { tooManyMandatory } from '../lint/too-many-mandatory.ts';
import { unusedOptions } from '../lint/unused-options.ts';
import type { AuditLevel } from '../model/audit.ts';
import { texts } from '../texts/index.ts';
import type { AuditRule } from './contract.ts';

const hints: Readonly<Record<string, string>> = texts.audit.hints;

const borrowed = ({ id, options = {}, check }: Rule, level: AuditLevel): AuditRule => ({
  id,
  level,
  check: ({ lint }) => check(lint, options).map(({ address, message, hint }) => ({ address, message, hint: hints[id] ?? hint })),
});

export const BORROWED: readonly AuditRule[] = [
  borrowed(mandatoryUneditable, 'error'),
  borrowed(mandatoryBoolean, 'warning'),
  borrowed(titleClash, 'warning'),
  borrowed(tooManyMandatory, 'warning'),
  borrowed(unusedOptions, 'warning'),
  borrowed(coloursAlike, 'note'),
  borrowed(stageNameLong, 'note'),
];

// The rules. Adding one is a file, one line here, its words in src/texts and its options in schemas/lint.json.

import { coloursAlike } from './colours-alike.ts';
import type { Rule } from './contract.ts';
import { entityTypeUnpinned } from './entity-type-unpinned.ts';
import { fieldCode } from './field-code.ts';
import { funnelWithoutFailure } from './funnel-without-failure.ts';
import { funnelWithoutStages } from './funnel-without-stages.ts';
import { labelMissing } from './label-missing.ts';
import { mandatoryBoolean } from './mandatory-boolean.ts';
import { mandatoryUneditable } from './mandatory-uneditable.ts';
import { sortByHand } from './sort-by-hand.ts';
import { stageNameLong } from './stage-name-long.ts';
import { titleClash } from './title-clash.ts';
import { tooManyMandatory } from './too-many-mandatory.ts';
import { unusedOptions } from './unused-options.ts';

export const RULES: readonly Rule[] = [
  coloursAlike,
  entityTypeUnpinned,
  fieldCode,
  funnelWithoutFailure,
  funnelWithoutStages,
  labelMissing,
  mandatoryBoolean,
  mandatoryUneditable,
  sortByHand,
  stageNameLong,
  titleClash,
  tooManyMandatory,
  unusedOptions,
];

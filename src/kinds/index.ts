// The kinds, parents before children. Adding one is one line here.

import { activity, robot } from './activity.ts';
import { activityType } from './activity-type.ts';
import type { Kind } from './contract.ts';
import { crm } from './crm.ts';
import { entry } from './entry.ts';
import { event } from './event.ts';
import { fieldType } from './field-type.ts';
import { field } from './field.ts';
import { funnel } from './funnel.ts';
import { line } from './line.ts';
import { linkedUserField } from './linked-user-field.ts';
import { currency, department, dictionary, list, phoneLine, user } from './lookups.ts';
import { option } from './option.ts';
import { placement } from './placement.ts';
import { relation } from './relation.ts';
import { smartProcess } from './smart-process.ts';
import { stage } from './stage.ts';
import { template } from './template.ts';
import { trigger } from './trigger.ts';
import { workplaceMember } from './workplace-member.ts';
import { workplace } from './workplace.ts';

export const KINDS: readonly Kind[] = [
  user,
  department,
  list,
  currency,
  phoneLine,
  dictionary,
  entry,
  crm,
  fieldType,
  smartProcess,
  field,
  option,
  funnel,
  stage,
  relation,
  linkedUserField,
  workplace,
  workplaceMember,
  activity,
  robot,
  template,
  trigger,
  placement,
  event,
  activityType,
  line,
];

// Every method the sandbox serves, family by family.

import type { Family } from '../contract.ts';
import { peopleFamily } from '../people-methods.ts';
import { family as activityType } from './activity-type.ts';
import { family as automatedSolution } from './automated-solution.ts';
import { family as automationTrigger } from './automation-trigger.ts';
import { family as bizprocActivity } from './bizproc-activity.ts';
import { family as bizprocEvent } from './bizproc-event.ts';
import { family as bizprocTemplate } from './bizproc-template.ts';
import { family as category } from './category.ts';
import { family as currency } from './currency.ts';
import { family as event } from './event.ts';
import { family as externalLine } from './external-line.ts';
import { family as item } from './item.ts';
import { family as lists } from './lists.ts';
import { family as phoneLine } from './phone-line.ts';
import { family as placement } from './placement.ts';
import { family as status } from './status.ts';
import { systemFamily } from './system.ts';
import { family as type } from './type.ts';
import { family as userField } from './userfield.ts';
import { family as userFieldConfig } from './userfieldconfig.ts';
import { family as userFieldType } from './userfieldtype.ts';

export const standardFamily: Family = {
  ...systemFamily(() => standardFamily),
  ...peopleFamily,
  ...type,
  ...automatedSolution,
  ...category,
  ...status,
  ...userFieldConfig,
  ...userField,
  ...item,
  ...lists,
  ...currency,
  ...bizprocActivity,
  ...bizprocEvent,
  ...bizprocTemplate,
  ...automationTrigger,
  ...activityType,
  ...placement,
  ...event,
  ...userFieldType,
  ...externalLine,
  ...phoneLine,
};

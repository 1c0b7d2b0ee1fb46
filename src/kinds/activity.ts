// https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-activity/index.html, bizproc-robot/index.html
// Activities of the workflow designer and robots of the automation rules: one thing under two names, in one space of
// codes per application. An application alone may make them, and the portal tells nothing but their codes (trap 30),
// so what was applied last is what they are compared with. An update of the application erases them (trap 31).

import type { Call } from '../model/call.ts';
import { texts } from '../texts/index.ts';
import { activityProperties } from './activity-body.ts';
import { checkActivity } from './activity-check.ts';
import { completed, neededBy, nothingToChoose } from './activity-options.ts';
import { activityWriter } from './activity-write.ts';
import type { Kind, LiveRow } from './contract.ts';

function kindOf(name: string, section: string): Kind {
  const family = `bizproc.${name}`;
  const list: Call = { method: `${family}.list`, params: {}, retry: 'read', context: 'app' };
  const rowOf = (code: unknown): LiveRow => {
    const key = String(code);
    return { kind: name, uid: `${name}:${key}`, ids: { code: key }, key, name: key, spec: new Map([['code', key]]) };
  };
  return {
    name,
    section,
    scopes: ['bizproc'],
    context: 'app',
    probe: `${family}.add`,
    handle: 'code',
    keyed: true,
    unseen: true,
    fixed: ['code'],
    blind: ['handler', 'name', 'description', 'runAs', 'useSubscription', 'placementHandler', 'documentType', 'filter', 'properties', 'returnProperties'],
    declare: activityProperties,
    check: checkActivity,
    identify: ({ spec, key }) => ({ key: String(spec.get('code') ?? key), name: String(spec.get('code') ?? key) }),
    pulled: { own: /^[A-Za-z][\w-]*$/, style: 'word', longest: 60, stub: texts.activities.notPulled },
    completedFrom: neededBy,
    completed,
    risks: nothingToChoose,
    reads: () => [list],
    parse: (context) => Object.values((context.answer(list)?.result ?? []) as object).map(rowOf),
    write: activityWriter(family),
    uid: (ids) => `${name}:${ids['code']}`,
  };
}

export const activity = kindOf('activity', 'activities');
export const robot = kindOf('robot', 'robots');

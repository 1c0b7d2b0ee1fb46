// What is declared below a smart process must agree with its settings, and one funnel is the default one.

import { problemsOf, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { Children, Declared } from './contract.ts';

export function checkType({ address, spec }: Declared, children: Children): Problem[] {
  const found: Problem[] = [];
  const wrong = problemsOf(address);
  const funnels = children('funnel');
  const defaults = funnels.filter((funnel) => funnel.spec.get('default') === true);
  if (funnels.length > 0 && defaults.length !== 1) {
    found.push(wrong('default-funnel', texts.rules.defaultFunnels(address, defaults.length), texts.rules.defaultFunnelsHint));
  }
  if (funnels.length > 1 && spec.get('settings.funnels') !== true) {
    found.push(wrong('funnels-disabled', texts.rules.funnelsOff(address, funnels.length), texts.rules.funnelsOffHint));
  }
  if (spec.get('settings.stages') === false && funnels.some((funnel) => children('stage', funnel.address).length > 0)) {
    found.push(wrong('stages-disabled', texts.rules.stagesOff(address), texts.rules.stagesOffHint));
  }
  if (children('linkedUserField').length > 0 && spec.get('settings.useInUserFields') === false) {
    found.push(wrong('linked-fields-disabled', texts.rules.linkedOff(address), texts.rules.linkedOffHint));
  }
  return found;
}

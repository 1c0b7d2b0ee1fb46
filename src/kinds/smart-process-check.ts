// What is declared below a smart process must agree with its settings, and one funnel is the default one.

import { problemsOf, type Problem } from '../model/problem.ts';
import type { Children, Declared } from './contract.ts';

export function checkType({ address, spec }: Declared, children: Children): Problem[] {
  const found: Problem[] = [];
  const wrong = problemsOf(address);
  const funnels = children('funnel');
  const defaults = funnels.filter((funnel) => funnel.spec.get('default') === true);
  if (funnels.length > 0 && defaults.length !== 1) {
    const many = defaults.length > 1 ? `${defaults.length} funnels are marked default` : 'no funnel is marked default';
    const what = 'write `default: true` on exactly one funnel: every smart process has a default funnel from birth, and that one is renamed';
    found.push(wrong('default-funnel', `${address} must have exactly one default funnel, but ${many}`, what));
  }
  if (funnels.length > 1 && spec.get('settings.funnels') !== true) {
    const many = `${address} declares ${funnels.length} funnels while settings.funnels is not true`;
    found.push(wrong('funnels-disabled', many, 'add `settings: { funnels: true }`'));
  }
  if (spec.get('settings.stages') === false && funnels.some((funnel) => children('stage', funnel.address).length > 0)) {
    const message = `${address} declares stages while settings.stages is false`;
    found.push(wrong('stages-disabled', message, 'set `settings: { stages: true }` or leave the stages out'));
  }
  if (children('linkedUserField').length > 0 && spec.get('settings.useInUserFields') === false) {
    const why = 'the portal links a smart process to task and calendar fields only while settings.useInUserFields is true';
    found.push(wrong('linked-fields-disabled', `${address} declares linkedUserFields while settings.useInUserFields is false`, why));
  }
  return found;
}

import { expect, test } from 'vitest';
import type { Declared } from '../../src/kinds/contract.ts';
import { funnelWithoutFailure } from '../../src/lint/funnel-without-failure.ts';
import { lintProject } from '../../src/lint/project.ts';
import { sourceOf } from '../engine/repair-shop.ts';

/** Leads: a type whose stages stand right below it. */
const leads = (...stages: readonly (readonly [key: string, semantics: string])[]): ReturnType<typeof lintProject> => {
  const below = stages.map(([key, semantics], position): Declared => ({ address: `lead/stage.${key}`, kind: 'stage', key, parent: 'lead', path: ['crm', 'lead', 'stages', key], position, spec: new Map([['semantics', semantics]]) }));
  const lead: Declared = { address: 'lead', kind: 'crm', key: 'lead', path: ['crm', 'lead'], position: 0, spec: new Map() };
  return lintProject({ source: sourceOf({}), graph: { declared: new Map([lead, ...below].map((each) => [each.address, each])), outputs: new Map(), policies: [] } }, []);
};

test('stages of leads without a failure among them are told at the leads', () => {
  const found = funnelWithoutFailure.check(leads(['NEW', 'process'], ['CONVERTED', 'success']), {});
  expect(found.map(({ address, path }) => [address, path])).toEqual([['lead', ['crm', 'lead']]]);
});

test('stages of leads with a failure, and leads without stages, pass', () => {
  expect(funnelWithoutFailure.check(leads(['NEW', 'process'], ['CONVERTED', 'success'], ['JUNK', 'failure']), {})).toEqual([]);
  expect(funnelWithoutFailure.check(leads(), {})).toEqual([]);
});

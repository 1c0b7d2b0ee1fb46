import { expect, test } from 'vitest';
import { remarksOn } from './shop.ts';

test.each([
  ['triggers', 'triggers: { back: Back, again: { code: BACK, name: Again } }'],
  ['lines', 'lines: { support: { number: "+4930901820" }, office: { number: "+4930901820" } }'],
  ['types of activities', 'activityTypes: { visit: Visit, call: { typeId: visit, name: Call } }'],
  ['placements', 'placements: { CRM_DEAL_DETAIL_TAB: { handler: https://a.example.com/x }, tab: { placement: DETAIL_TAB, of: deal, handler: https://a.example.com/x } }'],
  ['events', 'events: { onCrmDealAdd: { handler: https://a.example.com/x }, again: { event: OnCrmDealAdd, handler: https://a.example.com/x, offline: false } }'],
  ['queues', 'events: { onCrmDealAdd: { offline: true }, again: { event: onCrmDealAdd, offline: true } }'],
])('two %s that are one on the portal are told, once and with both names', async (_, config) => {
  expect(await remarksOn(config)).toEqual([expect.stringMatching(/declared-twice: \w+\.\S+ is the same thing on the portal as \w+\.\w+ → take one of them out/)]);
});

test('two that share a place, an event or an address are two', async () => {
  const both = `placements:
  CRM_DEAL_DETAIL_TAB: { handler: https://a.example.com/x }
  bills: { placement: CRM_DEAL_DETAIL_TAB, handler: https://a.example.com/y }
  letters: { placement: CRM_DEAL_DETAIL_TAB, handler: https://a.example.com/X }
  CRM_LEAD_DETAIL_TAB: { handler: https://a.example.com/x }
events:
  onCrmDealAdd: { handler: https://a.example.com/x }
  mine: { event: onCrmDealAdd, handler: https://a.example.com/x, runAs: ops@example.com }
  queue: { event: onCrmDealAdd, offline: true }
  exchange: { event: onCrmDealAdd, offline: true, connector: exchange }
`;
  expect(await remarksOn(both)).toEqual([]);
});

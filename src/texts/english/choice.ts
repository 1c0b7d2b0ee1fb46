// What bxform says where a project has a choice: policies, a part of the project, ids written down.

import { counted } from './counted.ts';

export const choice = {
  idlePolicy: 'this policy is about nothing that is declared',
  idlePolicyHint: 'correct the address, the kind or the properties, or remove it',
  nothingAt: (pattern: string): string => `nothing is declared at ${pattern}`,
  nothingAtHint: 'write an address such as smartProcess.equipment or deal/field.*',
  didYouMean: (address: string): string => `did you mean ${address}?`,
  behindLeftOut: (address: string): string => `it needs ${address}, which is left out and not on the portal`,
  only: 'only these addresses and what is below them (`*` and `**` stand for parts); what they need is made where it is missing',
  exclude: 'everything but these addresses and what is below them',
  savedWhole: 'a saved plan is applied as it is: --only and --exclude choose what is planned',
  savedWholeHint: 'plan again with `bxform plan --only … --out`',
  selection: 'Only a part of the project was planned:',
  chosen: (addresses: string): string => `asked for: ${addresses}`,
  everythingBut: (addresses: string): string => `left out on request: ${addresses}`,
  needed: (addresses: string): string => `needed by it, made where missing and otherwise left as they are: ${addresses}`,
  leftOut: (count: number): string => `${counted(count, 'address is', 'addresses are')} not looked at`,
  kept: 'Differs, and a policy leaves it to the portal:',
  commands: (lines: number): string => `or run${lines > 1 ? ' one of' : ''}:`,
  rivals: (count: number, which: string): string => `${count} things on the portal have this key: ${which}`,
  idsShape: 'ids are written as a map from address to what it is called on the portal',
  idsHint: 'write smartProcess.equipment: { entityTypeId: 1040 }, or run `bxform import`',
  idsOfNothing: (address: string): string => `nothing is declared at ${address}, so these ids are of no use`,
  idsOfNothingHint: 'correct the address, or remove the line',
  idGone: (ids: string): string => `the file of ids says ${ids}, and the portal has none like it here`,
};

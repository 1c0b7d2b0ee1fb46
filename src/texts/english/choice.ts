// What bxform says where a project has a choice: policies, a part of the project, ids written down.

export const choice = {
  idlePolicy: 'this policy is about nothing that is declared',
  idlePolicyHint: 'correct the address, the kind or the properties, or remove it',
  nothingAt: (pattern: string): string => `nothing is declared at ${pattern}`,
  nothingAtHint: 'write an address such as smartProcess.equipment or deal/field.*',
  didYouMean: (address: string): string => `did you mean ${address}?`,
  behindLeftOut: (address: string): string => `it needs ${address}, which is left out and not on the portal`,
  idGone: (ids: string): string => `the file of ids says ${ids}, and the portal has none like it here`,
};

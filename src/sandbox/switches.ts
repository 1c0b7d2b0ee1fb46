// Facts that are uncertain on the live portal (FACTS §37 and its ⚠ marks). Each is a switch: the
// default is the likelier behaviour by the server source or, where the source is silent, the harsher
// one or that of the documentation; a test of the client should pass with every alternative.

import type { Call } from './contract.ts';

export type SwitchValue = boolean | number | string;

export type Switch = {
  readonly default: SwitchValue;
  readonly alternatives: readonly SwitchValue[];
  /** FACTS section */
  readonly facts: string;
  readonly about: string;
};

export const switchDefaults = {
  processCaches: { default: true, alternatives: [false], facts: '4.2', about: 'static caches survive from command to command of a batch' },
  typeAddLoadsAccess: { default: true, alternatives: [false], facts: '4.2', about: 'crm.type.add already fixes the list of objects whose fields may be edited in this request' },
  typeCode: { default: 'kept', alternatives: ['dropped'], facts: '8.2', about: '`code` of a type is stored and returned' },
  newerTypes: { default: true, alternatives: [false], facts: '8.2', about: 'isRecurringEnabled, isInitialized and the predefined child 39 exist' },
  entityTypeId192: { default: 'refused', alternatives: ['accepted'], facts: '8.1', about: 'entityTypeId 192, inside the range of the docs, outside that of the server' },
  entityTypeIdError: { default: 'BX_INVALID_VALUE', alternatives: ['INVALID_ARG_VALUE'], facts: '8.1', about: 'code for an entityTypeId out of range: server, docs' },
  linkedUserFieldsAnswer: { default: 'fresh', alternatives: ['stale'], facts: '8.4', about: 'the answer of the very call that switched a linked field: docs example, server source' },
  longText: { default: 'cut', alternatives: ['refused'], facts: '10, 11.2', about: 'a name longer than its column: silently cut (server field type) or refused' },
  dealFunnelSort: { default: 0, alternatives: [500], facts: '10', about: 'sort of a deal funnel added without one: server, docs' },
  defaultFunnelDemoted: { default: 'allowed', alternatives: ['ignored'], facts: '10', about: 'isDefault N on the default funnel of a smart process: server, docs' },
  defaultFunnelDelete: { default: 'whenEmpty', alternatives: ['refused'], facts: '10', about: 'deleting the default funnel of a smart process without items: server lets it, docs forbid' },
  statusUpdateWithoutSort: { default: 'kept', alternatives: ['ten'], facts: '11.3, 30', about: 'SORT left out of crm.status.update: refilled by the REST proxy, or reset to 10 below it' },
  stringLabels: { default: 'ignored', alternatives: ['everyLanguage'], facts: '12.2', about: 'a plain string as label or help text: server, docs' },
  fieldErrorCode: { default: '', alternatives: ['0'], facts: '12.7', about: 'code of a userfieldconfig refusal: docs, server' },
  moduleScopeError: { default: 'insufficient_scope', alternatives: [''], facts: '12.7', about: 'code when the scope of the module is missing: server, docs' },
  fieldListSelect: { default: 'columns', alternatives: ['camelCase'], facts: '12.5', about: 'names in select of userfieldconfig.list: server wants FIELD_NAME, docs fieldName' },
  typesRestricted: { default: false, alternatives: [true], facts: '8.6', about: 'the plan forbids more smart processes' },
  workplacesRestricted: { default: false, alternatives: [true], facts: '9', about: 'the plan forbids more digital workplaces' },
} satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switchDefaults;

export const switchOf = (call: Call, name: SwitchName): SwitchValue => call.switches[name] ?? switchDefaults[name].default;

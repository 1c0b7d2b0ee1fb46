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
  automaticTypeNumber: { default: 'blind', alternatives: ['free'], facts: '8.1, 37(2)', about: 'an automatic entityTypeId is the next of its sequence, taken or not, or the next that is free' },
  entityTypeIdError: { default: 'BX_INVALID_VALUE', alternatives: ['INVALID_ARG_VALUE'], facts: '8.1', about: 'code for an entityTypeId out of range: server, docs' },
  listedSectionId: { default: 'workplace', alternatives: ['section'], facts: '8.5', about: 'customSectionId in crm.type.list: id of the workplace, or of the intranet section as everywhere else' },
  trueSpelling: { default: 'text', alternatives: ['any'], facts: '2.2', about: 'relations, linkedUserFields and isExternal take the string "true" alone, or Y, true and 1 as well' },
  linkedUserFieldsAnswer: { default: 'fresh', alternatives: ['stale'], facts: '8.4', about: 'the answer of the very call that switched a linked field: docs example, server source' },
  errorsBesideResult: { default: 'hidden', alternatives: ['answered'], facts: '2.3, 9', about: 'errors of a method that has a result all the same, such as updates of types and workplaces' },
  accessDeniedStatus: { default: 400, alternatives: [403], facts: '5', about: 'HTTP status of ACCESS_DENIED out of a CRM method' },
  notFoundStatus: { default: 400, alternatives: [404], facts: '5', about: 'HTTP status of NOT_FOUND out of a CRM method' },
  listOrder: { default: 'none', alternatives: ['sortAndId'], facts: '2.4, 12.5', about: 'rows of crm.type.list and userfieldconfig.list when no order is asked for: server, docs' },
  longText: { default: 'cut', alternatives: ['refused'], facts: '10, 11.2', about: 'a name longer than its column: silently cut (server field type) or refused' },
  dealFunnelSort: { default: 0, alternatives: [500], facts: '10', about: 'sort of a deal funnel added without one: server, docs' },
  funnelCode: { default: 'clients', alternatives: ['smartProcesses'], facts: '10', about: 'whose funnels answer code and isSystem: those of contacts and companies only (server), or of smart processes too (docs)' },
  funnelDefaultSpelling: { default: 'exact', alternatives: ['any'], facts: '2.2', about: 'isDefault of a funnel takes Y, N and JSON booleans alone, or "true", 1 and the like as well' },
  defaultFunnelDemoted: { default: 'allowed', alternatives: ['ignored'], facts: '10', about: 'isDefault N on the default funnel of a smart process: server, docs' },
  defaultFunnelDelete: { default: 'whenEmpty', alternatives: ['refused'], facts: '10', about: 'deleting the default funnel of a smart process without items: server lets it, docs forbid' },
  statusUpdateWithoutSort: { default: 'kept', alternatives: ['ten'], facts: '11.3, 30', about: 'SORT left out of crm.status.update: refilled by the REST proxy, or reset to 10 below it' },
  statusUpdateRefused: { default: 'hidden', alternatives: ['answered'], facts: '11.3', about: 'crm.status.update answers true though the storage refused, or tells its error' },
  emptyColor: { default: 'hash', alternatives: ['empty'], facts: '11.2', about: 'an empty COLOR in an update is stored as a lone #, or as nothing' },
  stageTaken: { default: 'code', alternatives: ['sql'], facts: '11.2', about: 'a STATUS_ID that is taken: a refusal, or an SQL error with status 500; both ERROR_CORE' },
  stageOrder: { default: 'checked', alternatives: ['free'], facts: '11.3, 37(7)', about: 'SORT of a new stage against that of the success stage' },
  stringLabels: { default: 'ignored', alternatives: ['everyLanguage'], facts: '12.2', about: 'a plain string as label: server, docs' },
  stringHelp: { default: 'emptied', alternatives: ['everyLanguage'], facts: '12.2', about: 'a plain string as help text: an empty map, or said in every language' },
  showFilterYes: { default: 'E', alternatives: ['Y'], facts: '12.2', about: 'what showFilter Y is stored and read back as' },
  labelUpdate: { default: 'wipesAll', alternatives: ['wipesKinds', 'merges'], facts: '12.3, 37(4)', about: 'a label map in an update replaces every label of the field, those of the kinds that are sent, or only the texts that are sent' },
  optionsLeftOut: { default: 'deleted', alternatives: ['kept'], facts: '12.4', about: 'options of a field updated as an enumeration without `enum`' },
  optionXmlIdTaken: { default: 'hidden', alternatives: ['answered'], facts: '12.4, 37(4)', about: 'an option whose xmlId is taken spoils the change of options in silence, or with a refusal' },
  listedLabels: { default: 'caller', alternatives: ['requested'], facts: '12.5', about: 'the language userfieldconfig.list puts its labels under: that of the caller, or the one it was asked for' },
  fieldErrorCode: { default: '', alternatives: ['0'], facts: '12.7', about: 'code of a userfieldconfig refusal: docs, server' },
  moduleScopeError: { default: 'insufficient_scope', alternatives: [''], facts: '12.7', about: 'code when the scope of the module is missing: server, docs' },
  requisiteFields: { default: 'refused', alternatives: ['served'], facts: '12.1', about: 'userfieldconfig for CRM_REQUISITE: server, docs' },
  crmTargetNumber: { default: 'entityTypeId', alternatives: ['either'], facts: '12.6', about: 'n of DYNAMIC_n in the settings of a field of type crm: the entityTypeId, or the row id of the type as well (docs)' },
  mandatoryInRecords: { default: 'skipped', alternatives: ['checked'], facts: '15', about: 'mandatory user fields when a record is added by REST: server, docs' },
  fieldListSelect: { default: 'columns', alternatives: ['camelCase'], facts: '12.5', about: 'names in select of userfieldconfig.list: server wants FIELD_NAME, docs fieldName' },
  mergedOptionXmlId: { default: 'rehashed', alternatives: ['kept'], facts: '13', about: 'XML_ID left out of an option in a crm.*.userfield.update: becomes a hash of its text (server), or stays' },
  blankOption: { default: 'removed', alternatives: ['ignored'], facts: '13', about: 'an option with an ID and no VALUE in a crm.*.userfield.update: goes (server), or is passed over (docs)' },
  dateSettingsMerge: { default: 'ignored', alternatives: ['merged'], facts: '13', about: 'SETTINGS of a field of type date in crm.*.userfield.update: server, docs' },
  requisiteFieldName: { default: 50, alternatives: [20], facts: '13', about: 'longest FIELD_NAME of a requisite, prefix and all: server, docs' },
  typesRestricted: { default: false, alternatives: [true], facts: '8.6', about: 'the plan forbids more smart processes' },
  workplacesRestricted: { default: false, alternatives: [true], facts: '9', about: 'the plan forbids more digital workplaces' },
  handlerHost: { default: 'any', alternatives: ['applications'], facts: '17.1, 19, 21', about: 'addresses of handlers: anything http(s) with a dot in its host (server), or https and on the host of the application (docs)' },
  autoExecuteNumber: { default: 'refused', alternatives: ['accepted'], facts: '2.2, 17.2', about: 'AUTO_EXECUTE of a template as a JSON number: server, docs' },
  templateFilterKeys: { default: 'capitals', alternatives: ['anyCase'], facts: '17.2', about: 'filter of bizproc.workflow.template.list: names in capitals and no = or != (server), or any case and those too (docs)' },
  stepWaits: { default: 'whenYes', alternatives: ['unlessNo'], facts: '17.1', about: 'whether a step waits whose activity says nothing of USE_SUBSCRIPTION, when its author did not decide: server, docs' },
  placementRowId: { default: true, alternatives: [false], facts: '19', about: 'rows of placement.get have an id: newer servers, docs' },
  placementErrorStatus: { default: 400, alternatives: [200], facts: '19', about: 'HTTP status of the refusals ERROR_PLACEMENT_*: server, docs' },
  eventUnbindWithoutHandler: { default: 'refused', alternatives: ['all'], facts: '20, 35.35', about: 'event.unbind of online events without a handler: refused (server), or removes all of them (docs)' },
  fieldTypeCode: { default: 'any', alternatives: ['checked'], facts: '21', about: 'letters of USER_TYPE_ID: server, docs' },
  activityTypeErrors: { default: 'uncoded', alternatives: ['coded'], facts: '16', about: 'crm.activity.type.add without TYPE_ID or with one that is taken: false and a text without a code (server), or INVALID_ARG_VALUE (docs)' },
  externalLineErrorCode: { default: '', alternatives: ['ERROR_CORE'], facts: '22', about: 'code of a refusal of telephony.externalLine.*: server, docs' },
  externalLineForWebhook: { default: true, alternatives: [false], facts: '7, 22', about: 'telephony.externalLine.* for a webhook: server, docs' },
} satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switchDefaults;

export const switchOf = (call: Call, name: SwitchName): SwitchValue => call.switches[name] ?? switchDefaults[name].default;

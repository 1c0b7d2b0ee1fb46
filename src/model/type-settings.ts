// Switches of a smart process: word in YAML -> key of `crm.type.*`.

export const TYPE_SETTINGS: Readonly<Record<string, string>> = {
  stages: 'isStagesEnabled',
  funnels: 'isCategoriesEnabled',
  client: 'isClientEnabled',
  automation: 'isAutomationEnabled',
  businessProcesses: 'isBizProcEnabled',
  recycleBin: 'isRecyclebinEnabled',
  openPermissions: 'isSetOpenPermissions',
  beginCloseDates: 'isBeginCloseDatesEnabled',
  products: 'isLinkWithProductsEnabled',
  myCompany: 'isMycompanyEnabled',
  documents: 'isDocumentsEnabled',
  source: 'isSourceEnabled',
  observers: 'isObserversEnabled',
  useInUserFields: 'isUseInUserfieldEnabled',
  payments: 'isPaymentsEnabled',
  counters: 'isCountersEnabled',
  recurring: 'isRecurringEnabled',
  tracking: 'isCrmTrackingEnabled',
};

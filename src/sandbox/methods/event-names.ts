// Events an application may bind to, by scope (the registrations in the server source). Those of smart
// processes exist in general and once more for each process.

import type { Data } from '../contract.ts';
import { smartProcesses } from './owner-types.ts';

const changes = ['Add', 'Update', 'Delete'];

const crm: readonly string[] = [
  ...['Lead', 'Deal', 'Company', 'Contact', 'Quote', 'Invoice', 'Currency', 'Product', 'ProductProperty', 'ProductSection', 'Activity',
    'Requisite', 'BankDetail', 'Measure', 'TimelineComment', 'DynamicItem', 'Type', 'Category']
    .flatMap((name) => changes.map((change) => `onCrm${name}${change}`)),
  ...['Lead', 'Deal', 'Company', 'Contact', 'Quote', 'Invoice', 'Requisite']
    .flatMap((name) => [...changes, 'SetEnumValues'].map((change) => `onCrm${name}UserField${change}`)),
  ...['Deal', 'Invoice'].flatMap((name) => [...changes, 'Expose'].map((change) => `onCrm${name}Recurring${change}`)),
  ...['Add', 'Update', 'Delete', 'SetEnumValues'].map((change) => `onCrmTypeUserField${change}`),
  'onCrmDealMoveToCategory', 'onCrmInvoiceSetStatus', 'onCrmAddressRegister', 'onCrmAddressUnregister',
];

const others: Readonly<Record<string, readonly string[]>> = {
  '': ['OnAppUninstall', 'OnAppInstall', 'OnAppUpdate', 'OnAppPayment', 'OnSubscriptionRenew', 'OnAppTest', 'OnAppMethodConfirm', 'onOfflineEvent'],
  telephony: ['OnVoximplantCallInit', 'OnVoximplantCallStart', 'OnVoximplantCallEnd', 'OnExternalCallStart', 'OnExternalCallBackStart'],
  user: ['OnUserAdd'],
  task: ['OnTaskAdd', 'OnTaskUpdate', 'OnTaskDelete', 'OnTaskCommentAdd', 'OnTaskCommentUpdate', 'OnTaskCommentDelete'],
};

/** Names in capitals, as events are compared and answered. */
export function eventsOf(data: Data, scope: string): readonly string[] {
  const names = scope === 'crm'
    ? [...crm, ...smartProcesses(data).flatMap((type) => changes.map((change) => `onCrmDynamicItem${change}_${type['entityTypeId']}`))]
    : others[scope] ?? [];
  return names.map((name) => name.toUpperCase());
}

export const eventScopes: readonly string[] = ['', 'crm', ...Object.keys(others).filter((scope) => scope !== '')];

/** An event about offline events cannot be one itself. */
export const neverOffline = 'ONOFFLINEEVENT';

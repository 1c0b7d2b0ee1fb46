// The places where an application may show something (FACTS 19; the placements of the modules in the
// server source, those of further modules from the catalogue of the documentation): which scope each
// belongs to and which options it keeps. Those of a smart process are there as long as the process is.

import type { Data, Row } from '../contract.ts';
import { entityTypeName, smartProcesses } from './owner-types.ts';
import { removeRows, rowsOf } from './rows.ts';

export type Place = {
  /** '' : every application */
  readonly scope: string;
  /** names of text options; others are dropped */
  readonly options?: readonly string[];
  readonly maxCount?: number;
  readonly perUser?: true;
};

const activityOptions = ['useBuiltInInterface', 'newUserNotificationText', 'newUserNotificationTitle'];

/** What is bound to which objects, those of smart processes apart. */
const ofObjects: Readonly<Record<string, readonly string[]>> = {
  LIST_MENU: ['LEAD', 'DEAL', 'INVOICE', 'QUOTE', 'CONTACT', 'COMPANY', 'ACTIVITY', 'SMART_INVOICE'],
  DETAIL_TAB: ['LEAD', 'DEAL', 'QUOTE', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_INVOICE'],
  DETAIL_ACTIVITY: ['LEAD', 'DEAL', 'QUOTE', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_INVOICE'],
  LIST_TOOLBAR: ['DEAL', 'LEAD', 'CONTACT', 'COMPANY', 'INVOICE', 'QUOTE', 'ORDER', 'SMART_INVOICE'],
  DETAIL_TOOLBAR: ['DEAL', 'LEAD', 'CONTACT', 'COMPANY', 'INVOICE', 'QUOTE', 'SMART_INVOICE'],
  ACTIVITY_TIMELINE_MENU: ['DEAL', 'LEAD', 'QUOTE', 'SMART_INVOICE'],
  DOCUMENTGENERATOR_BUTTON: ['DEAL', 'LEAD', 'CONTACT', 'COMPANY', 'INVOICE', 'QUOTE', 'SMART_INVOICE'],
  ROBOT_DESIGNER_TOOLBAR: ['LEAD', 'DEAL', 'SMART_INVOICE'],
};

const others: Readonly<Record<string, readonly string[]>> = {
  crm: [
    'CRM_ANALYTICS_MENU', 'CRM_ANALYTICS_TOOLBAR', 'CRM_REQUISITE_EDIT_FORM', '1C_PAGE', 'CRM_DETAIL_SEARCH', 'CRM_REQUISITE_AUTOCOMPLETE',
    'CRM_BANK_DETAIL_AUTOCOMPLETE', 'CRM_FUNNELS_TOOLBAR',
  ],
  task: [
    'TASK_ROBOT_DESIGNER_TOOLBAR', 'TASK_USER_LIST_TOOLBAR', 'TASK_GROUP_LIST_TOOLBAR', 'TASK_LIST_CONTEXT_MENU', 'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TAB',
    'TASK_VIEW_TOP_PANEL',
  ],
  telephony: ['CALL_CARD', 'TELEPHONY_ANALYTICS_MENU'],
  sonet_group: ['SONET_GROUP_TOOLBAR', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', 'SONET_GROUP_DETAIL_TAB'],
  im: ['IM_CONTEXT_MENU', 'IM_NAVIGATION', 'IM_SIDEBAR', 'IM_TEXTAREA', 'IMMOBILE_CONTEXT_MENU'],
  calendar: ['CALENDAR_GRIDVIEW'],
  contact_center: ['CONTACT_CENTER'],
  user: ['USER_PROFILE_MENU', 'USER_PROFILE_TOOLBAR'],
  '': ['REST_APP_URI', 'PAGE_BACKGROUND_WORKER', 'LEFT_MENU', 'BI_ANALYTICS_MENU'],
};

const special: Readonly<Record<string, Omit<Place, 'scope'>>> = {
  CRM_REQUISITE_AUTOCOMPLETE: { options: ['countries'] },
  CRM_BANK_DETAIL_AUTOCOMPLETE: { options: ['countries'] },
  REST_APP_URI: { maxCount: 1 },
  PAGE_BACKGROUND_WORKER: { maxCount: 1, perUser: true, options: ['errorHandlerUrl'] },
};

export function placesOf(data: Data): ReadonlyMap<string, Place> {
  const processes = smartProcesses(data).map((type) => entityTypeName(type['entityTypeId']));
  const places = new Map<string, Place>();
  for (const [suffix, objects] of Object.entries(ofObjects)) {
    for (const object of [...objects, ...processes]) {
      places.set(`CRM_${object}_${suffix}`, { scope: 'crm', ...(suffix === 'DETAIL_ACTIVITY' ? { options: activityOptions } : {}) });
    }
  }
  for (const process of processes) places.set(`CRM_${process}_FUNNELS_TOOLBAR`, { scope: 'crm' });
  for (const [scope, codes] of Object.entries(others)) for (const code of codes) places.set(code, { scope, ...special[code] });
  return places;
}

/** With a smart process everything bound to its places goes. */
export function forgetPlaces(data: Data, entityTypeId: number): void {
  removeRows(data, 'placements', (row) => String(row['placement']).startsWith(`CRM_${entityTypeName(entityTypeId)}_`));
}

type Bound = { readonly applicationId: number; readonly placement: string; readonly handler: unknown; readonly additional?: string | undefined };

/** The code of an activity or a field type must be free on the whole portal, an address in its place. */
export const placementTaken = (data: Data, { applicationId, placement, handler, additional }: Bound): boolean =>
  rowsOf(data, 'placements').some((row: Row) => (additional !== undefined && row['additional'] === additional)
    || (row['applicationId'] === applicationId && row['placement'] === placement && row['handler'] === handler));

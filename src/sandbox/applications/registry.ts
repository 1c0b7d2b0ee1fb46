// Local applications of the portal: what is known of each, and what goes with it when it is updated or
// removed (FACTS 17.1, 19, 20, 21, 22). The number counts up on this portal, so that installing the same
// client id again gives another one, and fields of its types are orphaned.

import { randomBytes } from 'node:crypto';
import type { Data, Row } from '../contract.ts';
import { addRow, findRow, nextNumber, removeRows } from '../methods/rows.ts';

export type NewApplication = {
  /** default: made up, `local.` and 14 digits */
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly name?: string;
  readonly scopes: readonly string[];
  /** who installs it, default 1 */
  readonly user?: number;
  /** where the authorisation page leads back to; none: the page shows the code */
  readonly redirectUri?: string;
  /** the main address of the application */
  readonly handlerUrl?: string;
  /** gets ONAPPINSTALL with tokens: an application that uses the API only */
  readonly installUrl?: string;
  /** false: the install wizard has not been finished */
  readonly installed?: boolean;
  /** users the application is open to; absent: everyone */
  readonly users?: readonly number[];
};

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

export const randomToken = (): string => hex(16);

/** A row without some of its columns. */
export const without = (row: Row, ...names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** For a message that has to say what there is. */
export const namesIn = (rows: readonly Row[], column: string): string => rows.map((row) => row[column]).join(', ') || 'none';

/** The portal's unchanging identity, drawn when it is first asked for. */
export const memberId = (data: Data): string => String(data.options['memberId'] ??= hex(16));

export const applicationOf = (data: Data, clientId: unknown): Row | undefined =>
  findRow(data, 'applications', (row) => row['clientId'] === clientId);

export function addApplication(data: Data, given: NewApplication): Row {
  if (!Array.isArray(given.scopes)) throw new Error('name the scopes of the application: { "scopes": ["crm", "bizproc"] }');
  const clientId = given.clientId ?? `local.${hex(7)}.${parseInt(hex(4), 16)}`;
  if (applicationOf(data, clientId) !== undefined) throw new Error(`${clientId} is installed already`);
  const application: Row = {
    id: nextNumber(data, 'application', 2), clientId, clientSecret: given.clientSecret ?? hex(25), applicationToken: hex(16),
    name: given.name ?? 'Workshop', version: 1, scopes: [...given.scopes], user: given.user ?? 1, installed: given.installed ?? true,
    redirectUri: given.redirectUri ?? null, handlerUrl: given.handlerUrl ?? null, installUrl: given.installUrl ?? null, users: given.users ?? null,
  };
  addRow(data, 'applications', application);
  if (given.installUrl !== undefined) {
    const bound = { applicationId: application['id'], event: 'ONAPPINSTALL', handler: given.installUrl, user: 0, offline: false, connector: '' };
    addRow(data, 'events', { id: nextNumber(data, 'event'), ...bound });
  }
  return application;
}

/** What the portal itself throws away at each new version: activities, robots and their placements (FACTS 35.31). */
export function updateApplication(data: Data, application: Row, eventsToo: boolean): void {
  application['version'] += 1;
  forgetActivities(data, application);
  removeRows(data, 'events', (row) => row['applicationId'] === application['id'] && (eventsToo || row['event'] === 'ONAPPINSTALL'));
}

/** Triggers and types of timeline activities have nobody who would clear them away: they stay, unreachable. */
export function removeApplication(data: Data, application: Row): void {
  forgetActivities(data, application);
  const own = (row: Row): boolean => row['applicationId'] === application['id'];
  for (const table of ['events', 'placements', 'userFieldTypes', 'externalLines']) removeRows(data, table, own);
  removeRows(data, 'applications', (row) => row === application);
}

function forgetActivities(data: Data, application: Row): void {
  removeRows(data, 'bizprocActivities', (row) => row['clientId'] === application['clientId']);
  removeRows(data, 'placements', (row) => row['applicationId'] === application['id'] && row['placement'] === activityDialog);
}

/** The place where an activity shows its settings; nobody may bind to it directly. */
export const activityDialog = 'BIZPROC_ACTIVITY_PROPERTIES_DIALOG';

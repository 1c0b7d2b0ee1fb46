// Calls that several kinds read from; sent once, whoever asks.

import type { Call } from '../model/call.ts';
import type { ReadContext } from './contract.ts';
import { pageRows, pages } from './paging.ts';

/** The whole of a type: relations and linked user fields stand only here. */
export const typeRead = (id: string | number): Call => ({ method: 'crm.type.get', params: { id: Number(id) }, retry: 'read' });

/** Everything of one field: options, labels in every language. */
export const fieldRead = (id: string | number): Call => ({ method: 'userfieldconfig.get', params: { moduleId: 'crm', id: Number(id) }, retry: 'read' });

/** Every dictionary and every funnel of every type. */
export const STATUS_TYPES: Call = { method: 'crm.status.entity.types', params: {}, retry: 'read' };

/** Every stage and every entry of a dictionary; filters silently ignore unknown keys (trap 15). */
export const STATUS_LIST: Call = { method: 'crm.status.list', params: {}, retry: 'read' };

/** Ids of records that pass a filter, a page of them and nothing else; unfiltered, the answer tells how many there are. */
export const recordIds = (entityTypeId: string | number, filter?: Readonly<Record<string, string>>): Call => ({
  method: 'crm.item.list',
  params: { entityTypeId: Number(entityTypeId), select: ['id'], ...(filter === undefined ? {} : { filter, useOriginalUfNames: 'Y', start: -1 }) },
  retry: 'read',
  seconds: 0.5,
});

/** Every workplace with its types. */
export const workplaceLists = (context: ReadContext): Call[] => pages(context, 'crm.automatedsolution.list', { order: { id: 'ASC' } });
export const workplacesOf = (context: ReadContext): any[] =>
  pageRows(context, workplaceLists(context), (result) => result?.automatedSolutions, (row) => row.id);

/** Who we are on this portal, as an application. */
export const APPLICATION: Call = { method: 'app.info', params: {}, retry: 'read', context: 'app' };

/** The number the portal gave the application when it was installed. */
export const applicationNumber = (context: ReadContext): string => String(context.answer(APPLICATION)?.result?.ID ?? '');

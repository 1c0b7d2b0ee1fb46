// Funnels as rows: those of deals have a table and numbers of their own, with the default one kept
// apart as id 0; all others share one table (FACTS §10). Creating one brings its stages along (§8.6).

import type { Call, Data, Row } from '../contract.ts';
import { company, contact, deal, entityTypeName, lead, quote, smartB2eDocument, smartDocument, smartInvoice, smartProcesses, withoutFunnels } from './owner-types.ts';
import { forget, remember } from './process.ts';
import { addRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { dealStages, documentStages, employeeDocumentStages, funnelStages, invoiceStages } from './default-stages.ts';
import type { DefaultStage } from './default-stages.ts';

export const defaultFunnelName = (data: Data): string => (data.language === 'ru' ? 'Общая' : 'General');

export const newDealDefault = (language: Data['language']): Row => ({ name: language === 'ru' ? 'Общее' : 'General', sort: 0 });

const dealDefault = (data: Data): Row => (data.options['defaultDealFunnel'] ?? newDealDefault(data.language)) as Row;

/** Every funnel of an entity type, in the portal's order: by sort, equal sorts as stored. */
export function funnelsOf(data: Data, entityTypeId: number): Row[] {
  const bySort = (a: Row, b: Row): number => a['sort'] - b['sort'];
  if (entityTypeId === deal) return [dealDefaultFunnel(data), ...rowsOf(data, 'dealCategories')].sort(bySort);
  const stored = rowsOf(data, 'categories').filter((funnel) => funnel['entityTypeId'] === entityTypeId).sort(bySort);
  return entityTypeId === contact || entityTypeId === company ? [clientDefaultFunnel(data, entityTypeId), ...stored] : stored;
}

/** As the old part of the portal has them: the default one stands behind those of the same sort. */
export function dealFunnelsOfOld(data: Data): Row[] {
  const stored = [...rowsOf(data, 'dealCategories')].sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);
  const before = stored.filter((funnel) => funnel['sort'] <= dealDefault(data)['sort']);
  return [...before, dealDefaultFunnel(data), ...stored.slice(before.length)];
}

const dealDefaultFunnel = (data: Data): Row => ({
  id: 0, entityTypeId: deal, name: dealDefault(data)['name'], sort: dealDefault(data)['sort'], isDefault: true, open: true,
});

const clientDefaultFunnel = (data: Data, entityTypeId: number): Row => ({
  id: 0, entityTypeId, name: defaultFunnelName(data), sort: 0, isDefault: true, isSystem: true, code: '', open: true,
});

export function renameDealDefault(data: Data, changes: { readonly name?: string; readonly sort?: number }): void {
  const stored = { ...dealDefault(data) };
  if (changes.name !== undefined) stored['name'] = changes.name.trim() || newDealDefault(data.language)['name'];
  if (changes.sort !== undefined) stored['sort'] = Math.max(changes.sort, 0);
  data.options['defaultDealFunnel'] = stored;
}

export const defaultFunnel = (data: Data, entityTypeId: number): Row | undefined =>
  funnelsOf(data, entityTypeId).find((funnel) => funnel['isDefault'] === true);

/** ENTITY_ID of a funnel's stages (FACTS §11.1). */
export function stagesEntityId(entityTypeId: number, funnelId: number): string {
  if (entityTypeId === deal) return funnelId > 0 ? `DEAL_STAGE_${funnelId}` : 'DEAL_STAGE';
  if (entityTypeId === lead) return 'STATUS';
  if (entityTypeId === quote) return 'QUOTE_STATUS';
  return `${entityTypeName(entityTypeId)}_STAGE_${funnelId}`;
}

export const stagePrefix = (entityTypeId: number, funnelId: number): string => {
  if (entityTypeId === deal) return funnelId > 0 ? `C${funnelId}` : '';
  if (withoutFunnels.includes(entityTypeId)) return '';
  return `DT${entityTypeId}_${funnelId}`;
};

const stagesOfNew: Readonly<Record<number, readonly DefaultStage[]>> = {
  [deal]: dealStages,
  [smartInvoice]: invoiceStages,
  [smartDocument]: documentStages,
  [smartB2eDocument]: employeeDocumentStages,
};

/** Adds a funnel and its automatic stages; contacts and companies have no stages. */
export function addFunnel(data: Data, entityTypeId: number, fields: Row): Row {
  const isDeal = entityTypeId === deal;
  const table = isDeal ? 'dealCategories' : 'categories';
  const funnel: Row = { id: nextNumber(data, isDeal ? 'dealCategory' : 'category'), entityTypeId, ...fields };
  addRow(data, table, funnel);
  if (entityTypeId === contact || entityTypeId === company) return funnel;
  addDefaultStages(
    data,
    stagesEntityId(entityTypeId, funnel['id']),
    stagesOfNew[entityTypeId] ?? funnelStages,
    { prefix: `${stagePrefix(entityTypeId, funnel['id'])}:`, categoryId: funnel['id'], initialNames: !isDeal },
  );
  return funnel;
}

type StageOrigin = {
  readonly prefix: string;
  readonly categoryId: number | null;
  /** smart processes remember the first name of every default stage, other entities only of system ones */
  readonly initialNames: boolean;
};

export function addDefaultStages(data: Data, entityId: string, stages: readonly DefaultStage[], origin: StageOrigin): void {
  for (const stage of stages) {
    const name = stage[data.language];
    addRow(data, 'statuses', {
      id: nextNumber(data, 'status'),
      entityId,
      statusId: `${origin.prefix}${stage.code}`,
      name,
      nameInit: origin.initialNames || stage.system === true ? name : '',
      sort: stage.sort,
      system: stage.system === true ? 'Y' : 'N',
      categoryId: origin.categoryId,
      color: stage.color ?? null,
      semantics: stage.semantics ?? null,
    });
  }
}

/** With the funnel go its stages and permissions. */
export function dropFunnel(data: Data, funnel: Row): void {
  const isDeal = funnel['entityTypeId'] === deal;
  removeRows(data, isDeal ? 'dealCategories' : 'categories', (row) => row['id'] === funnel['id']);
  removeRows(data, 'statuses', (row) => row['entityId'] === stagesEntityId(funnel['entityTypeId'], funnel['id']));
}

/** The funnels of one entity type are loaded once a process, and those added later are not among them (FACTS §4.2). */
export function loadedFunnels(call: Call, entityTypeId: number): Row[] {
  const ids = remember(call, cacheOf(entityTypeId), () => funnelsOf(call.data, entityTypeId).map((funnel): number => funnel['id']));
  return funnelsOf(call.data, entityTypeId).filter((funnel) => ids.includes(funnel['id']));
}

export const forgetFunnels = (call: Call, entityTypeId: number): boolean => forget(call, cacheOf(entityTypeId));

const cacheOf = (entityTypeId: number): string => `funnels:${entityTypeId}`;

/** The map of smart-process funnels is read once a process; funnels made later stay out of it (FACTS §4.2). */
export const knownFunnels = (call: Call): ReadonlySet<number> =>
  remember(call, 'funnels', () => new Set(rowsOf(call.data, 'categories').map((funnel): number => funnel['id'])));

export function staged(call: Call): { readonly type: Row; readonly funnel: Row }[] {
  const known = knownFunnels(call);
  return smartProcesses(call.data).flatMap((type) =>
    rowsOf(call.data, 'categories')
      .filter((funnel) => funnel['entityTypeId'] === type['entityTypeId'] && known.has(funnel['id']))
      .map((funnel) => ({ type, funnel })),
  );
}

export const invoiceFunnels = (data: Data): Row[] => funnelsOf(data, smartInvoice);

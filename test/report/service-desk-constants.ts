// A repair service on two portals: the same things with other ids.

import { constantsOf, type Thing } from '../../src/report/constants.ts';

export interface Numbers {
  readonly type: number;
  readonly row: number;
  readonly funnel: number;
  readonly first: number;
}

export const whose = { project: 'field-service', portal: { name: 'staging', host: 'acme.bitrix24.eu' } };

export const thing = (address: string, kind: string, section: string, key: string, more: Partial<Thing>): Thing => ({ address, kind, section, key, ids: {}, beside: [], ...more });

const type = 'smartProcess.equipment';

const equipment = ({ type: entityTypeId, row, funnel, first }: Numbers): readonly Thing[] => [
  thing(type, 'smartProcess', 'smartProcesses', 'equipment', { name: 'Оборудование', ids: { id: row, entityTypeId } }),
  thing(`${type}/field.SERIAL`, 'field', 'fields', 'SERIAL', { parent: type, name: 'Serial number', ids: { id: first, fieldName: `UF_CRM_${row}_SERIAL` } }),
  thing(`${type}/field.STATE`, 'field', 'fields', 'STATE', { parent: type, name: 'STATE', ids: { id: first + 1, fieldName: `UF_CRM_${row}_STATE` } }),
  thing(`${type}/field.STATE/option.ok`, 'option', 'options', 'ok', { parent: `${type}/field.STATE`, name: 'In order', ids: { id: first + 2 } }),
  thing(`${type}/field.STATE/option.class`, 'option', 'options', 'class', { parent: `${type}/field.STATE`, ids: { id: first + 3 } }),
  thing(`${type}/funnel.main`, 'funnel', 'funnels', 'main', { parent: type, name: 'Repairs', ids: { id: funnel, entityTypeId } }),
  thing(`${type}/funnel.main/stage.NEW`, 'stage', 'stages', 'NEW', { parent: `${type}/funnel.main`, ids: { id: first + 4, statusId: `DT${entityTypeId}_${funnel}:NEW`, system: 'Y' } }),
];

const others = ({ funnel, first }: Numbers): readonly Thing[] => [
  thing('deal', 'crm', 'crm', 'deal', { name: 'deal', ids: { entityTypeId: 2 } }),
  thing('deal/field.CONTRACT_2', 'field', 'fields', 'CONTRACT_2', { parent: 'deal', ids: { id: first + 5, fieldName: 'UF_CRM_DEAL_CONTRACT_2' } }),
  thing('deal/funnel.default', 'funnel', 'funnels', 'default', { parent: 'deal', ids: { id: 0, entityTypeId: 2 } }),
  thing('deal/funnel.default/stage.NEW', 'stage', 'stages', 'NEW', { parent: 'deal/funnel.default', ids: { id: first + 6, statusId: 'NEW', system: 'Y' } }),
  thing('deal/funnel.service', 'funnel', 'funnels', 'service', { parent: 'deal', ids: { id: funnel + 1, entityTypeId: 2 } }),
  thing('deal/funnel.service/stage.NEW', 'stage', 'stages', 'NEW', { parent: 'deal/funnel.service', ids: { id: first + 7, statusId: `C${funnel + 1}:NEW`, system: 'Y' } }),
  thing('lead', 'crm', 'crm', 'lead', { ids: { entityTypeId: 1 } }),
  thing('lead/stage.NEW', 'stage', 'stages', 'NEW', { parent: 'lead', ids: { id: first + 8, statusId: 'NEW', system: 'Y' } }),
  thing('dictionary.SOURCE', 'dictionary', 'dictionaries', 'SOURCE', { ids: { code: 'SOURCE' } }),
  thing('dictionary.SOURCE/entry.EXPO', 'entry', 'entries', 'EXPO', { parent: 'dictionary.SOURCE', name: 'Exhibition', ids: { id: first + 9, statusId: 'EXPO' } }),
  thing('workplace.service', 'workplace', 'workplaces', 'service', { name: 'Service', ids: { id: first + 10 } }),
  thing('trigger.call-back', 'trigger', 'triggers', 'call-back', { ids: { code: 'call-back' } }),
];

export const STAGING: Numbers = { type: 1040, row: 41, funnel: 5, first: 50 };
export const PRODUCTION: Numbers = { type: 1086, row: 7, funnel: 12, first: 900 };

const ownerOf = (first: number): Thing => thing('user["ops@example.com"]', 'user', 'user', 'ops@example.com', { name: 'Ada Ops', ids: { id: first + 11 } });

export const serviceDesk = (numbers: Numbers) =>
  constantsOf({ ...whose, things: [...equipment(numbers), ...others(numbers)], named: [['foreman', ownerOf(numbers.first)]] });

// The dictionaries and funnels crm.status.* knows by ENTITY_ID (FACTS §11.1). The list is read once a
// process, and the map of smart-process funnels below it as well (§4.2).

import type { Call, Data, Row } from '../contract.ts';
import { dealFunnelsOfOld, defaultFunnel, invoiceFunnels, stagePrefix, staged, stagesEntityId } from './funnels.ts';
import { deal, lead, quote, smartDocument, smartInvoice, typeByNumber } from './owner-types.ts';
import { remember } from './process.ts';

export type StatusEntity = Row & { readonly ID: string; readonly PREFIX?: string };

const ends = (prefix: string, start: string, success: string, failure: string): Row => ({
  START_FIELD: `${prefix}${start}`,
  FINAL_SUCCESS_FIELD: `${prefix}${success}`,
  FINAL_UNSUCCESS_FIELD: `${prefix}${failure}`,
  FINAL_SORT: 0,
});

/** As crm.status.add and entity.types see it: the first answer of this request. */
export const knownEntities = (call: Call): readonly StatusEntity[] => remember(call, 'statusEntities', () => statusEntities(call));

/** As the storage layer sees it: only the funnel map is cached. */
export function statusEntities(call: Call): StatusEntity[] {
  const { data } = call;
  const say = (en: string, ru: string): string => (data.language === 'ru' ? ru : en);
  const dictionary = (ID: string, en: string, ru: string): StatusEntity => ({ ID, NAME: say(en, ru) });
  return [
    { ID: 'STATUS', NAME: say('Lead stages', 'Стадии лидов'), SEMANTIC_INFO: ends('', 'NEW', 'CONVERTED', 'JUNK'), ENTITY_TYPE_ID: lead },
    dictionary('SOURCE', 'Sources', 'Источники'),
    dictionary('CONTACT_TYPE', 'Contact type', 'Тип контакта'),
    dictionary('COMPANY_TYPE', 'Company type', 'Тип компании'),
    dictionary('EMPLOYEES', 'Number of employees', 'Кол-во сотрудников'),
    dictionary('INDUSTRY', 'Industry', 'Сфера деятельности'),
    dictionary('DEAL_TYPE', 'Deal type', 'Тип сделки'),
    ...invoiceEntities(data, say),
    ...dealEntities(data, say),
    { ID: 'QUOTE_STATUS', NAME: say('Quote stages', 'Стадии предложений'), SEMANTIC_INFO: ends('', 'DRAFT', 'APPROVED', 'DECLAINED'), ENTITY_TYPE_ID: quote },
    dictionary('HONORIFIC', 'Salutations', 'Обращения'),
    dictionary('CALL_LIST', 'Call statuses', 'Статусы обзвона'),
    ...documentEntities(data, say),
    ...staged(call).map(({ type, funnel }) => ({
      ...funnelEntity(type['entityTypeId'], funnel['id'], `${type['title']} (${funnel['name']})`),
      IS_ENABLED: type['isStagesEnabled'],
      CATEGORY_ID: funnel['id'],
      CATEGORY_NAME: funnel['name'],
      CATEGORY_SORT: funnel['sort'],
      IS_DEFAULT_CATEGORY: funnel['isDefault'],
    })),
  ];
}

type Say = (en: string, ru: string) => string;

const funnelEntity = (entityTypeId: number, funnelId: number, name: string): StatusEntity => ({
  ID: stagesEntityId(entityTypeId, funnelId),
  NAME: name,
  SEMANTIC_INFO: [],
  PREFIX: stagePrefix(entityTypeId, funnelId),
  FIELD_ATTRIBUTE_SCOPE: `category_${funnelId}`,
  ENTITY_TYPE_ID: entityTypeId,
});

function invoiceEntities(data: Data, say: Say): StatusEntity[] {
  const severalFunnels = typeByNumber(data, smartInvoice)?.['isCategoriesEnabled'] === true;
  const shown = severalFunnels ? invoiceFunnels(data) : invoiceFunnels(data).filter((funnel) => funnel['isDefault'] === true);
  return shown.map((funnel) => ({
    ...funnelEntity(smartInvoice, funnel['id'], severalFunnels ? `${say('Invoice', 'Счет')} (${funnel['name']})` : say('Invoice stages', 'Стадии счетов')),
    IS_ENABLED: true,
    CATEGORY_ID: funnel['id'],
  }));
}

function documentEntities(data: Data, say: Say): StatusEntity[] {
  const funnel = defaultFunnel(data, smartDocument);
  if (funnel === undefined) return [];
  return [{ ...funnelEntity(smartDocument, funnel['id'], say('Document stages', 'Стадии документов')), IS_ENABLED: true, CATEGORY_ID: funnel['id'] }];
}

function dealEntities(data: Data, say: Say): StatusEntity[] {
  const funnels = dealFunnelsOfOld(data);
  const nameOf = (funnel: Row): string =>
    funnels.length > 1 ? say(`${funnel['name']} deal stages`, `Стадии сделки (${funnel['name']})`) : say('Deal stages', 'Стадии сделки');
  return funnels.map((funnel) => {
    const id: number = funnel['id'];
    const prefix = stagePrefix(deal, id);
    const stages = ends(id > 0 ? `${prefix}:` : '', 'NEW', 'WON', 'LOSE');
    // the number of a stored funnel comes as text, that of the default one as a number
    return id > 0
      ? { ID: `DEAL_STAGE_${id}`, NAME: nameOf(funnel), PARENT_ID: 'DEAL_STAGE', SEMANTIC_INFO: stages, PREFIX: prefix, FIELD_ATTRIBUTE_SCOPE: `category_${id}`, ENTITY_TYPE_ID: deal, CATEGORY_ID: String(id) }
      : { ID: 'DEAL_STAGE', NAME: nameOf(funnel), SEMANTIC_INFO: stages, FIELD_ATTRIBUTE_SCOPE: '', ENTITY_TYPE_ID: deal, CATEGORY_ID: 0 };
  });
}

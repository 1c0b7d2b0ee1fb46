// The activity "Change a deal": fields of the deal the workflow runs on. What was left empty is not sent.

import { answerTo, decodeProperties } from './activities.mjs';

/** @typedef {import('./activities.mjs').ActivityProperties['change-deal']} Properties */

const DEAL = 2;

/** Properties by the fields of a deal in crm.item.update. */
const FIELDS = /** @type {const} */ ({
  title: 'title',
  typeId: 'type',
  categoryId: 'funnel',
  stageId: 'stage',
  probability: 'probability',
  taxValue: 'tax_rate',
  opportunity: 'amount',
  currencyId: 'currency',
  companyId: 'company',
  assignedById: 'responsible',
  comments: 'comment',
  contactIds: 'contacts',
  sourceId: 'source',
  sourceDescription: 'source_text',
});

/** @param {Properties} properties */
function fieldsOf(properties) {
  if (typeof properties.responsible === 'string') throw new Error(`${properties.responsible} is a group, and one person is responsible`);
  const given = Object.entries(FIELDS).flatMap(([field, name]) => {
    const value = properties[name];
    return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? [] : [[field, value]];
  });
  // an amount that was set by hand is not counted from the products again
  return Object.fromEntries([...given, ...(properties.amount === null ? [] : [['isManualOpportunity', 'Y']])]);
}

/**
 * @param {import('./portals.mjs').Call} call
 * @param {import('./activities.mjs').HandlerRequest<'change-deal'>} request
 */
export async function changeDeal(call, request) {
  try {
    const [, , document] = request.document_id;
    const [, id] = /^DEAL_(\d+)$/.exec(document) ?? [];
    if (id === undefined) throw new Error(`${document} is no deal`);
    const fields = fieldsOf(decodeProperties(request));
    if (Object.keys(fields).length > 0) await call('crm.item.update', { entityTypeId: DEAL, id: Number(id), fields });
    return answerTo(request, { result: true });
  } catch (error) {
    return answerTo(request, { result: false }, `Change a deal: ${/** @type {Error} */ (error).message}`);
  }
}

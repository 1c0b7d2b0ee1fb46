// One unfiltered list per label language (the language asked for is not in the answer, trap 22), then the
// fields whose options or other labels matter one by one. Fields name the row id of their type (trap 1).

import type { Call } from '../model/call.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Interest, LiveRow, ReadContext, Touched } from './contract.ts';
import { parseField } from './field-row.ts';
import { pageRows, pages } from './paging.ts';
import { applicationNumber, fieldRead } from './sources.ts';

/** When every type that matters is known, the fields of others need not be listed. */
function entitiesKnown(context: ReadContext): { filter?: { entityId: readonly string[] } } {
  const types = context.kinds.has('smartProcess') ? context.types : [];
  if (types === undefined) return {};
  const standard = Object.entries(STANDARD_TYPES).flatMap(([key, { fields }]) => (fields !== undefined && context.wants({ kind: 'crm', uid: key, ids: {}, key, spec: new Map() }) ? [fields] : []));
  return { filter: { entityId: [...types.map((type) => `CRM_${type.id}`), ...standard] } };
}

function lists(context: ReadContext, language: string | undefined): Call[] {
  const params = {
    moduleId: 'crm',
    select: language === undefined ? { 0: '*' } : { 0: '*', language },
    order: { id: 'ASC' },
    ...entitiesKnown(context),
  };
  return pages(context, 'userfieldconfig.list', params, context.count('field'));
}
export const listed = (context: ReadContext, language: string | undefined): any[] =>
  pageRows(context, lists(context, language), (result) => result?.fields, (row) => row.id);

export const languagesOf = (context: ReadContext): readonly (string | undefined)[] => (context.languages.length > 0 ? context.languages : [undefined]);

/** Those the list does not tell enough of. */
export function fieldsKnown(touched: readonly Touched[]): Pick<Interest, 'fields'> {
  return { fields: touched.filter(({ spec, whole }) => spec['type'] === 'enumeration' || whole).flatMap(({ ids }) => ids?.['id'] ?? []).map(Number) };
}

export function fieldReads(context: ReadContext): Call[] {
  const types = new Set([...context.rows('smartProcess').filter((row) => context.types !== undefined || context.wants(row)), ...context.rows('crm')].map((row) => row.uid));
  // a portal whose list leaves labels out is asked field by field
  const labelled = context.languages.flatMap((language) => listed(context, language));
  const unlabelled = new Set(labelled.filter((row) => row.editFormLabel === undefined).map((row) => Number(row.id)));
  const hidesParts = (row: LiveRow): boolean => row.spec.get('type') === 'enumeration' || unlabelled.has(Number(row.ids['id']));
  const wanted = context.rows('field').filter((row) => types.has(row.parent!) && ((context.wants(row) && hidesParts(row)) || context.whole(row)));
  const ids = new Set([...(context.fields ?? []), ...wanted.map((row) => Number(row.ids['id']))]);
  return [...languagesOf(context).flatMap((language) => lists(context, language)), ...[...ids].map(fieldRead)];
}

export function fieldRows(context: ReadContext): LiveRow[] {
  const parents = new Map(context.rows('smartProcess').map((row) => [`CRM_${row.ids['id']}`, row.uid]));
  const ownTypes = new Map(context.rows('fieldType').map((row) => [String(row.ids['userTypeId']), row.uid]));
  // a type of this application that was removed comes back to its fields when it is made again
  const ofApplication = `rest_${applicationNumber(context)}_`;
  const [first, ...others] = languagesOf(context);
  const byLanguage = others.map((language) => [language, new Map(listed(context, language).map((row) => [row.id, row]))] as const);
  return listed(context, first).map((row) => {
    const labels = new Map<string, any>();
    if (first !== undefined) labels.set(first, row);
    for (const [language, rows] of byLanguage) if (rows.has(row.id)) labels.set(language!, rows.get(row.id));
    const parsed = parseField(row, context.answer(fieldRead(row.id))?.result?.field, labels, ownTypes, ofApplication);
    return { ...parsed, parent: parents.get(parsed.parent!) ?? parsed.parent! };
  });
}

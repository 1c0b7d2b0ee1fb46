// Rows of bizproc.workflow.template.list, everybody's: nothing but ID unless asked for more, and without the chains of
// robots. The document type is a triple whose last part says whose documents they are (FACTS §17.4).

import type { Call } from '../model/call.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Ref, Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { LiveRow, ReadContext } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { APPLICATION, applicationNumber } from './sources.ts';
import { autoExecuteOf } from './template-start.ts';

const words = texts.templates;
const COLUMNS = ['ID', 'MODULE_ID', 'ENTITY', 'DOCUMENT_TYPE', 'AUTO_EXECUTE', 'NAME', 'DESCRIPTION', 'MODIFIED', 'SYSTEM_CODE'];
/** What the file is made of again; its maps have an order. */
export const CONTENT = ['TEMPLATE', 'PARAMETERS', 'VARIABLES', 'CONSTANTS'];

function lists(context: ReadContext): Call[] {
  const all = context.contents ? [...COLUMNS, ...CONTENT] : COLUMNS;
  const calls = pages(context, 'bizproc.workflow.template.list', { SELECT: all, ORDER: { ID: 'ASC' } }, 1, 'app');
  return context.contents ? calls.map((call) => ({ ...call, ordered: true, alone: true, seconds: 2 })) : calls;
}

export const templateReads = (context: ReadContext): Call[] => [APPLICATION, ...lists(context)];

/** Whose documents it is about; undefined when they are nothing that could be declared. */
function documentOf(triple: unknown): Ref | undefined {
  const [, , type] = Array.isArray(triple) ? triple.map(String) : [];
  const standard = Object.keys(STANDARD_TYPES).find((name) => STANDARD_TYPES[name]!.fieldKey === type);
  if (standard !== undefined) return { $ref: standard };
  const [, prefix, number] = /^(DYNAMIC|iblock)_(\d+)$/.exec(type ?? '') ?? [];
  if (prefix === undefined) return undefined;
  return { $ref: prefix === 'DYNAMIC' ? `uid:smartProcess:${number}` : `uid:list:${number}` };
}

function maker(systemCode: string): string {
  if (systemCode === '') return words.byHand;
  return systemCode.startsWith('rest_app_') ? words.ofApplication(systemCode) : words.ofPortal(systemCode);
}

/** Documents of a sort that nothing here declares have their templates too: they are shown, and nothing is done about them. */
function rowOf(row: any, type: Ref | undefined, ours: string, hasContent: boolean): LiveRow {
  const name = String(row.NAME ?? '').trim();
  const systemCode = String(row.SYSTEM_CODE ?? '');
  return {
    kind: 'template',
    uid: `template:${row.ID}`,
    ids: { id: Number(row.ID) },
    key: `${type?.$ref.replace(/^uid:/, '') ?? JSON.stringify(row.DOCUMENT_TYPE)}/${name}`,
    name,
    spec: new Map<string, Value>([
      ['name', name],
      ...(type === undefined ? [] : [['documentType', type] as const]),
      ['description', String(row.DESCRIPTION ?? '')],
      ['autoExecute', autoExecuteOf(row.AUTO_EXECUTE)],
    ]),
    ...(typeof row.MODIFIED === 'string' ? { changedAt: row.MODIFIED } : {}),
    ...(hasContent ? { content: Object.fromEntries(CONTENT.map((name) => [name, row[name]])) } : {}),
    ...(systemCode === ours ? {} : { foreign: maker(systemCode) }),
  };
}

/** A template is found by its name: of several of one name only ours, or the oldest, can be said in files. */
function withoutTwins(rows: readonly LiveRow[], row: LiveRow): LiveRow {
  const alike = rows.filter(({ key }) => key === row.key);
  const meant = alike.find(({ foreign }) => foreign === undefined) ?? alike[0];
  const { content: _content, ...rest } = row;
  return row === meant && row.name !== '' ? row : rest;
}

export function templateRows(context: ReadContext): LiveRow[] {
  const ours = `rest_app_${applicationNumber(context)}`;
  const rows = pageRows(context, lists(context), (result) => result, (row) => row.ID).flatMap((row) => {
    // the documentation names the type alone, the server answers the whole triple
    const type = documentOf(Array.isArray(row.DOCUMENT_TYPE) ? row.DOCUMENT_TYPE : [row.MODULE_ID, row.ENTITY, row.DOCUMENT_TYPE]);
    return type === undefined && !context.contents ? [] : [rowOf(row, type, ours, context.contents === true)];
  });
  return context.contents ? rows.map((row) => withoutTwins(rows, row)) : rows;
}

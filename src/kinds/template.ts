// https://apidocs.bitrix24.com/api-reference/bizproc/template/index.html
// A workflow template has no key of ours: among those this application made (SYSTEM_CODE rest_app_{its number on the
// portal}) it is known by document type and name. Others of that name can be neither changed nor adopted. The file
// does not read back as a file; when the template was last changed does. AUTO_EXECUTE is a text of digits (trap 33).

import type { Call } from '../model/call.ts';
import { HeldFile } from '../model/held-file.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import { isRef, revealed, sameValue, Secret, type Ref, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Declared, Identity, Kind, LiveRow, Words, WriteInput } from './contract.ts';
import { DOCUMENT_TYPES, documentType } from './document-type.ts';
import { properties } from './properties.ts';
import { autoExecuteCode, autoExecuteWord } from './template-start.ts';
import { REFERENCES, refsOf, templateData, undeclared } from './template-references.ts';
import { templateFile, lookupsIn } from './template-pulled.ts';
import { templateRisks } from './template-risks.ts';
import { templateReads, templateRows } from './template-row.ts';

const words = texts.templates;
/** Its natural key is nothing a person would write. */
const NO_KEY = /(?!)/;

function declare(body: Body, at: Words): Map<string, Value> {
  const spec = properties(body, at, 'name', 'file');
  const type = at.ref(['documentType'], body.get('documentType') ?? null, DOCUMENT_TYPES);
  if (type !== undefined) spec.set('documentType', type);
  const description = body.get('description');
  const said = description === null ? null : at.text(['description'], description ?? null);
  if (said !== undefined && body.has('description')) spec.set('description', said);
  if (body.has('autoExecute')) spec.set('autoExecute', autoExecuteWord(body.get('autoExecute') as Value));
  const refs = refsOf(spec.get('file'), at);
  if (refs.length > 0) spec.set(REFERENCES, refs);
  if (spec.get('name') instanceof Secret) at.problem(['name'], 'secret-name', words.secretName, words.secretNameHint);
  return spec;
}

function identify({ spec }: Pick<Declared, 'spec'>, uidOf: (address: string) => string | undefined): Identity {
  const type = spec.get('documentType');
  const uid = isRef(type) ? uidOf(type.$ref) : undefined;
  return uid === undefined ? {} : { key: `${uid}/${revealed(spec.get('name')) ?? ''}` };
}

function checkOnce(own: Declared, all: readonly Declared[]): Problem[] {
  const same = (other: Declared): boolean => ['name', 'documentType'].every((path) => sameValue(other.spec.get(path) ?? null, own.spec.get(path) ?? null));
  const first = own.spec.has('documentType') ? all.find(same) : undefined;
  if (first === undefined || first.address === own.address) return [];
  return [problemsOf(own.address)('same-template', words.alike(own.address, first.address), words.alikeHint)];
}

const KEYS: Readonly<Record<string, (value: Value) => readonly [string, unknown]>> = {
  name: (value) => ['NAME', value],
  description: (value) => ['DESCRIPTION', value ?? ''],
  autoExecute: (value) => ['AUTO_EXECUTE', autoExecuteCode(value)],
};

function write(input: WriteInput): Call {
  const changed = [...(input.own?.changed ?? [])];
  const isFileSent = changed.some(([path]) => path === 'file' || path === REFERENCES);
  const plain = changed.flatMap(([path, { after }]) => (KEYS[path] ? [KEYS[path](after)] : []));
  const fields = Object.fromEntries(isFileSent ? [...plain, ['TEMPLATE_DATA', templateData(input)] as const] : plain);
  const way = { context: 'app', seconds: 0.5, ...('TEMPLATE_DATA' in fields ? { alone: true } : {}) } as const;
  if (input.action === 'update') {
    return { method: 'bizproc.workflow.template.update', params: { ID: input.id(input.address, 'id'), FIELDS: fields }, retry: 'idempotent', ...way };
  }
  const type = documentType(input.own!.spec.get('documentType') as Ref, input);
  return { method: 'bizproc.workflow.template.add', params: { DOCUMENT_TYPE: type, ...fields }, retry: 'create', ...way };
}

/** Why a file cannot say it. */
function unsayable({ spec, content, key = '' }: LiveRow): string | undefined {
  if (!spec.has('documentType')) return texts.carried.noDocument(key.slice(0, key.lastIndexOf('/')));
  return content === undefined ? texts.carried.twin : undefined;
}

export const template: Kind = {
  name: 'template',
  section: 'templates',
  title: 'name',
  scopes: ['bizproc'],
  context: 'app',
  probe: 'bizproc.workflow.template.add',
  keyed: true,
  fixed: ['documentType'],
  blind: ['file'],
  unseen: true,
  files: { file: 'bpt' },
  declare,
  pulled: {
    own: NO_KEY, style: 'word', longest: 60, always: ['name', 'documentType'], usual: () => ({ autoExecute: 'none' }),
    left: unsayable, file: templateFile, lookups: lookupsIn, remark: ({ foreign }) => foreign && texts.carried.madeBy(foreign),
  },
  check: (own, _children, all) => [...checkOnce(own, all('template')), ...undeclared(own, all)],
  identify,
  follows: ({ changed }) => {
    const file = changed.get('file')?.after;
    return file instanceof HeldFile && file.mentions.activities ? ['activity', 'robot'] : [];
  },
  reads: templateReads,
  parse: templateRows,
  write,
  risks: templateRisks,
  created: (result) => (Number(result) > 0 ? { id: Number(result) } : undefined),
  uid: (ids) => `template:${ids['id']}`,
};

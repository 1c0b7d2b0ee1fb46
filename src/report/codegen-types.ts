// Contracts of activities -> types, as TypeScript writes them: what is posted, what that means, and what may be
// answered. An activity is a property of each map, by its code, so that no code can clash with a name.

import type { ActivityContract, Parameter } from '../model/activity-contract.ts';
import { comment, key, literal, sentence } from './codegen-text.ts';

export interface TypeDeclaration {
  readonly name: string;
  readonly doc: string;
  /** the one type parameter there is */
  readonly ofCode?: true;
  /** lines of the type */
  readonly type: readonly string[];
}

const BASE: Readonly<Record<string, string>> = {
  bool: 'boolean',
  date: 'PortalDate',
  datetime: 'PortalDate',
  double: 'number',
  file: 'FileId',
  int: 'number',
  select: 'string',
  string: 'string',
  text: 'string',
  user: 'UserValue',
};

const oneOf = ({ type, options }: Parameter): string =>
  type === 'select' && options !== undefined ? options.map(({ value }) => literal(value)).join(' | ') : (BASE[type] ?? 'FormValue');

const listOf = (type: string): string => (type.includes(' | ') ? `readonly (${type})[]` : `readonly ${type}[]`);

/** Types whose nothing is a value like others. */
const NEVER_NULL = ['bool', 'string', 'text'];

function decodedType(parameter: Parameter): string {
  const one = oneOf(parameter);
  if (parameter.multiple) return listOf(one);
  return parameter.required || NEVER_NULL.includes(parameter.type) ? one : `${one} | null`;
}

/** A user or a field of a document may come as a list where one is declared. */
const postedType = ({ multiple, type }: Parameter): string => (multiple || type === 'user' || type.startsWith('UF:') ? 'FormValue' : 'string');

const returnedType = (parameter: Parameter): string =>
  parameter.multiple ? listOf(oneOf(parameter)) : `${oneOf(parameter)}${parameter.required ? '' : ' | null'}`;

function told({ title, note, type, multiple, required, options }: Parameter): string {
  const choices = options?.filter(({ value, text }) => text !== '' && text !== value).map(({ value, text }) => `${literal(value)}: ${text}`).join(', ');
  return comment(sentence(title, note, `${type}${multiple ? ', several' : ''}${required ? ', required' : ''}`, choices === undefined || choices === '' ? undefined : `One of ${choices}`));
}

type Line = (parameter: Parameter) => string;

const LINES: Readonly<Record<'posted' | 'decoded' | 'returned', Line>> = {
  posted: (parameter) => `readonly ${key(parameter.name)}${parameter.multiple ? '?' : ''}: ${postedType(parameter)};`,
  decoded: (parameter) => `readonly ${key(parameter.name)}: ${decodedType(parameter)};`,
  returned: (parameter) => `readonly ${key(parameter.name)}${parameter.required ? '' : '?'}: ${returnedType(parameter)};`,
};

type Side = 'properties' | 'returnProperties';

function mapOf(contracts: readonly ActivityContract[], side: Side, line: Line, docs: boolean): string[] {
  const docOf = (text: string, indent: string): string[] => (docs ? [`${indent}/** ${text} */`] : []);
  const body = contracts.flatMap((contract) => {
    const own = contract[side];
    const head = docOf(comment(sentence(contract.title, contract.note, contract.address)), '  ');
    if (own.length === 0) return [...head, `  readonly ${key(contract.code)}: Readonly<Record<string, never>>;`];
    return [...head, `  readonly ${key(contract.code)}: {`, ...own.flatMap((parameter) => [...docOf(told(parameter), '    '), `    ${line(parameter)}`]), '  };'];
  });
  return ['{', ...body, '}'];
}

const linesOf = (fields: Readonly<Record<string, string>>): string[] =>
  ['{', ...Object.entries(fields).map(([name, type]) => `  readonly ${name}: ${type};`), '}'];

const REQUEST = linesOf({
  workflow_id: 'string',
  code: 'Code',
  document_id: 'DocumentTriple',
  document_type: 'DocumentTriple',
  event_token: 'string',
  properties: 'PostedProperties[Code]',
  use_subscription: "'Y' | 'N'",
  timeout_duration: 'string',
  ts: 'string',
  auth: 'HandlerAuth',
});

const WITH_USER = ['access_token', 'refresh_token', 'expires', 'expires_in', 'scope', 'server_endpoint', 'client_endpoint', 'status', 'user_id'];
const AUTH = linesOf({
  domain: 'string',
  member_id: 'string',
  application_token: 'string',
  ...Object.fromEntries(WITH_USER.map((name) => [`${name}?`, 'string'])),
});

const EVENT_SEND = linesOf({ EVENT_TOKEN: 'string', RETURN_VALUES: 'Readonly<Record<string, unknown>>', 'LOG_MESSAGE?': 'string' });

/** What the types of activities are made of. */
const FIXED: readonly TypeDeclaration[] = [
  {
    name: 'FormValue',
    doc: 'A value of the form the portal posts: everything is a text, names in brackets make maps, and names 0, 1, 2 … a list.',
    type: ['string | readonly FormValue[] | FormMap'],
  },
  {
    name: 'PortalDate',
    doc: 'A date as the portal writes it, in the format of its site, such as 22.11.2026 or 11/22/2026. Answers may be ISO 8601 too.',
    type: ['string'],
  },
  { name: 'FileId', doc: 'Number of a file on the portal, as text.', type: ['string'] },
  { name: 'UserValue', doc: 'A number is the id of a user; a text is a group of users, such as group_hr5.', type: ['number | string'] },
  {
    name: 'DocumentTriple',
    doc: 'Module, class and id or type: crm, CCrmDocumentDeal, DEAL_57.',
    type: ['readonly [module: string, entity: string, document: string]'],
  },
  { name: 'ActivityCode', doc: 'Codes of all activities and robots.', type: ['keyof PostedProperties'] },
  { name: 'HandlerAuth', doc: 'Who asks, and tokens to act with; without a user to run as there are no tokens. All of it is text.', type: AUTH },
  {
    name: 'HandlerRequest',
    doc: "What the portal posts to a handler. document_id is the record it runs for; with use_subscription 'Y' the workflow waits for an answer.",
    ofCode: true,
    type: REQUEST,
  },
  { name: 'AnyHandlerRequest', doc: 'A request of any of them: `code` says which.', type: ['{ [Code in ActivityCode]: HandlerRequest<Code> }[ActivityCode]'] },
  { name: 'EventSendParameters', doc: 'Parameters of bizproc.event.send.', type: EVENT_SEND },
];

const MAPS: readonly (readonly [name: string, doc: string, side: Side, line: Line])[] = [
  ['PostedProperties', 'Properties as they are posted, by the code of their activity. A list that is empty is not posted at all.', 'properties', LINES.posted],
  ['ActivityProperties', 'Properties as decodeProperties() answers them.', 'properties', LINES.decoded],
  ['ActivityReturnValues', 'Values that may be answered.', 'returnProperties', LINES.returned],
];

/** `docs`: whether comments may stand inside a type. */
export const typesOf = (contracts: readonly ActivityContract[], docs: boolean): readonly TypeDeclaration[] =>
  [...FIXED, ...MAPS.map(([name, doc, side, line]) => ({ name, doc, type: mapOf(contracts, side, line, docs) }))];

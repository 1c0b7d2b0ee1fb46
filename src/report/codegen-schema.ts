// Contracts of activities -> one JSON Schema (draft-07): of each, the request as it is once its form is read (all
// values are texts), and the values that bizproc.event.send takes.

import type { ActivityContract, Parameter } from '../model/activity-contract.ts';
import { sentence } from './codegen-text.ts';
import { visibleJson } from './visible.ts';
import type { Generated } from './codegen-module.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const nested: Schema = { $ref: '#/definitions/formValue' };
const someText: Schema = { type: 'string', minLength: 1 };

const aboutOf = ({ title, note }: Pick<Parameter, 'title' | 'note'>): Schema => {
  const description = sentence(note);
  return { ...(title === '' ? {} : { title }), ...(description === '' ? {} : { description }) };
};

function postedOne({ type, required, options }: Parameter): Schema {
  switch (type) {
    case 'bool':
      return { ...text, description: "'Y' or 'N'; of an expression anything, of which '', '0', 'N' and 'false' mean no." };
    case 'int':
      return { ...text, pattern: required ? '^[+-]?\\d+(\\.0+)?$' : '^([+-]?\\d+(\\.0+)?)?$' };
    case 'double':
      return { ...text, pattern: `^${required ? '' : '('}[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d+)?${required ? '' : ')?'}$` };
    case 'select':
      return options === undefined ? (required ? someText : text) : { enum: [...new Set([...options.map(({ value }) => value), ...(required ? [] : [''])])] };
    default:
      return required ? someText : text;
  }
}

function posted(parameter: Parameter): Schema {
  if (parameter.multiple || parameter.type === 'user' || parameter.type.startsWith('UF:')) return { ...nested };
  return postedOne(parameter);
}

function returnedOne({ type, options }: Parameter): Schema {
  switch (type) {
    case 'bool':
      return { enum: ['Y', 'N'] };
    case 'int':
      return { type: 'integer' };
    case 'double':
      return { type: 'number' };
    case 'select':
      return options === undefined ? text : { enum: options.map(({ value }) => value) };
    default:
      return type.startsWith('UF:') ? nested : text;
  }
}

/** Nothing is said with an empty text, unless the value must be there. */
function returned(parameter: Parameter): Schema {
  const one = returnedOne(parameter);
  if (parameter.multiple) return { type: 'array', items: one };
  return parameter.required ? one : { anyOf: [one, { const: '' }] };
}

const described = (schema: Schema, parameter: Parameter): Schema =>
  '$ref' in schema ? { allOf: [schema], ...aboutOf(parameter) } : { ...schema, ...aboutOf(parameter) };

function mapOf(parameters: readonly Parameter[], schemaOf: (parameter: Parameter) => Schema, required: (parameter: Parameter) => boolean): Schema {
  const needed = parameters.filter(required).map(({ name }) => name);
  const properties = Object.fromEntries(parameters.map((each) => [each.name, described(schemaOf(each), each)]));
  return { type: 'object', properties, additionalProperties: false, ...(needed.length === 0 ? {} : { required: needed }) };
}

function definitionsOf(contract: ActivityContract): [string, Schema][] {
  const { code, properties, returnProperties } = contract;
  const isPosted = properties.some(({ multiple, required }) => !multiple || required);
  const own: Schema = {
    type: 'object',
    properties: { code: { const: code }, properties: { $ref: `#/definitions/${code}.properties` } },
    required: ['code', ...(isPosted ? ['properties'] : [])],
  };
  return [
    [`${code}.request`, { ...aboutOf(contract), allOf: [{ $ref: '#/definitions/request' }, own] }],
    // a list that is empty is not posted at all
    [`${code}.properties`, mapOf(properties, posted, ({ multiple, required }) => !multiple || required)],
    [`${code}.returnValues`, mapOf(returnProperties, returned, ({ required }) => required)],
  ];
}

const triple: Schema = { type: 'array', items: [text, text, text], minItems: 3, additionalItems: false, description: 'Module, class and id or type.' };
const WITH_USER = ['access_token', 'refresh_token', 'expires', 'expires_in', 'scope', 'server_endpoint', 'client_endpoint', 'status', 'user_id'];

const SHARED: Readonly<Record<string, Schema>> = {
  formValue: {
    description: 'A value of a form: a text, or a list or a map made of names in brackets.',
    anyOf: [text, { type: 'array', items: nested }, { type: 'object', additionalProperties: nested }],
  },
  auth: {
    type: 'object',
    description: 'Who asks, and tokens to act with; without a user to run as there are no tokens.',
    properties: Object.fromEntries(['domain', 'member_id', 'application_token', ...WITH_USER].map((name) => [name, text])),
    required: ['domain', 'member_id', 'application_token'],
  },
  request: {
    type: 'object',
    properties: {
      workflow_id: text, code: text, document_id: triple, document_type: triple, event_token: text, properties: { type: 'object' },
      use_subscription: { enum: ['Y', 'N', ''] }, timeout_duration: text, ts: text, auth: { $ref: '#/definitions/auth' },
    },
    required: ['workflow_id', 'code', 'document_id', 'document_type', 'event_token', 'timeout_duration', 'ts', 'auth'],
  },
};

export function schemaText({ project, contracts }: Generated): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Requests of the activities of ${project}`,
    description:
      'Made by `bxform codegen activities --lang json-schema`. A request is what the portal posts, once the form is read; ' +
      'CODE.returnValues is for RETURN_VALUES of bizproc.event.send.',
    oneOf: contracts.map(({ code }) => ({ $ref: `#/definitions/${code}.request` })),
    definitions: { ...SHARED, ...Object.fromEntries(contracts.flatMap(definitionsOf)) },
  };
  return `${visibleJson(JSON.stringify(schema, null, 2))}\n`;
}

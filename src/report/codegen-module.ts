// Contracts of activities -> a module without dependencies: types, a table of what is declared, and functions to
// read a request, decode its properties and answer. As TypeScript, or as JavaScript with its types in comments, for
// handlers that run without a build. The same contracts make the same text, so that it can be committed.

import type { ActivityContract, Parameter } from '../model/activity-contract.ts';
import { comment, key, literal } from './codegen-text.ts';
import { runtimeOf } from './codegen-runtime.ts';
import { typesOf, type TypeDeclaration } from './codegen-types.ts';

export interface Generated {
  readonly project: string;
  readonly contracts: readonly ActivityContract[];
}

type Language = 'ts' | 'js';

function tsType({ name, doc, ofCode, type: [first = '', ...rest] }: TypeDeclaration): string {
  const isMap = first === '{';
  const head = isMap ? `export interface ${name}${ofCode ? '<Code extends ActivityCode = ActivityCode>' : ''} ` : `export type ${name} = `;
  return [`/** ${doc} */`, `${head}${first}`, ...rest].join('\n') + (isMap ? '' : ';');
}

const jsType = ({ name, doc, ofCode, type: [first = '', ...rest] }: TypeDeclaration): string =>
  [
    '/**',
    ` * ${doc}`,
    ...(ofCode ? [' * @template {ActivityCode} [Code=ActivityCode]'] : []),
    ` * @typedef {${[first, ...rest].join('\n * ')}} ${name}`,
    ' */',
  ].join('\n');

function shapeOf({ name, type, multiple, required, options }: Parameter): string {
  const choices = options && `options: [${options.map(({ value }) => literal(value)).join(', ')}]`;
  const parts = [`type: ${literal(type)}`, multiple && 'multiple: true', required && 'required: true', choices];
  return `${key(name)}: { ${parts.filter((part) => typeof part === 'string').join(', ')} },`;
}

function tableOf(contracts: readonly ActivityContract[], language: Language): string {
  const shapes = (parameters: readonly Parameter[]): string =>
    parameters.length === 0 ? '{}' : ['{', ...parameters.map((each) => `      ${shapeOf(each)}`), '    }'].join('\n');
  const rows = contracts.map(({ code, properties, returnProperties }) =>
    [`  ${key(code)}: {`, `    properties: ${shapes(properties)},`, `    returnProperties: ${shapes(returnProperties)},`, '  },'].join('\n'));
  return [`const ACTIVITIES${language === 'ts' ? ': Readonly<Record<string, ActivityShape>>' : ''} = {`, ...rows, '};'].join('\n');
}

const OWN_TYPES = `export interface FormMap {
  readonly [name: string]: FormValue;
}

interface Draft extends Map<string, Draft | string> {}

interface Shape {
  readonly type: string;
  readonly multiple?: true;
  readonly required?: true;
  readonly options?: readonly string[];
}

interface ActivityShape {
  readonly properties: Readonly<Record<string, Shape>>;
  readonly returnProperties: Readonly<Record<string, Shape>>;
}`;
const OWN_TYPES_IN_COMMENTS = '/** @typedef {{ readonly [name: string]: FormValue }} FormMap */';

const headOf = ({ project, contracts }: Generated, language: Language): string =>
  [
    `// Made by \`bxform codegen activities --lang ${language}\` from the files of ${comment(project)}. Do not edit: change those and make it again.`,
    ...(language === 'js' ? ['// The types are in the comments; what is inside needs no checking where it is used.', '// @ts-nocheck'] : []),
    '//',
    ...contracts.map(({ address, code }) => `//   ${comment(code)}: ${comment(address)}`),
  ].join('\n');

export function moduleText(generated: Generated, language: Language): string {
  const types = typesOf(generated.contracts, language === 'ts').map(language === 'ts' ? tsType : jsType);
  const own = language === 'ts' ? OWN_TYPES : OWN_TYPES_IN_COMMENTS;
  return `${[headOf(generated, language), ...types, own, tableOf(generated.contracts, language)].join('\n\n')}\n${runtimeOf(language)}`;
}

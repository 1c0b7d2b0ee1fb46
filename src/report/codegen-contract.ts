// Properties of a declared activity -> its contract with the handler. Texts are said in one language; a secret among
// them is left out, and one in a place that would have to be written into the code is a problem.

import { PARAMETER_TYPES, type ActivityContract, type Parameter } from '../model/activity-contract.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import { revealed, saysSecret, Secret, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';

const words = texts.codegen.problems;

interface Declared {
  readonly address: string;
  readonly kind: string;
  readonly spec: Spec;
}

/** In the language, in English, or in the first there is; on one line. */
function said(value: Value | undefined, language: string | undefined): string {
  if (value === undefined || value === null || value instanceof Secret) return '';
  if (typeof value !== 'object') return String(value).replace(/\s+/g, ' ').trim();
  const byLanguage = value as Readonly<Record<string, Value>>;
  const [first = ''] = Object.keys(byLanguage);
  const key = [language ?? '', 'en'].find((each) => Object.hasOwn(byLanguage, each)) ?? first;
  return said(byLanguage[key], language);
}

const isType = (type: string): type is Parameter['type'] => (PARAMETER_TYPES as readonly string[]).includes(type) || /^UF:\w+$/.test(type);

type Options = readonly { readonly value: Value; readonly text: Value }[];

function optionsOf(options: Value | undefined, language: string | undefined): Parameter['options'] {
  if (!Array.isArray(options)) return undefined;
  return (options as unknown as Options).map(({ value, text }) => ({ value: revealed(value) ?? '', text: said(text, language) }));
}

function parametersOf({ address, spec }: Declared, section: string, language: string | undefined, problems: Problem[]): Parameter[] {
  const wrong = problemsOf(address);
  return ((spec.get(section) ?? []) as readonly string[]).flatMap((name) => {
    const body = (spec.get(`${section}.${name}`) ?? {}) as Readonly<Record<string, Value>>;
    const type = revealed(body['type'] ?? 'string')!;
    const options = optionsOf(body['options'], language);
    if (saysSecret(body['type']) || (options !== undefined && (body['options'] as unknown as Options).some(({ value }) => saysSecret(value)))) {
      problems.push(wrong('secret-contract', words.secret(`${section}.${name}`), words.secretHint));
      return [];
    }
    if (!isType(type)) {
      problems.push(wrong('unknown-type', words.unknownType(`${section}.${name}`, type), words.unknownTypeHint(PARAMETER_TYPES.join(', '))));
      return [];
    }
    const note = said(body['description'], language);
    const written = { name, type, multiple: body['multiple'] === true, required: body['required'] === true, title: said(body['name'], language) };
    return [{ ...written, ...(options === undefined ? {} : { options }), ...(note === '' ? {} : { note }) }];
  });
}

function contractOf(declared: Declared, language: string | undefined, problems: Problem[]): ActivityContract {
  const { address, kind, spec } = declared;
  if (saysSecret(spec.get('code'))) problems.push(problemsOf(address)('secret-contract', words.secret('code'), words.secretHint));
  const note = said(spec.get('description'), language);
  return {
    address,
    kind,
    code: revealed(spec.get('code')) ?? '',
    title: said(spec.get('name'), language),
    ...(note === '' ? {} : { note }),
    properties: parametersOf(declared, 'properties', language, problems),
    returnProperties: parametersOf(declared, 'returnProperties', language, problems),
  };
}

interface Contracts {
  readonly contracts: readonly ActivityContract[];
  readonly problems: readonly Problem[];
}

/** In the order of their codes. */
export function contractsOf(declared: readonly Declared[], language: string | undefined): Contracts {
  const problems: Problem[] = [];
  const contracts = declared.map((each) => contractOf(each, language, problems)).sort((a, b) => (a.code < b.code ? -1 : 1));
  return { contracts, problems };
}

/** The same for programs, whatever people read. */
export const sameContracts = (a: readonly ActivityContract[], b: readonly ActivityContract[]): boolean =>
  JSON.stringify(a.map(bare)) === JSON.stringify(b.map(bare));

const bareParameter = ({ name, type, multiple, required, options }: Parameter): object =>
  ({ name, type, multiple, required, options: options?.map(({ value }) => value) });

const bare = ({ code, kind, properties, returnProperties }: ActivityContract): object => ({
  code,
  kind,
  properties: properties.map(bareParameter),
  returnProperties: returnProperties.map(bareParameter),
});

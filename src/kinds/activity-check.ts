// Rules of activities and robots that a schema cannot tell: types that need a document, choices without a list, answers
// nobody waits for, names the portal mistakes for others, and how much fits into its columns.

import { problemsOf, type Problem } from '../model/problem.ts';
import { revealed, Secret, type Spec, type Value } from '../model/value.ts';
import type { Written } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import type { Body, Declared, Kind, Words } from './contract.ts';

const words = texts.activities;
/** Properties every activity of an application has by itself: one of ours with the name would show theirs. */
const OWN = ['Title', 'UseSubscription', 'IsTimeout', 'AuthUserId', 'SetStatusMessage', 'StatusMessage', 'TimeoutDuration', 'TimeoutDurationType'];
/** Bytes a map of properties may have, serialised by PHP. */
const MOST_BYTES = 65_534;

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.includes('{=');

/** Values of options that are written down; undefined: they come from the portal. */
function valuesOf(options: Written | undefined): readonly string[] | undefined {
  if (options instanceof Map) return options.size === 1 && options.has('from') ? undefined : [...options.keys()].map(String);
  return ((options ?? []) as readonly Written[]).map(String);
}

function checkDefault(parameter: Body, type: string, say: Words, path: readonly (string | number)[]): void {
  const written = parameter.get('default') ?? null;
  if (written === null || written instanceof Secret) return;
  const given = (Array.isArray(written) ? (written as readonly Written[]) : [written]).filter((value) => !isExpression(value));
  if (Array.isArray(written) && parameter.get('multiple') !== true) return say.problem([...path, 'default'], 'default-of-many', words.defaultOfMany, words.defaultOfManyHint);
  const values = type === 'select' ? valuesOf(parameter.get('options')) : undefined;
  const stray = values && given.find((value) => !values.includes(String(value)));
  if (stray !== undefined) say.problem([...path, 'default'], 'default-not-an-option', words.defaultNotAnOption, words.defaultNotAnOptionHint(values!.slice(0, 10).join(', ')));
  const isWrong = type === 'bool' ? (value: Written) => ![true, false, 'Y', 'N'].includes(value as string) : type === 'int' || type === 'double' ? (value: Written) => !/^-?\d+(?:\.\d+)?$/.test(String(value)) : () => false;
  if (given.some(isWrong)) say.problem([...path, 'default'], 'wrong-default', words.wrongDefault(type), words.wrongDefaultHint);
}

/** One property or return value, in the body it stands in. */
export function checkParameter(parameter: Body, say: Words, path: readonly (string | number)[], body: Body): void {
  const type = String(parameter.get('type') ?? 'string');
  const options = parameter.get('options');
  const isOfDocument = type.startsWith('UF:');
  if (isOfDocument && (body.get('documentType') ?? null) === null) say.problem([...path, 'type'], 'type-needs-document', words.typeNeedsDocument(type), words.typeNeedsDocumentHint);
  if (type !== 'select' && !isOfDocument && options !== undefined) say.problem([...path, 'options'], 'idle-options', words.idleOptions(type), words.idleOptionsHint);
  checkDefault(parameter, type, say, path);
}

/** What holds among the properties of a body. */
export function checkTogether(body: Body, say: Words): void {
  for (const section of ['properties', 'returnProperties']) {
    const written = body.get(section);
    const seen = new Map<string, string>();
    for (const name of written instanceof Map ? [...written.keys()].map(String) : []) {
      const first = seen.get(name.toLowerCase());
      if (first !== undefined) say.problem([section, name], 'keys-alike', words.namesAlike(name, first), texts.rules.keysAlikeHint);
      else seen.set(name.toLowerCase(), name);
    }
  }
  const returned = body.get('returnProperties');
  if (body.get('useSubscription') === false && returned instanceof Map && returned.size > 0) {
    say.problem(['useSubscription'], 'nobody-waits', words.nobodyWaits, words.nobodyWaitsHint);
  }
}

/** Bytes of PHP's `serialize`. */
function serialized(value: Value | undefined): number {
  if (value === undefined || value === null) return 2;
  if (typeof value === 'boolean') return 4;
  if (typeof value === 'number') return String(value).length + 3;
  if (typeof value === 'object' && !(value instanceof Secret)) {
    const entries = Object.entries(value);
    return String(entries.length).length + 5 + entries.reduce((sum, [key, entry]) => sum + (/^(?:0|-?[1-9]\d*)$/.test(key) ? key.length + 3 : textBytes(key)) + serialized(entry as Value), 0);
  }
  return textBytes(revealed(value) ?? '');
}

function textBytes(text: string): number {
  const bytes = new TextEncoder().encode(text).length;
  return bytes + String(bytes).length + 6;
}

function bytesOf(spec: Spec, section: string): number {
  const names = (spec.get(section) ?? []) as readonly string[];
  const asMap = (value: Value | undefined): Value => {
    const { options, ...rest } = value as Readonly<Record<string, Value>>;
    return Array.isArray(options) ? { ...rest, options: Object.fromEntries((options as readonly { readonly value: string; readonly text: Value }[]).map((option) => [option.value, option.text])) } : rest;
  };
  return serialized(Object.fromEntries(names.map((name) => [name, asMap(spec.get(`${section}.${name}`))])));
}

const codeOf = ({ spec }: Declared): string => revealed(spec.get('code')) ?? '';

type All = Parameters<NonNullable<Kind['check']>>[2];
const declaredOf = (all: All): Declared[] => ['activity', 'robot'].flatMap((kind) => [...all(kind)]);

function codeTaken(own: Declared, all: All): Problem[] {
  const first = declaredOf(all).find((other) => codeOf(other) === codeOf(own));
  return first === undefined || first.address === own.address ? [] : [problemsOf(own.address)('code-taken', words.codeTaken(own.address, first.address, codeOf(own)), words.codeTakenHint)];
}

/** The portal takes each page of settings once. */
function pageTaken(own: Declared, all: All): Problem[] {
  const pageOf = ({ spec }: Declared): string | undefined => revealed(spec.get('placementHandler'));
  const page = pageOf(own);
  const first = page === undefined ? undefined : declaredOf(all).find((other) => pageOf(other) === page);
  return first === undefined || first.address === own.address ? [] : [problemsOf(own.address)('settings-page-taken', words.pageTaken(own.address, first.address), words.pageTakenHint)];
}

export const checkActivity: NonNullable<Kind['check']> = (own, _children, all) => {
  const { address, spec } = own;
  const wrong = problemsOf(address);
  const [inputs, returned] = ['properties', 'returnProperties'].map((section) => (spec.get(section) ?? []) as readonly string[]) as [readonly string[], readonly string[]];
  const warning = (code: string, message: string, hint: string): Problem => ({ ...wrong(code, message, hint), level: 'warning' });
  return [
    ...codeTaken(own, all),
    ...pageTaken(own, all),
    ...['properties', 'returnProperties'].filter((section) => bytesOf(spec, section) > MOST_BYTES).map((section) => wrong('too-long', words.tooLong(address, section, MOST_BYTES), words.tooLongHint)),
    ...[...inputs, ...returned].filter((name) => OWN.includes(name)).map((name) => warning('reserved-name', words.reservedName(address, name), words.reservedNameHint)),
    ...inputs.filter((name) => returned.includes(name)).map((name) => warning('one-name-for-two', words.oneNameForTwo(address, name), words.oneNameForTwoHint)),
  ];
};

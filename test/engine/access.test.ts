import { describe, expect, test } from 'vitest';
import { accessProblems, deniedBy } from '../../src/engine/access.ts';
import { ReadError, type Live } from '../../src/engine/read.ts';
import { KINDS } from '../../src/kinds/index.ts';

const answering = (answers: Record<string, unknown>): Live => ({ rows: () => [], byUid: new Map(), denied: new Map(), answer: ({ method }) => (method in answers ? { result: answers[method] } : undefined) });
const kinds = (...names: string[]) => KINDS.filter(({ name }) => names.includes(name));
const codes = (answers: Record<string, unknown>, ...names: string[]): string[] => accessProblems(answering(answers), kinds(...names)).map(({ code, message }) => `${code} ${/scope (\w+)/.exec(message)?.[1] ?? ''}`.trim());

describe('access', () => {
  test.each<[string, Record<string, unknown>, string[], string[]]>([
    ['an administrator with all scopes may', { profile: { ID: '1', ADMIN: true }, scope: ['crm', 'userfieldconfig'] }, ['smartProcess', 'field'], []],
    ['Y is an administrator too', { profile: { ID: '1', ADMIN: 'Y' }, scope: ['crm'] }, ['smartProcess'], []],
    ['anybody else may not', { profile: { ID: '5', ADMIN: false }, scope: ['crm'] }, ['smartProcess'], ['not-an-administrator']],
    ['a profile that says nothing is not an administrator\'s', { profile: { ID: '5' }, scope: ['crm'] }, ['smartProcess'], ['not-an-administrator']],
    ['each missing scope is named once', { profile: { ADMIN: true }, scope: ['user'] }, ['field', 'option', 'stage'], ['missing-scope userfieldconfig', 'missing-scope crm']],
    ['scopes may come as a map', { profile: { ADMIN: true }, scope: { 0: 'crm', 2: 'userfieldconfig' } }, ['field'], []],
    ['people can be looked up with any of several scopes', { profile: { ADMIN: true }, scope: ['user_brief'] }, ['user'], []],
    ['but with one of them', { profile: { ADMIN: true }, scope: ['crm'] }, ['user'], ['missing-scope user']],
  ])('%s', (_what, answers, names, expected) => {
    expect(codes(answers, ...names)).toEqual(expected);
  });

  const refused = (answers: Record<string, unknown>): ReadError => new ReadError('crm.type.list', { kind: 'refused', code: 'ACCESS_DENIED', message: 'Access denied' }, answering(answers).answer);

  test('a refused read is explained by who asked', () => {
    expect(deniedBy(refused({ profile: { ID: '5', ADMIN: false }, scope: ['crm'] }), kinds('smartProcess')).problems.map(({ code }) => code)).toEqual(['not-an-administrator']);
  });

  test('a refused read stays an error when that explains nothing, or nobody knows who asked', () => {
    for (const answers of [{ profile: { ADMIN: true }, scope: ['crm'] }, {}]) expect(() => deniedBy(refused(answers), kinds('smartProcess'))).toThrow(ReadError);
    expect(() => deniedBy(new TypeError('a bug'), [])).toThrow(TypeError);
  });
});

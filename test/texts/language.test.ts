import { describe, expect, test } from 'vitest';
import { settleLanguage } from '../../src/language.ts';

describe('the language', () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ['English when nothing says otherwise', ['plan'], {}, 'en'],
    ['that of the system', ['plan'], { LANG: 'ru_RU.UTF-8' }, 'ru'],
    ['English on a system whose language is not spoken', ['plan'], { LANG: 'de_DE.UTF-8' }, 'en'],
    ['that of messages rather than the general one', ['plan'], { LANG: 'en_US.UTF-8', LC_MESSAGES: 'ru_RU' }, 'ru'],
    ['English under LC_ALL=C, whatever LANG is', ['plan'], { LANG: 'ru_RU.UTF-8', LC_ALL: 'C' }, 'en'],
    ['not that of an empty variable', ['plan'], { LC_ALL: '', LANG: 'ru_RU.UTF-8' }, 'ru'],
    ['that of BXFORM_LANG before the system', ['plan'], { BXFORM_LANG: 'en', LC_ALL: 'ru_RU.UTF-8' }, 'en'],
    ['that of --lang before everything', ['plan', '--lang', 'ru'], { BXFORM_LANG: 'en' }, 'ru'],
    ['that of --lang= anywhere', ['--lang=ru', 'plan'], {}, 'ru'],
    ['that of the last --lang', ['plan', '--lang', 'ru', '--lang', 'en'], {}, 'en'],
    ['not that of words that only begin alike', ['plan'], { LANG: 'run' }, 'en'],
  ])('is %s', (_, args, environment, language) => {
    settleLanguage(args, environment);
    expect(environment['BXFORM_LANG']).toBe(language);
  });

  test('is taken out of the command line, but for what follows --', () => {
    expect(settleLanguage(['plan', '--lang', 'ru', '--json', '--lang=en'], {})).toEqual({ args: ['plan', '--json'] });
    expect(settleLanguage(['plan', '--', '--lang', 'ru'], {})).toEqual({ args: ['plan', '--', '--lang', 'ru'] });
  });

  test('of code is left to the command that writes it', () => {
    const environment: Record<string, string> = {};
    expect(settleLanguage(['codegen', 'activities', '--lang', 'ru', '--lang', 'ts'], environment)).toEqual({ args: ['codegen', 'activities', '--lang', 'ts'] });
    expect(environment['BXFORM_LANG']).toBe('ru');
    expect(settleLanguage(['codegen', 'activities', '--lang=json-schema', '--lang=en'], {})).toEqual({ args: ['codegen', 'activities', '--lang=json-schema'] });
  });

  test('that is not spoken is told', () => {
    expect(settleLanguage(['plan', '--lang', 'fr'], {})).toEqual({ args: ['plan'], unknown: 'fr' });
  });
});

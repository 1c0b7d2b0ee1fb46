// The portal's own words for yes and no, by its language. A field that is given them stores nothing.

import type { Value } from './value.ts';

const USUAL: Readonly<Record<string, Readonly<Record<'yes' | 'no', string>>>> = {
  en: { yes: 'yes', no: 'no' },
  ru: { yes: 'да', no: 'нет' },
  ua: { yes: 'так', no: 'ні' },
  de: { yes: 'ja', no: 'nein' },
  fr: { yes: 'oui', no: 'non' },
  la: { yes: 'sí', no: 'no' },
  br: { yes: 'sim', no: 'não' },
  it: { yes: 'sì', no: 'no' },
  pl: { yes: 'tak', no: 'nie' },
  tr: { yes: 'evet', no: 'hayır' },
};

/** The text as it reads back. */
export function unlessUsual(text: Value | undefined, word: 'yes' | 'no', language: string | undefined): Value {
  const isUsual = typeof text === 'string' && text.toLowerCase() === USUAL[language ?? '']?.[word];
  return isUsual ? '' : (text ?? '');
}

// Names as keys: Latin letters, digits and one sign between words. What a name is written in does not matter; a
// name of nothing but signs has no key.

import slugify from '@sindresorhus/slugify';

/** `Заявка на ремонт` as `zayavka-na-remont`, or as a code `ZAYAVKA_NA_REMONT`; cut at a word where it is too long. */
export function latin(name: string, style: 'word' | 'code', longest: number): string | undefined {
  const separator = style === 'word' ? '-' : '_';
  const words = slugify(name.normalize('NFKC'), { separator, decamelize: false }).replace(/^[^a-z]+/, '');
  const whole = style === 'word' ? words : words.toUpperCase();
  if (whole.length <= longest) return whole === '' ? undefined : whole;
  const cut = whole.slice(0, longest + 1);
  const end = cut.lastIndexOf(separator);
  return end > longest / 2 ? cut.slice(0, end) : cut.slice(0, longest);
}

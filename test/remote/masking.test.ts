import { describe, expect, test } from 'vitest';
import { masked } from '../../src/remote/masking.ts';

const secret = 'Zx81repair/Shop+Secret=9';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a secret in a text', () => {
  test.each([
    ['as it is', `token ${secret}!`],
    ['URL-encoded', `?client_secret=${encodeURIComponent(secret)}&x=1`],
    ['URL-encoded in lower case', encodeURIComponent(secret).toLowerCase().replace(/zx81repair(.*)shop(.*)secret(.*)9/, 'Zx81repair$1Shop$2Secret$39')],
    ['in base64', base64(secret)],
    ['in base64 after a name', base64(`client:${secret}`)],
    ['in base64 after a longer name', base64(`client2:${secret}:more`)],
    ['in base64 after another name', base64(`client22:${secret}:and more`)],
    ['in base64 for addresses', Buffer.from(`id:${secret}`).toString('base64url')],
    ['in base64, URL-encoded', encodeURIComponent(base64(`client:${secret}`))],
  ])('is masked %s', (_, text) => {
    expect(text).not.toBe(masked(text, [secret]));
    const shown = masked(text, [secret]);
    expect(shown).toContain('***');
    for (const part of ['repair', 'Secret', 'cGFpcl', base64('Shop').slice(0, 4)]) expect(shown).not.toContain(part);
  });

  test('is masked as a whole when another one is a part of it', () => {
    expect(masked('of token-12345-long', ['token-12345', 'token-12345-long'])).toBe('of ***');
  });

  test('is left alone when it is shorter than a word, and so is everything else', () => {
    expect(masked('the last of all (base64: dGhl)', ['the', 'somethingelse'])).toBe('the last of all (base64: dGhl)');
  });
});

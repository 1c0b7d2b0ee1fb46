import { describe, expect, test } from 'vitest';
import type { Words } from '../../src/kinds/contract.ts';
import { checkHandler, handlerDigest } from '../../src/kinds/handler-address.ts';
import { Secret } from '../../src/model/value.ts';

function told(url: string | Secret): string[] {
  const found: string[] = [];
  const words: Words = { language: 'en', text: () => undefined, ref: () => undefined, problem: (path, code, message) => void found.push(`${path.join('.')} ${code} ${message}`) };
  checkHandler(words, ['handler'], url);
  return found;
}

describe('the address of a handler', () => {
  test.each([
    'https://service.example.com/visits', 'https://service.example.com:8443/?key=1', 'http://localhost:3000/visits', 'http://127.0.0.1/visits', 'http://127.8.0.1:80/', 'http://[::1]:3000/',
  ])('may be %s', (url) => expect(told(url)).toEqual([]));

  test.each([
    'http://service.example.com/visits', 'http://localhost.example.com/', 'http://127.0.0.1.example.com/', 'http://10.0.0.5/visits', 'ftp://service.example.com/',
  ])('is not %s, which anybody on the way can read', (url) => expect(told(url)).toEqual([expect.stringMatching(/^handler handler-not-https /)]));

  test.each(['https://', 'http://exa mple/', 'service.example.com'])('is no %s', (url) => expect(told(url)).toEqual([expect.stringMatching(/^handler bad-value /)]));

  test('that is a secret is checked and not shown', () => {
    const secret = new Secret('${env.HANDLER}', 'http://service.example.com/?key=quietword', (text) => text);
    expect(told(secret)).toEqual([expect.stringMatching(/^handler handler-not-https /)]);
    expect(told(secret).join()).not.toMatch(/quietword|example/);
    expect(handlerDigest(secret)).toBe(handlerDigest('http://service.example.com/?key=quietword'));
    expect(handlerDigest(secret)).toMatch(/^[0-9a-f]{16}$/);
  });
});

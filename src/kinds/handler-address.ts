// Addresses the portal calls. They travel over https, or stay on this machine. An address may be a secret (a key in
// its query), and it is half of the identity of what it is bound to: so identity knows its digest alone.

import { createHash } from 'node:crypto';
import type { Value } from '../model/value.ts';
import { revealed } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Words } from './contract.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Tells what is wrong with an address that the portal is to call. */
export function checkHandler(words: Words, path: readonly (string | number)[], url: Value): void {
  const text = revealed(url) ?? '';
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined) words.problem(path, 'bad-value', texts.bindings.notAddress, texts.bindings.notAddressHint);
  else if (address.protocol !== 'https:' && !(address.protocol === 'http:' && LOOPBACK.test(address.hostname))) {
    words.problem(path, 'handler-not-https', texts.bindings.notHttps, texts.bindings.notHttpsHint);
  }
}

/** Stands for an address wherever things are told apart. */
export const handlerDigest = (url: Value | undefined): string => createHash('sha256').update(revealed(url) ?? '').digest('hex').slice(0, 16);

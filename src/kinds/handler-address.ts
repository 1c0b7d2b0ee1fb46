// Addresses the portal calls. They travel over https, or stay on this machine.

import type { Value } from '../model/value.ts';
import { revealed } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Words } from './contract.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Tells what is wrong with an address that the portal is to call. */
export function checkHandler(words: Words, path: readonly (string | number)[], url: Value): void {
  const text = revealed(url) ?? '';
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address?.protocol !== 'https:' && !(address?.protocol === 'http:' && LOOPBACK.test(address.hostname))) {
    words.problem(path, 'handler-not-https', texts.fieldTypes.notHttps, texts.fieldTypes.notHttpsHint);
  }
}

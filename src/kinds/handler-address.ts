// Addresses that the portal posts to. What it posts carries tokens, so plain http is for the same machine only: a
// sandbox or a program under development.

import { revealed, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Words } from './contract.ts';

const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?(?:[/?#]|$)/i;

export function checkHandler(words: Words, path: readonly (string | number)[], url: Value): void {
  const text = revealed(url) ?? '';
  if (!/^http:/i.test(text) || LOOPBACK.test(text)) return;
  words.problem(path, 'handler-not-https', texts.activities.notHttps, texts.activities.notHttpsHint);
}

// The token that ties an answer to the step of the workflow that waits for it: workflow, step and a
// random part, signed by the portal, so that nobody can answer for somebody else (FACTS 17.1).

import { createHmac } from 'node:crypto';
import type { Data } from '../contract.ts';
import { memberId } from './registry.ts';

const signature = (data: Data, value: string): string => createHmac('sha256', `bizproc${memberId(data)}`).update(value).digest('hex');

export function signEventToken(data: Data, parts: readonly string[]): string {
  const value = parts.join('|');
  return `${value}.${signature(data, value)}`;
}

/** Undefined: not signed by this portal. */
export function readEventToken(data: Data, token: string): readonly string[] | undefined {
  const at = token.lastIndexOf('.');
  const value = token.slice(0, Math.max(at, 0));
  return at > 0 && token.slice(at + 1) === signature(data, value) ? value.split('|') : undefined;
}

// Addresses by pattern: `smartProcess.*/field.UF_*`, `deal/**`. A `*` stands for any part of one segment, `**` for any
// number of segments, none included. Relations belong to the smart process they are written with.

import { rootOf, splitAddress } from './address.ts';

const asExpression = (segment: string): RegExp => new RegExp(`^${segment.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*')}$`);

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return segments.length === 0;
  if (first === '**') return matches(rest, segments) || (segments.length > 0 && matches(pattern, segments.slice(1)));
  return segments.length > 0 && asExpression(first).test(segments[0]!) && matches(rest, segments.slice(1));
}

/** Exactly these. */
export const matchesAddress = (pattern: string, address: string): boolean => matches(splitAddress(pattern), splitAddress(address));

/** On the way to these. */
export function leadsTo(pattern: string, address: string): boolean {
  const [parts, own] = [splitAddress(pattern), splitAddress(address)];
  return own.length < parts.length && matches(parts.slice(0, own.length), own);
}

/** These and everything below them. */
export function covers(pattern: string, address: string): boolean {
  if (matchesAddress(pattern, address) || matchesAddress(`${pattern}/**`, address)) return true;
  return address.startsWith('relation(') && matchesAddress(pattern, rootOf(address));
}

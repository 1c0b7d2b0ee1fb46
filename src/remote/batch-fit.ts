// May a call travel inside a batch? A batch command is a query string: PHP makes every value a string,
// cannot be told null, true or an empty list, rewrites some keys, replaces `$result[...]`, drops what
// exceeds its limits, and passes everything through a filter that takes text apart which looks like
// markup, script, SQL or a path (FACTS 2.1, 3, 4.1). None of this is reported. Whatever might be
// touched goes alone, as JSON; a call too many costs a request, a call too few a customer's label.

import type { Call } from '../model/call.ts';
import { commandCharacters, commandDepth, commandLeaves } from './limits.ts';
import { membersOf } from './members.ts';
import { commandOf } from './query.ts';

/** One word or one number: nothing any rule of the filter could cut. */
const plain = /^(?:[A-Za-z_]*|[\d.,-]*)$/;
/** Top-level names lose dots, spaces and brackets; nested ones may carry the operator of a filter. */
const topKey = /^[A-Za-z_][\w-]*$/;
const nestedKey = /^(?:<=|[!>=@%?*~]{1,3})?([\w.:-]+)$/;
/** Without an exponent, which PHP's integers do not read. */
const plainNumber = /^-?\d+(?:\.\d+)?$/;

const suspicious: readonly RegExp[] = [
  /[<>`\\]/,
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f]/,
  /\$[a-z_]/i,
  /&#|&[a-z]\w*;/i,
  /\/\*|\*\//,
  /\.\.\/|[./]{30}/,
  /union|select|insert|outfile|dumpfile|load_file|exec(?:ute)?\s*\(/i,
  /from.*(?:where|limit)|into.*(?:outfile|dumpfile)|update.*set/is,
  /(?:alter|create|drop|truncate).*(?:database|table|function|procedure|server|event|view|index)|delete.*from/is,
];
/** Looked for with the spaces taken out: the filter sees through them. */
const suspiciousTogether: readonly RegExp[] = [
  /on[a-z]*=/i,
  /(?:behavior|script|style|formaction|seeksegmenttime|fscommand)[:=]/i,
  /expression\(|-moz-binding|@import|schemas-microsoft|data:/i,
];

/** `undefined`: it may; otherwise why it must go alone. */
export function whyAlone(call: Call): string | undefined {
  if (call.alone === true) return 'asked for';
  if (/^(?:batch|upload|download)$/i.test(call.method)) return 'the method is not allowed in a batch';
  const leaves = { count: 0 };
  for (const [key, value] of Object.entries(call.params)) {
    if (value === undefined) continue;
    const why = topKey.test(key) ? whyValue(value, 1, leaves) : 'a key PHP would rewrite';
    if (why !== undefined) return why;
  }
  if (leaves.count > commandLeaves) return 'too many values';
  return commandOf(call).length > commandCharacters ? 'too long' : undefined;
}

function whyValue(value: unknown, depth: number, leaves: { count: number }): string | undefined {
  leaves.count += 1;
  switch (typeof value) {
    case 'string':
      return whyText(value);
    case 'number':
      return plainNumber.test(String(value)) ? undefined : 'a number that would change its form';
    case 'object':
      return value === null ? 'null' : whyMembers(value, depth, leaves);
    default:
      return `a ${typeof value}`;
  }
}

function whyMembers(value: object, depth: number, leaves: { count: number }): string | undefined {
  leaves.count -= 1;
  const members = membersOf(value).filter(([, member]) => member !== undefined || Array.isArray(value));
  if (members.length === 0) return 'an empty list or map';
  if (depth > commandDepth) return 'too deep';
  for (const [key, member] of members) {
    const name = nestedKey.exec(key)?.[1];
    if (name === undefined) return 'a key PHP would rewrite';
    const why = whyText(name) ?? whyValue(member, depth + 1, leaves);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyText(text: string): string | undefined {
  if (text.length > commandCharacters) return 'too long';
  if (plain.test(text)) return undefined;
  const together = text.replace(/\s+/g, '');
  const found = suspicious.some((pattern) => pattern.test(text)) || suspiciousTogether.some((pattern) => pattern.test(together));
  return found ? 'text the portal may alter' : undefined;
}

// What one attempt says of one call. The line that matters runs between `notRun`, which is proof and
// allows even a create to be sent again, and `silence`, which is everything after bytes have left that
// is not an answer of the method itself: then only reading the portal can tell (FACTS 5, 35.47).

import type { Outcome } from '../model/call.ts';
import type { Reply } from './http.ts';
import { orderedJson } from './ordered-json.ts';
import { texts } from '../texts/index.ts';

type Done = Extract<Outcome, { kind: 'done' }>;
type Refused = Extract<Outcome, { kind: 'refused' }>;
export type Verdict =
  | Done
  | Refused
  | { readonly kind: 'notRun'; readonly why: 'rate' | 'connection' | 'operating' | 'credential'; readonly reason: string; readonly lasting?: true }
  | { readonly kind: 'silence'; readonly reason: string };

export type Body = Readonly<Record<string, unknown>>;

/** Codes that come after the method may have done its work: an answer that could not be built, a failed gateway. */
const afterWork = new Set(['INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER', 'WRONG_ENCODING']);
/** 5xx codes that are given before any method is looked up (FACTS 5). */
const beforeWork = new Set(['PORTAL_DELETED', 'INTERNAL_WRONG_TRANSPORT', 'INTERNAL_WRONG_HANDLER_CLASS']);
const certificate = /CERT|TLS|SSL|ISSUER|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** A reply as an envelope of the portal, or what its lack means for everything the request carried. */
export function envelopeOf(reply: Reply, host: string, isOrdered = false): { readonly body: Body; readonly status: number } | Verdict {
  switch (reply.kind) {
    case 'unsent': {
      const reason = texts.wire.noConnection(host, reply.code);
      return certificate.test(reply.code) ? { kind: 'notRun', why: 'connection', reason, lasting: true } : { kind: 'notRun', why: 'connection', reason };
    }
    case 'lost':
      return { kind: 'silence', reason: texts.wire.noAnswer(host, reply.code) };
    case 'answer': {
      const body = parse(reply.text, isOrdered);
      return body === undefined ? { kind: 'silence', reason: texts.wire.notJson(host, reply.status) } : { body, status: reply.status };
    }
  }
}

/** `{result, total?, next?}` or `{error, error_description}`: a whole answer, or one command's part of it. */
export function verdictOf(body: Body, status: number | undefined): Verdict {
  if (Object.hasOwn(body, 'error')) return verdictOfError(body, status);
  if (!Object.hasOwn(body, 'result') || (status !== undefined && status >= 300)) {
    return { kind: 'silence', reason: texts.wire.emptyAnswer(status) };
  }
  return {
    kind: 'done',
    result: body['result'],
    ...(typeof body['total'] === 'number' && { total: body['total'] }),
    ...(typeof body['next'] === 'number' && { next: body['next'] }),
  };
}

function verdictOfError(body: Body, status: number | undefined): Verdict {
  const code = textOf(body['error']);
  const message = withoutTags(textOf(body['error_description']));
  if (code === 'QUERY_LIMIT_EXCEEDED') return { kind: 'notRun', why: 'rate', reason: texts.wire.busy };
  if (code === 'OPERATION_TIME_LIMIT') return { kind: 'notRun', why: 'operating', reason: texts.wire.usedUp };
  const failed = afterWork.has(code) || message === 'SQL query error!' || (status !== undefined && status >= 500);
  if (failed && !beforeWork.has(code)) return { kind: 'silence', reason: texts.wire.failed(code || message || texts.wire.status(status)) };
  return { kind: 'refused', code, message, ...(status !== undefined && { status }) };
}

export const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string, isOrdered: boolean): Body | undefined {
  try {
    const value: unknown = isOrdered ? orderedJson(text) : JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** `Wrong value<br>` is a sentence, not a page. */
const withoutTags = (text: string): string => text.replace(/<\/?[a-z][^>]*>/gi, ' ').replace(/\s+/g, ' ').trim();

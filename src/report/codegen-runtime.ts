// The part of generated code that is the same for every project, and the reading of a request in it. Written once for
// two languages: ‹…› is TypeScript's alone, «…» is JavaScript's. What the portal posts (bizproc,
// CBPRestActivity::execute) is a form, in which everything is a text, lists are maps and empty lists are nothing.

import { VALUES } from './codegen-values.ts';

const REQUESTS = String.raw`
/** Something is wrong with a request: it is no request, or properties are not what was declared. */
export class RequestError extends Error {
«  /** @param {readonly string[]} problems */
»  constructor(problems‹: readonly string[]›) {
    super(problems.join('; '));
    this.name = 'RequestError';
«    /** @type {readonly string[]} */
»    this.problems = problems;
  }
‹  readonly problems: readonly string[];
›}

const DEEPEST = 16;

/** Puts a value where a[b][] leads, as PHP does. */
function put(root‹: Draft›, name‹: string›, value‹: string›)‹: void› {
  const path = [/^[^[]*/.exec(name)‹!›[0], ...[...name.matchAll(/\[([^[\]]*)\]/g)].map(([, inner = '']) => inner)].slice(0, DEEPEST);
  let at = root;
  path.forEach((step, depth) => {
    const key = step === '' && depth > 0 ? String(at.size) : step;
    if (depth === path.length - 1) return at.set(key, value);
    const below = at.get(key);
    const next‹: Draft› = below instanceof Map ? below : new Map();
    at.set(key, next);
    at = next;
  });
}

function settled(draft‹: Draft›)‹: FormMap | readonly FormValue[]› {
  const entries = [...draft].map(([key, value])‹: [string, FormValue]› => [key, value instanceof Map ? settled(value) : value]);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function readForm(body‹: string›)‹: FormMap› {
  const root‹: Draft› = new Map();
  for (const [name, value] of new URLSearchParams(body)) put(root, name, value);
  return Object.fromEntries([...root].map(([name, value]) => [name, value instanceof Map ? settled(value) : value]));
}

const asMap = (value‹: FormValue | undefined›)‹: FormMap› => (typeof value === 'object' && !Array.isArray(value) ? value‹ as FormMap› : {});

/**
 * Reads the body of a request: as it was posted, or as a server that knows forms with brackets has read it. Throws a
 * RequestError when it is no request of an activity that is known here.
 * Whether it comes from the portal, only auth.application_token tells: compare it with the one your application was given.
«
 * @param {string | FormMap} body
 * @returns {AnyHandlerRequest}
» */
export function readRequest(body‹: string | FormMap›)‹: AnyHandlerRequest› {
  const form = typeof body === 'string' ? readForm(body) : body;
  const problems‹: string[]› = [];
  const text = (name‹: string›, from‹: FormMap› = form, shown‹: string› = name)‹: string› => {
    const value = from[name];
    if (typeof value !== 'string') problems.push(shown + ' is missing');
    return typeof value === 'string' ? value : '';
  };
  const triple = (name‹: string›)‹: DocumentTriple› => {
    const parts = Array.isArray(form[name]) ? form[name]‹ as readonly FormValue[]› : [];
    if (parts.length !== 3 || parts.some((part) => typeof part !== 'string')) problems.push(name + ' is no list of three texts');
    return parts‹ as unknown as DocumentTriple›;
  };
  const code = text('code');
  if (problems.length === 0 && !Object.hasOwn(ACTIVITIES, code)) problems.push('no activity with the code ' + JSON.stringify(code) + ' is known here');
  const auth = asMap(form['auth']);
  for (const name of ['domain', 'member_id', 'application_token']) text(name, auth, 'auth.' + name);
  const request = {
    workflow_id: text('workflow_id'),
    code,
    document_id: triple('document_id'),
    document_type: triple('document_type'),
    event_token: text('event_token'),
    properties: asMap(form['properties']),
    use_subscription: form['use_subscription'] === 'Y' ? 'Y' : 'N',
    timeout_duration: text('timeout_duration'),
    ts: text('ts'),
    auth,
  };
  if (problems.length > 0) throw new RequestError(problems);
  return request‹ as unknown as AnyHandlerRequest›;
}
`;

export function runtimeOf(language: 'ts' | 'js'): string {
  const both = `${REQUESTS}\n${VALUES}`;
  return language === 'ts' ? both.replace(/«[^»]*»/g, '').replace(/[‹›]/g, '') : both.replace(/‹[^›]*›/g, '').replace(/«\n?([^»]*)»/g, '$1');
}

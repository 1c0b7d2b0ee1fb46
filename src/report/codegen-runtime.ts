// The part of generated code that is the same for every project: reading what the portal posts, decoding its
// properties, and making an answer. Written once for two languages: ‹…› is TypeScript's alone, «…» is JavaScript's.
// What the portal posts: bizproc, CBPRestActivity::execute; a form, in which everything is a text, lists are maps and
// empty lists are nothing. What it takes: CBPRestActivity::onExternalEvent.

const RUNTIME = String.raw`
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
 * Reads the body of a request, as it was posted. Throws a RequestError when it is no request of an activity that is known here.
 * Whether it comes from the portal, only auth.application_token tells: compare it with the one your application was given.
«
 * @param {string} body
 * @returns {AnyHandlerRequest}
» */
export function readRequest(body‹: string›)‹: AnyHandlerRequest› {
  const form = readForm(body);
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
    use_subscription: text('use_subscription'),
    timeout_duration: text('timeout_duration'),
    ts: text('ts'),
    auth,
  };
  if (problems.length > 0) throw new RequestError(problems);
  return request‹ as unknown as AnyHandlerRequest›;
}

const leaves = (value‹: FormValue | undefined›)‹: string[]› =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : Object.values(value ?? {}).flatMap(leaves);

/** One value; undefined: it is none of the type. Yes and no as the portal itself takes them apart. */
function decoded(shape‹: Shape›, text‹: string›)‹: unknown› {
  switch (shape.type) {
    case 'bool':
      return text !== '0' && text !== 'false' && text.toUpperCase() !== 'N';
    case 'int':
      return /^[+-]?\d+(?:\.0+)?$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'double':
      return /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text.replace(',', '.')) : undefined;
    case 'user':
      return /^(?:user_)?\d+$/.test(text) ? Number(text.replace('user_', '')) : text;
    case 'select':
      return shape.options === undefined || shape.options.includes(text) ? text : undefined;
    default:
      return text;
  }
}

function decodedAll(name‹: string›, shape‹: Shape›, posted‹: FormValue | undefined›, problems‹: string[]›)‹: unknown› {
  const isOfDocument = shape.type.startsWith('UF:');
  const isEmpty = leaves(posted).length === 0;
  if (isEmpty && shape.required === true && shape.type !== 'bool') problems.push(name + ' is required, and came empty');
  if (isOfDocument) return shape.multiple === true ? (isEmpty ? [] : typeof posted === 'string' ? [posted] : Object.values(posted‹!›)) : isEmpty ? null : posted;
  const values = leaves(posted).map((text) => {
    const value = decoded(shape, text);
    if (value === undefined) problems.push(name + ' cannot be ' + JSON.stringify(text) + (shape.options === undefined ? ', its type is ' + shape.type : ', it is one of ' + shape.options.join(', ')));
    return value;
  });
  if (shape.multiple === true) return values;
  if (values.length > 0) return values[0];
  return shape.type === 'bool' ? false : shape.type === 'string' || shape.type === 'text' ? '' : null;
}

/**
 * The properties of a request, with their types. Throws a RequestError with all that is wrong.
«
 * @template {ActivityCode} Code
 * @param {HandlerRequest<Code>} request
 * @returns {ActivityProperties[Code]}
» */
export function decodeProperties‹<Code extends ActivityCode>›(request‹: HandlerRequest<Code>›)‹: ActivityProperties[Code]› {
  const problems‹: string[]› = [];
  const posted = request.properties‹ as FormMap›;
  const properties = Object.entries(ACTIVITIES[request.code]‹!›.properties)
    .map(([name, shape]) => [name, decodedAll(name, shape, Object.hasOwn(posted, name) ? posted[name] : undefined, problems)]);
  if (problems.length > 0) throw new RequestError(problems);
  return Object.fromEntries(properties)‹ as ActivityProperties[Code]›;
}

function encoded(shape‹: Shape›, value‹: unknown›)‹: unknown› {
  if (Array.isArray(value)) return value.map((one) => encoded(shape, one));
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (shape.type === 'user' && typeof value === 'number') return 'user_' + value;
  return value ?? '';
}

/**
 * Parameters of bizproc.event.send, which lets the workflow go on. Values that are left out stay what they are by default.
«
 * @template {ActivityCode} Code
 * @param {HandlerRequest<Code>} request
 * @param {ActivityReturnValues[Code]} values
 * @param {string} [logMessage] goes into the log of the workflow
 * @returns {EventSendParameters}
» */
export function answerTo‹<Code extends ActivityCode>›(request‹: HandlerRequest<Code>›, values‹: ActivityReturnValues[Code]›, logMessage‹?: string›)‹: EventSendParameters› {
  const given‹: Readonly<Record<string, unknown>>› = { ...values };
  const returned = Object.entries(ACTIVITIES[request.code]‹!›.returnProperties)
    .flatMap(([name, shape]) => (Object.hasOwn(given, name) && given[name] !== undefined ? [[name, encoded(shape, given[name])]] : []));
  return { EVENT_TOKEN: request.event_token, RETURN_VALUES: Object.fromEntries(returned), ...(logMessage === undefined ? {} : { LOG_MESSAGE: logMessage }) };
}
`;

export const runtimeOf = (language: 'ts' | 'js'): string =>
  language === 'ts' ? RUNTIME.replace(/«[^»]*»/g, '').replace(/[‹›]/g, '') : RUNTIME.replace(/‹[^›]*›/g, '').replace(/«\n?([^»]*)»/g, '$1');

// Made by `bxform codegen activities --lang js` from the files of activity-pack. Do not edit: change those and make it again.
// The types are in the comments; what is inside needs no checking where it is used.
// @ts-nocheck
//
//   change-deal: activity.change-deal
//   user-information: activity.user-information

/**
 * A value of the form the portal posts: everything is a text, names in brackets make maps, and names 0, 1, 2 … a list.
 * @typedef {string | readonly FormValue[] | FormMap} FormValue
 */

/**
 * A date as the portal writes it, in the format of its site, such as 22.11.2026 or 11/22/2026. Answers may be ISO 8601 too.
 * @typedef {string} PortalDate
 */

/**
 * Number of a file on the portal, as text.
 * @typedef {string} FileId
 */

/**
 * A number is the id of a user; a text is a group of users, such as group_hr5.
 * @typedef {number | string} UserValue
 */

/**
 * Module, class and id or type: crm, CCrmDocumentDeal, DEAL_57.
 * @typedef {readonly [module: string, entity: string, document: string]} DocumentTriple
 */

/**
 * Codes of all activities and robots.
 * @typedef {keyof PostedProperties} ActivityCode
 */

/**
 * Who asks, and tokens to act with; without a user to run as there are no tokens. All of it is text.
 * @typedef {{
 *   readonly domain: string;
 *   readonly member_id: string;
 *   readonly application_token: string;
 *   readonly access_token?: string;
 *   readonly refresh_token?: string;
 *   readonly expires?: string;
 *   readonly expires_in?: string;
 *   readonly scope?: string;
 *   readonly server_endpoint?: string;
 *   readonly client_endpoint?: string;
 *   readonly status?: string;
 *   readonly user_id?: string;
 * }} HandlerAuth
 */

/**
 * What the portal posts to a handler. document_id is the record it runs for; with use_subscription 'Y' the workflow waits for an answer.
 * @template {ActivityCode} [Code=ActivityCode]
 * @typedef {{
 *   readonly workflow_id: string;
 *   readonly code: Code;
 *   readonly document_id: DocumentTriple;
 *   readonly document_type: DocumentTriple;
 *   readonly event_token: string;
 *   readonly properties: PostedProperties[Code];
 *   readonly use_subscription: 'Y' | 'N';
 *   readonly timeout_duration: string;
 *   readonly ts: string;
 *   readonly auth: HandlerAuth;
 * }} HandlerRequest
 */

/**
 * A request of any of them: `code` says which.
 * @typedef {{ [Code in ActivityCode]: HandlerRequest<Code> }[ActivityCode]} AnyHandlerRequest
 */

/**
 * Parameters of bizproc.event.send.
 * @typedef {{
 *   readonly EVENT_TOKEN: string;
 *   readonly RETURN_VALUES: Readonly<Record<string, unknown>>;
 *   readonly LOG_MESSAGE?: string;
 * }} EventSendParameters
 */

/**
 * Properties as they are posted, by the code of their activity. A list that is empty is not posted at all.
 * @typedef {{
 *   readonly 'change-deal': {
 *     readonly title: string;
 *     readonly type: string;
 *     readonly funnel: string;
 *     readonly stage: string;
 *     readonly probability: string;
 *     readonly tax_rate: string;
 *     readonly amount: string;
 *     readonly currency: string;
 *     readonly company: string;
 *     readonly responsible: FormValue;
 *     readonly comment: string;
 *     readonly contacts?: FormValue;
 *     readonly source: string;
 *     readonly source_text: string;
 *   };
 *   readonly 'user-information': {
 *     readonly user_id: FormValue;
 *   };
 * }} PostedProperties
 */

/**
 * Properties as decodeProperties() answers them.
 * @typedef {{
 *   readonly 'change-deal': {
 *     readonly title: string;
 *     readonly type: string | null;
 *     readonly funnel: number | null;
 *     readonly stage: string;
 *     readonly probability: number | null;
 *     readonly tax_rate: number | null;
 *     readonly amount: number | null;
 *     readonly currency: string | null;
 *     readonly company: number | null;
 *     readonly responsible: UserValue | null;
 *     readonly comment: string;
 *     readonly contacts: readonly number[];
 *     readonly source: string | null;
 *     readonly source_text: string;
 *   };
 *   readonly 'user-information': {
 *     readonly user_id: UserValue;
 *   };
 * }} ActivityProperties
 */

/**
 * Values that may be answered.
 * @typedef {{
 *   readonly 'change-deal': {
 *     readonly result?: boolean | null;
 *   };
 *   readonly 'user-information': {
 *     readonly online?: boolean | null;
 *     readonly active?: boolean | null;
 *     readonly email?: string | null;
 *     readonly first_name?: string | null;
 *     readonly last_name?: string | null;
 *     readonly middle_name?: string | null;
 *     readonly gender?: string | null;
 *     readonly profession?: string | null;
 *     readonly home_page?: string | null;
 *     readonly birthday?: PortalDate | null;
 *     readonly photo?: string | null;
 *     readonly icq?: string | null;
 *     readonly personal_phone?: string | null;
 *     readonly fax?: string | null;
 *     readonly mobile?: string | null;
 *     readonly pager?: string | null;
 *     readonly street?: string | null;
 *     readonly city?: string | null;
 *     readonly region?: string | null;
 *     readonly zip?: string | null;
 *     readonly country?: string | null;
 *     readonly company?: string | null;
 *     readonly position?: string | null;
 *     readonly company_phone?: string | null;
 *     readonly department_ids?: readonly number[];
 *     readonly department_names?: readonly string[];
 *     readonly interests?: string | null;
 *     readonly skills?: string | null;
 *     readonly other_sites?: string | null;
 *     readonly xing?: string | null;
 *     readonly linkedin?: string | null;
 *     readonly facebook?: string | null;
 *     readonly twitter?: string | null;
 *     readonly skype?: string | null;
 *     readonly district?: string | null;
 *     readonly inner_phone?: string | null;
 *     readonly user_type?: string | null;
 *   };
 * }} ActivityReturnValues
 */

/** @typedef {{ readonly [name: string]: FormValue }} FormMap */

const ACTIVITIES = {
  'change-deal': {
    properties: {
      title: { type: 'string' },
      type: { type: 'select' },
      funnel: { type: 'int' },
      stage: { type: 'string' },
      probability: { type: 'int' },
      tax_rate: { type: 'double' },
      amount: { type: 'double' },
      currency: { type: 'select' },
      company: { type: 'int' },
      responsible: { type: 'user' },
      comment: { type: 'text' },
      contacts: { type: 'int', multiple: true },
      source: { type: 'select' },
      source_text: { type: 'text' },
    },
    returnProperties: {
      result: { type: 'bool' },
    },
  },
  'user-information': {
    properties: {
      user_id: { type: 'user', required: true },
    },
    returnProperties: {
      online: { type: 'bool' },
      active: { type: 'bool' },
      email: { type: 'string' },
      first_name: { type: 'string' },
      last_name: { type: 'string' },
      middle_name: { type: 'string' },
      gender: { type: 'string' },
      profession: { type: 'string' },
      home_page: { type: 'string' },
      birthday: { type: 'date' },
      photo: { type: 'string' },
      icq: { type: 'string' },
      personal_phone: { type: 'string' },
      fax: { type: 'string' },
      mobile: { type: 'string' },
      pager: { type: 'string' },
      street: { type: 'string' },
      city: { type: 'string' },
      region: { type: 'string' },
      zip: { type: 'string' },
      country: { type: 'string' },
      company: { type: 'string' },
      position: { type: 'string' },
      company_phone: { type: 'string' },
      department_ids: { type: 'int', multiple: true },
      department_names: { type: 'string', multiple: true },
      interests: { type: 'text' },
      skills: { type: 'text' },
      other_sites: { type: 'string' },
      xing: { type: 'string' },
      linkedin: { type: 'string' },
      facebook: { type: 'string' },
      twitter: { type: 'string' },
      skype: { type: 'string' },
      district: { type: 'string' },
      inner_phone: { type: 'string' },
      user_type: { type: 'string' },
    },
  },
};

/** Something is wrong with a request: it is no request, or properties are not what was declared. */
export class RequestError extends Error {
  /** @param {readonly string[]} problems */
  constructor(problems) {
    super(problems.join('; '));
    this.name = 'RequestError';
    /** @type {readonly string[]} */
    this.problems = problems;
  }
}

const DEEPEST = 16;

/** Puts a value where a[b][] leads, as PHP does. */
function put(root, name, value) {
  const path = [/^[^[]*/.exec(name)[0], ...[...name.matchAll(/\[([^[\]]*)\]/g)].map(([, inner = '']) => inner)].slice(0, DEEPEST);
  let at = root;
  path.forEach((step, depth) => {
    const key = step === '' && depth > 0 ? String(at.size) : step;
    if (depth === path.length - 1) return at.set(key, value);
    const below = at.get(key);
    const next = below instanceof Map ? below : new Map();
    at.set(key, next);
    at = next;
  });
}

function settled(draft) {
  const entries = [...draft].map(([key, value]) => [key, value instanceof Map ? settled(value) : value]);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function readForm(body) {
  const root = new Map();
  for (const [name, value] of new URLSearchParams(body)) put(root, name, value);
  return Object.fromEntries([...root].map(([name, value]) => [name, value instanceof Map ? settled(value) : value]));
}

const asMap = (value) => (typeof value === 'object' && !Array.isArray(value) ? value : {});

/**
 * Reads the body of a request: as it was posted, or as a server that knows forms with brackets has read it. Throws a
 * RequestError when it is no request of an activity that is known here.
 * Whether it comes from the portal, only auth.application_token tells: compare it with the one your application was given.
 * @param {string | FormMap} body
 * @returns {AnyHandlerRequest}
 */
export function readRequest(body) {
  const form = typeof body === 'string' ? readForm(body) : body;
  const problems = [];
  const text = (name, from = form, shown = name) => {
    const value = from[name];
    if (typeof value !== 'string') problems.push(shown + ' is missing');
    return typeof value === 'string' ? value : '';
  };
  const triple = (name) => {
    const parts = Array.isArray(form[name]) ? form[name] : [];
    if (parts.length !== 3 || parts.some((part) => typeof part !== 'string')) problems.push(name + ' is no list of three texts');
    return parts;
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
  return request;
}

const leaves = (value) =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : Object.values(value ?? {}).flatMap(leaves);

/** One value; undefined: it is none of the type. Yes and no as the portal itself takes them apart. */
function decoded(shape, text) {
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

function decodedAll(name, shape, posted, problems) {
  const isOfDocument = shape.type.startsWith('UF:');
  const isEmpty = leaves(posted).length === 0;
  if (isEmpty && shape.required === true && shape.type !== 'bool') problems.push(name + ' is required, and came empty');
  if (isOfDocument && shape.multiple !== true) return isEmpty ? null : posted;
  if (isOfDocument) return isEmpty ? [] : typeof posted === 'string' ? [posted] : Object.values(posted);
  const values = leaves(posted).map((text) => {
    const value = decoded(shape, text);
    const wanted = shape.options === undefined ? 'its type is ' + shape.type : 'it is one of ' + shape.options.join(', ');
    if (value === undefined) problems.push(name + ' cannot be ' + JSON.stringify(text) + ', ' + wanted);
    return value;
  });
  if (shape.multiple === true) return values;
  if (values.length > 0) return values[0];
  return shape.type === 'bool' ? false : shape.type === 'string' || shape.type === 'text' ? '' : null;
}

/**
 * The properties of a request, with their types. Throws a RequestError with all that is wrong.
 * @template {ActivityCode} Code
 * @param {HandlerRequest<Code>} request
 * @returns {ActivityProperties[Code]}
 */
export function decodeProperties(request) {
  const problems = [];
  const posted = request.properties;
  const properties = Object.entries(ACTIVITIES[request.code].properties)
    .map(([name, shape]) => [name, decodedAll(name, shape, Object.hasOwn(posted, name) ? posted[name] : undefined, problems)]);
  if (problems.length > 0) throw new RequestError(problems);
  return Object.fromEntries(properties);
}

function encoded(shape, value) {
  if (Array.isArray(value)) return value.map((one) => encoded(shape, one));
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (shape.type === 'user' && typeof value === 'number') return 'user_' + value;
  return value ?? '';
}

/**
 * Parameters of bizproc.event.send, which lets the workflow go on. Values that are left out stay what they are by default.
 * @template {ActivityCode} Code
 * @param {HandlerRequest<Code>} request
 * @param {ActivityReturnValues[Code]} values
 * @param {string} [logMessage] goes into the log of the workflow
 * @returns {EventSendParameters}
 */
export function answerTo(
  request,
  values,
  logMessage,
) {
  const given = { ...values };
  const returned = Object.entries(ACTIVITIES[request.code].returnProperties)
    .flatMap(([name, shape]) => (Object.hasOwn(given, name) && given[name] !== undefined ? [[name, encoded(shape, given[name])]] : []));
  const log = logMessage === undefined ? {} : { LOG_MESSAGE: logMessage };
  return { EVENT_TOKEN: request.event_token, RETURN_VALUES: Object.fromEntries(returned), ...log };
}

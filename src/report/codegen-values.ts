// The part of generated code that knows values: a property as it was posted -> what it means, and a return value ->
// what the portal takes (bizproc, CBPRestActivity::onExternalEvent). The marks are those of codegen-runtime.ts.

export const VALUES = String.raw`const leaves = (value‹: FormValue | undefined›)‹: string[]› =>
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
  if (isOfDocument && shape.multiple !== true) return isEmpty ? null : posted;
  if (isOfDocument) return isEmpty ? [] : typeof posted === 'string' ? [posted] : Object.values(posted‹!›);
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
export function answerTo‹<Code extends ActivityCode>›(
  request‹: HandlerRequest<Code>›,
  values‹: ActivityReturnValues[Code]›,
  logMessage‹?: string›,
)‹: EventSendParameters› {
  const given‹: Readonly<Record<string, unknown>>› = { ...values };
  const returned = Object.entries(ACTIVITIES[request.code]‹!›.returnProperties)
    .flatMap(([name, shape]) => (Object.hasOwn(given, name) && given[name] !== undefined ? [[name, encoded(shape, given[name])]] : []));
  const log = logMessage === undefined ? {} : { LOG_MESSAGE: logMessage };
  return { EVENT_TOKEN: request.event_token, RETURN_VALUES: Object.fromEntries(returned), ...log };
}
`;

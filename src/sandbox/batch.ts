// `batch`: up to 50 commands one after another in one process (FACTS 4). The reply is always 200;
// what went wrong is inside.

import { RestError } from './contract.ts';
import { suffer } from './fault-effects.ts';
import { fromPlain, toObject, truthy, type PhpArray, type PhpValue } from './php-array.ts';
import { parseForm } from './php-form.ts';
import { beginUncounted, envelope, processNow, refused, runCall, type Outcome, type PhpProcess } from './php-process.ts';
import type { LoggedCommand } from './portal.ts';
import { withoutOwnKeys } from './request.ts';
import { substitute } from './result-references.ts';
import { filterParams } from './web-filter.ts';

const commandLimit = 50;
const forbidden = ['batch', 'download', 'upload'];

export async function runBatch(process: PhpProcess, params: PhpArray): Promise<Outcome> {
  const started = processNow(process);
  beginUncounted(process, 'batch');
  // The names of the parameters are taken in any case.
  const named = new Map([...params].map(([key, value]) => [key.toUpperCase(), value]));
  const commands = named.get('CMD');
  const halt = truthy(named.get('HALT')); // the string "false" halts (FACTS 2.2, 35.3)
  const collected: PhpArray = new Map(['result', 'next', 'total', 'time', 'error'].map((part) => [part, new Map()]));
  process.log.commands = [];
  let count = 0;
  for (const [name, command] of commands instanceof Map ? commands : []) {
    count += 1;
    if (count <= commandLimit && typeof command !== 'string' && process.portal.switches['batchNonText'] === 'skipped') continue;
    const outcome = count > commandLimit
      ? refused(new RestError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded'))
      : await runCommand(process, name, typeof command === 'string' ? command : '', collected);
    collect(collected, name, outcome);
    if (outcome.body.has('error') && halt) break;
  }
  const part = (key: string): PhpValue => collected.get(key) ?? null;
  const result = new Map([
    ['result', part('result')], ['result_error', part('error')], ['result_total', part('total')],
    ['result_next', part('next')], ['result_time', part('time')],
  ]);
  return { status: 200, body: envelope(process, 'batch', { result }, started, started) };
}

async function runCommand(process: PhpProcess, name: string, command: string, collected: PhpArray): Promise<Outcome> {
  const { path, query } = splitCommand(command);
  const method = path.toLowerCase();
  const substituted = substitute(parseForm(query), collected);
  const filtered = process.portal.switches['webFilter'] === true ? filterParams(substituted) : substituted;
  const params = withoutOwnKeys(filtered, process.credentials);
  const logged: LoggedCommand = { name, method, params: toObject(params) };
  process.log.commands?.push(logged);
  const run = (): Promise<Outcome> => forbidden.includes(method)
    ? Promise.resolve(refused(new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 405)))
    : runCall(process, method, params, true);
  const fault = process.portal.faults.strike(method, true);
  const outcome = await (fault === undefined ? run() : suffer(process, fault, run));
  if (outcome.body.has('error')) logged.error = String(outcome.body.get('error'));
  return outcome;
}

/**
 * A command is taken for a URL: what follows a `#` is lost, control characters become underscores,
 * and a colon before the `?` makes a scheme of the method.
 */
function splitCommand(command: string): { readonly path: string; readonly query: string } {
  // oxlint-disable-next-line no-control-regex
  const text = (command.split('#', 1)[0] ?? '').replace(/[\x00-\x1f\x7f]/g, '_');
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  return { path: path.includes(':') ? '' : path, query: mark < 0 ? '' : text.slice(mark + 1) };
}

/** Every member of a command's envelope goes under the command's name, an error as a whole. */
function collect(collected: PhpArray, name: string, outcome: Outcome): void {
  for (const [part, value] of outcome.body) {
    const map = collected.get(part);
    const under: PhpArray = map instanceof Map ? map : new Map();
    if (under !== map) collected.set(part, under);
    under.set(name, fromPlain(part === 'error' ? outcome.body : value));
  }
}

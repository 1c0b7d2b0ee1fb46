// The state file as text, and back. Whatever cannot be trusted is refused with what to do about it:
// a state read wrongly would make us change things that are not ours.

import { orderedKeys } from './ordered-keys.ts';
import { StateError, type State } from './port.ts';
import { texts } from '../texts/index.ts';

const FORMAT = 'bxform-state/1';
const ORIGINS: readonly unknown[] = ['created', 'sideEffect', 'adopted', 'recovered', 'acknowledged'];
const words = texts.memory;

export function stateText(state: State): string {
  const { format, project, portal, instance, serial, clientId, entries } = state;
  return `${JSON.stringify({ format, project, portal, instance, serial, clientId, entries: orderedKeys(entries) }, null, 2)}\n`;
}

/** `file` is only named in messages. */
export function parseState(text: string, file: string): State {
  const found = parse(text, file);
  if (!isMap(found)) throw new StateError(words.notState(file));
  checkFormat(found['format'], file);
  const wrong = firstWrong(found);
  if (wrong !== undefined) throw new StateError(words.damaged(file, wrong));
  return found as unknown as State;
}

function parse(text: string, file: string): unknown {
  if (/^(<{7}|>{7}) /m.test(text)) {
    throw new StateError(words.merging(file));
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new StateError(text.trim() === '' ? words.empty(file) : words.notJson(file));
  }
}

function checkFormat(format: unknown, file: string): void {
  if (format === FORMAT) return;
  const version = typeof format === 'string' ? /^bxform-state\/(\d+)$/.exec(format)?.[1] : undefined;
  if (version !== undefined && Number(version) > 1) {
    throw new StateError(words.newer(file, String(format), FORMAT));
  }
  throw new StateError(words.noFormat(file, FORMAT));
}

function firstWrong(state: Readonly<Record<string, unknown>>): string | undefined {
  const text = ['project', 'portal', 'instance'].find((name) => typeof state[name] !== 'string' || state[name] === '');
  if (text !== undefined) return words.lacks(text);
  if (!Number.isSafeInteger(state['serial']) || (state['serial'] as number) < 0) return words.lacks('serial');
  if (state['clientId'] !== undefined && typeof state['clientId'] !== 'string') return words.lacks('clientId');
  if (!isMap(state['entries'])) return words.lacks('entries');
  const entry = Object.entries(state['entries']).find(([, found]) => !isEntry(found));
  return entry && words.entry(JSON.stringify(entry[0]));
}

const isEntry = (entry: unknown): boolean =>
  isMap(entry) &&
  typeof entry['kind'] === 'string' &&
  ORIGINS.includes(entry['origin']) &&
  isMap(entry['ids']) &&
  Object.values(entry['ids']).every((id) => typeof id === 'string' || typeof id === 'number') &&
  ['key', 'mark', 'name', 'changedAt', 'acknowledged'].every((name) => entry[name] === undefined || typeof entry[name] === 'string') &&
  (entry['blind'] === undefined || isMap(entry['blind'])) &&
  ['unwanted', 'begun'].every((name) => entry[name] === undefined || entry[name] === true);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

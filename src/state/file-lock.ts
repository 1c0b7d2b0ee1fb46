// One apply at a time. The lock says who holds it; a lock left by a process of this host that is
// gone is taken over, anything less certain is refused with the holder's name and the way out.
// The take-over is itself exclusive, or two waiting processes could each remove the other's new lock.

import { mkdir, open, readlink, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { codeOf, PRIVATE, readIfThere, unwritable } from './durable-file.ts';
import { StateError } from './port.ts';
import { texts } from '../texts/index.ts';

/** Somebody has it: waiting may help. */
export class Held extends StateError {}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** the space of process ids: containers that share a host name do not share processes */
  readonly processes?: string;
  readonly started: string;
}

export async function takeLock(file: string, now: () => number): Promise<{ readonly release: () => Promise<void> }> {
  const text = `${JSON.stringify(await ourselves(now))}\n`;
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  if (!(await createExclusively(file, text))) await takeOver(file, text);
  return { release: () => release(file, text) };
}

/** Who has it, in words; undefined: nobody, or nobody any more. */
export async function heldBy(file: string): Promise<string | undefined> {
  const text = await readIfThere(file);
  const holder = holderOf(text ?? '');
  return text === undefined || (holder !== undefined && (await isGone(holder))) ? undefined : nameOf(holder);
}

async function takeOver(file: string, text: string): Promise<void> {
  await refuseUnlessAbandoned(file);
  const guard = `${file}.takeover`;
  if (!(await createExclusively(guard, text))) throw held(guard, await readIfThere(guard));
  try {
    await refuseUnlessAbandoned(file);
    await remove(file);
    if (!(await createExclusively(file, text))) throw held(file, await readIfThere(file));
  } finally {
    await remove(guard);
  }
}

async function refuseUnlessAbandoned(file: string): Promise<void> {
  const text = await readIfThere(file);
  if (text === undefined) return;
  const holder = holderOf(text);
  if (holder === undefined || !(await isGone(holder))) throw held(file, text);
}

async function release(file: string, text: string): Promise<void> {
  if ((await readIfThere(file)) === text) await remove(file);
}

async function createExclusively(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', PRIVATE);
    await handle.writeFile(text).finally(() => handle.close());
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw unwritable(file, error);
  }
}

async function remove(file: string): Promise<void> {
  await unlink(file).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw unwritable(file, error);
  });
}

async function ourselves(now: () => number): Promise<Holder> {
  const processes = await readlink('/proc/self/ns/pid').catch(() => undefined);
  const started = new Date(now()).toISOString();
  return { pid: process.pid, host: hostname(), ...(processes === undefined ? {} : { processes }), started };
}

async function isGone(holder: Holder): Promise<boolean> {
  const { host, processes } = await ourselves(() => 0);
  if (holder.host !== host || holder.processes !== processes) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const found = JSON.parse(text) as Partial<Holder> | null;
    const { pid, host, started } = found ?? {};
    const valid = Number.isSafeInteger(pid) && pid! > 0 && typeof host === 'string' && typeof started === 'string';
    return valid ? (found as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function held(file: string, text: string | undefined): Held {
  return new Held(texts.memory.locked(nameOf(holderOf(text ?? '')), file));
}

const nameOf = (holder: Holder | undefined): string => (holder ? texts.memory.holder(holder.pid, holder.host, holder.started) : texts.memory.unnamedHolder);

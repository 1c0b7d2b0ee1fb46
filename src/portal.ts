// A declared portal, opened: the wire to it and the memory of it. `sandbox: true` is the built-in sandbox
// portal: the one that `bxform sandbox` serves if it runs, else one started for the time of the command,
// with its data in the project's .bxform folder. It has a webhook and an application of its own.

import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalSettings, Project } from './model/source.ts';
import { openRemote, type RemoteSettings } from './remote/index.ts';
import type { Remote } from './remote/port.ts';
import { fileStateStore } from './state/file-store.ts';
import type { StateStore } from './state/port.ts';

export interface OpenPortal {
  readonly remote: Remote;
  readonly store: StateStore;
  /** host as the state knows it: the sandbox keeps its name whatever port it listens on */
  readonly host: string;
  /** of the built-in sandbox: where its control surface is */
  readonly sandbox?: string;
  readonly close: () => Promise<void>;
}

/** Portal seconds per second on the sandbox: what a portal takes a minute for takes a second. */
export const SANDBOX_CLOCK = 60;

export const sandboxFile = (project: Pick<Project, 'folder'>, portal: string): string => join(project.folder, '.bxform', 'sandbox', `${portal}.json`);

/** Where a served sandbox is to be found: its address and the speed of its clock. */
export interface Served {
  readonly url: string;
  readonly origin: string;
  readonly clockScale: number;
}
export const servedFile = (file: string): string => `${file}.served`;

let hashWith: (text: string) => string = (text) => createHmac('sha256', 'bxform').update(text).digest('hex');
/** Keyed hash of secrets; the key comes from the credential of the portal that is open. */
export const secretHash = (text: string): string => hashWith(text);

export async function servedAt(file: string): Promise<Served | undefined> {
  try {
    const found = JSON.parse(await readFile(servedFile(file), 'utf8')) as Served;
    return (await fetch(`${found.origin}/_sandbox/requests`)).ok ? found : undefined;
  } catch {
    return undefined;
  }
}

async function openSandbox(project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<Served & { readonly close: () => Promise<void> }> {
  const file = sandboxFile(project, portal.name);
  const running = await servedAt(file);
  if (running) return { ...running, close: async () => undefined };
  const { startSandbox } = await import('./sandbox/index.ts');
  const sandbox = await startSandbox({ file, clockScale: SANDBOX_CLOCK, ...(portal.language === 'en' || portal.language === 'ru' ? { language: portal.language } : {}) });
  return { url: sandbox.url, origin: sandbox.origin, clockScale: SANDBOX_CLOCK, close: sandbox.close };
}

type Credentials = Pick<RemoteSettings, 'webhook' | 'app'>;

/** It has an application, unless the project says that it has none. */
async function sandboxCredentials({ url, origin }: Served, project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<Credentials> {
  const { name, webhookOnly } = portal;
  if (webhookOnly) return { webhook: url };
  const { sandboxApplication } = await import('./sandbox-application.ts');
  return { webhook: url, app: sandboxApplication(origin, name, project.folder) };
}

/** A portal on this computer may run on a faster clock: portal seconds per second. */
const loopbackClock = (address: string): { clockScale?: number } => {
  const scale = Number(process.env['BXFORM_PORTAL_CLOCK']);
  return scale > 0 && /^http:\/\/(localhost|127\.|\[::1\])/.test(address) ? { clockScale: scale } : {};
};

const named = (remote: Remote, host: string): Remote => ({ ...remote, host });

/** Who we are to a portal, as the wire wants it. */
async function credentialsOf(project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<Credentials> {
  const webhook = portal.webhook?.reveal();
  const { app, accessToken, command } = portal;
  if (!app && !accessToken && !command) return { webhook: webhook! };
  const { appFor } = await import('./application.ts');
  return { app: await appFor(project, portal), ...(webhook === undefined ? {} : { webhook }) };
}

/** What is remembered of a portal, in the project in this folder. */
export const storeIn = (folder: string, portal: Pick<PortalSettings, 'name'>, host: string): StateStore =>
  fileStateStore({ folder: join(folder, '.bxform', 'state'), name: portal.name === 'env' ? host : portal.name, now: Date.now });

/** `onRequest` hears of every request, without what was in it. */
export async function openPortal(project: Pick<Project, 'folder'>, portal: PortalSettings, onRequest?: RemoteSettings['onRequest']): Promise<OpenPortal> {
  const sandbox = portal.sandbox ? await openSandbox(project, portal) : undefined;
  const credentials = await (sandbox ? sandboxCredentials(sandbox, project, portal) : credentialsOf(project, portal));
  const opened = openRemote({
    ...credentials,
    ...(sandbox ? { clockScale: sandbox.clockScale } : loopbackClock(credentials.webhook ?? `http://${credentials.app!.host}`)),
    ...(portal.host === undefined || sandbox ? {} : { expectedHost: portal.host }),
    ...(portal.limits ? { limits: portal.limits } : {}),
    ...(onRequest === undefined ? {} : { onRequest }),
    userAgent: `bxform/${process.env['BXFORM_VERSION'] ?? 'dev'}`,
  });
  hashWith = opened.hash;
  const remote = sandbox ? named(opened, `built-in-${portal.name}`) : opened;
  const store = storeIn(project.folder, portal, remote.host);
  return {
    remote,
    store,
    host: remote.host,
    ...(sandbox === undefined ? {} : { sandbox: sandbox.origin }),
    close: async () => {
      opened.close();
      await sandbox?.close();
    },
  };
}

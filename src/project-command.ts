// Commands that work on a project and, mostly, on a portal: loading and resolving the files, opening the
// portal and its state, and turning the expected failures of both into problems and exit codes.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand, EXIT, Stop } from './command.ts';
import type { Pair } from './engine/match.ts';
import type { Live } from './engine/read.ts';
import type { Graph } from './engine/resolve.ts';
import type { Kind } from './kinds/contract.ts';
import type { Asked } from './engine/selection.ts';
import type { Ids, Plan } from './model/plan.ts';
import type { Policy } from './model/policy.ts';
import { isError, problem, type Place, type Problem } from './model/problem.ts';
import type { PortalSettings, Project, Source } from './model/source.ts';
import type { OpenPortal } from './portal.ts';
import type { State } from './state/port.ts';
import { texts } from './texts/index.ts';

const words = texts.commands.shared;

export const pathArg = { path: Args.string({ description: words.path }) };
export const portalFlag = { portal: Flags.string({ char: 'p', description: words.portal, env: 'BXFORM_PORTAL' }) };

/** A part of the project. */
export const partFlags = {
  only: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: texts.choice.only }),
  exclude: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: texts.choice.exclude }),
};
export const partOf = ({ only, exclude }: { only?: string[] | undefined; exclude?: string[] | undefined }): Asked => ({ only: only ?? [], exclude: exclude ?? [] });

export interface Configured {
  readonly project: Project;
  readonly portal: PortalSettings;
  readonly source: Source;
  readonly graph: Graph;
  readonly policies: readonly Policy[];
  /** ids written down for this portal */
  readonly ids: ReadonlyMap<string, Ids>;
  readonly warnings: readonly Problem[];
}

export interface Seen {
  readonly configured: Configured;
  readonly world: { readonly kinds: ReadonlyMap<string, Kind>; readonly pairs: ReadonlyMap<string, Pair>; readonly live: Live };
  /** writes ids down; answers the path of the file */
  readonly write: (taken: readonly { readonly address: string; readonly ids: Ids }[]) => Promise<string>;
}

/** Ours: no method was asked. */
const NOT_LET_IN = /^(invalid_(grant|client|scope)|wrong_client|PAYMENT_REQUIRED|login_required|oauth_unreachable|other_portal|token_store|auth_command)$/;
const DENIED = /^(INVALID_CREDENTIALS|insufficient_scope|ACCESS_DENIED|NO_AUTH_FOUND|expired_token|invalid_token|METHOD_CONFIRM_(WAITING|DENIED)|user_access_error|WRONG_(LICENSE|AUTH_TYPE)|ERROR_METHOD_NOT_FOUND|PORTAL_DELETED|allowed_only_intranet_user|insufficient_auth_type|authorization_error|APPLICATION_NOT_FOUND)$/;

export abstract class ProjectCommand extends BaseCommand {
  protected folder = '.';
  /** called when the command ends, whatever happened */
  protected readonly closing: (() => Promise<void> | void)[] = [];

  protected override async sourceLines(): Promise<{ sourceLine: (place: Place) => string | undefined }> {
    const files = new Map<string, string[] | undefined>();
    const linesOf = (file: string): string[] | undefined => {
      try {
        return readFileSync(join(this.folder, file), 'utf8').split('\n');
      } catch {
        return undefined;
      }
    };
    return {
      sourceLine: ({ file, line }) => {
        if (!files.has(file)) files.set(file, linesOf(file));
        return files.get(file)?.[line - 1];
      },
    };
  }

  /** Files -> graph; stops with all problems when one of them is an error. */
  protected async configure(path: string | undefined, portal: string | undefined, json: boolean | undefined): Promise<Configured> {
    const [{ load, readIds }, { resolve }, { elsewhere }, { KINDS }, { sectionsOf }, { secretHash }] = await Promise.all([
      import('./engine/load.ts'), import('./engine/resolve.ts'), import('./engine/callbacks.ts'), import('./kinds/index.ts'), import('./sections.ts'), import('./portal.ts'),
    ]);
    const loaded = await load(path, { portal, environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) });
    this.folder = loaded.project?.folder ?? '.';
    const resolved = loaded.source && loaded.portal ? resolve(loaded.source, KINDS, loaded.portal.language) : undefined;
    const written = resolved && (await readIds(this.folder, loaded.portal!.name, (address) => resolved.graph.declared.has(address)));
    const astray = resolved === undefined ? [] : elsewhere(resolved.graph, KINDS, loaded.source!, loaded.portal!.appUrl);
    const problems = [...loaded.problems, ...(resolved?.problems ?? []), ...astray, ...(written?.problems ?? [])];
    if (problems.some(isError) || !loaded.project || !loaded.portal || !loaded.source || !resolved || !written) {
      await this.report(problems.length > 0 ? problems : [problem('no-configuration', words.nothing)], json);
      throw new Stop(EXIT.error);
    }
    return { project: loaded.project, portal: loaded.portal, source: loaded.source, graph: resolved.graph, policies: loaded.policies ?? [], ids: written.ids, warnings: problems };
  }

  protected async open(project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<OpenPortal> {
    const { openPortal } = await import('./portal.ts');
    const told = this.argv.includes('--debug') ? (await import('./report/request-line.ts')).requestLine : undefined;
    const opened = await openPortal(project, portal, told && ((request) => this.note(told(request))));
    this.closing.push(opened.close);
    return opened;
  }

  /** A state of this project and portal, or none. */
  protected async remembered(opened: OpenPortal, project: Project, json: boolean | undefined): Promise<State | undefined> {
    const { checkState } = await import('./state/state.ts');
    const state = await opened.store.load();
    const wrong = state && checkState(state, { project: project.name, portal: opened.remote.host });
    if (wrong) await this.report([wrong], json);
    return state;
  }

  /** Which thing on the portal is which, and how that is written down. */
  protected async seen(flags: { portal?: string | undefined; json?: boolean | undefined }): Promise<Seen> {
    const [{ pairUp }, { KINDS }] = await Promise.all([import('./engine/pairing.ts'), import('./kinds/index.ts')]);
    const configured = await this.configure(undefined, flags.portal, flags.json);
    const { project, portal, graph, ids } = configured;
    const opened = await this.open(project, portal);
    const state = await this.remembered(opened, project, flags.json);
    const paired = await pairUp({ kinds: KINDS, graph, state, ids, journal: await opened.store.journal.read(), remote: opened.remote, project: project.name });
    await this.report(paired.problems, flags.json, EXIT.access);
    const world = { kinds: new Map(KINDS.map((kind) => [kind.name, kind])), pairs: paired.pairs, live: paired.live };
    const write = (taken: readonly { readonly address: string; readonly ids: Ids }[]): Promise<string> => this.writeIds(portal.name, taken);
    return { configured, world, write };
  }

  /** Adds to the ids written down for a portal; answers the path of the file, relative to the project. */
  protected async writeIds(portal: string, taken: readonly { readonly address: string; readonly ids: Ids }[], renamed?: (address: string) => string | undefined): Promise<string> {
    const [{ idsFile }, { idsPath }, { mkdir, readFile, writeFile }] = await Promise.all([import('./report/ids-file.ts'), import('./engine/load.ts'), import('node:fs/promises')]);
    const path = idsPath(portal);
    const file = join(this.folder, path);
    const before = await readFile(file, 'utf8').catch(() => '');
    if (taken.length === 0 && (before === '' || renamed === undefined)) return path;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, idsFile(before, new Map(taken.map(({ address, ids }) => [address, ids])), renamed));
    return path;
  }

  /** The road to a plan; stops when it cannot be gone to its end. */
  protected async plan(configured: Configured, opened: OpenPortal, json: boolean | undefined, asked?: Asked, reapply = false): Promise<{ plan: Plan; live: Live; state: State | undefined; pairs: ReadonlyMap<string, Pair> }> {
    const [{ makePlan }, { KINDS }, { waitingLine, progressEnd }] = await Promise.all([import('./engine/planning.ts'), import('./kinds/index.ts'), import('./report/progress.ts')]);
    const terminal = { isTerminal: process.stderr.isTTY === true, columns: process.stderr.columns || 80 };
    const { project, portal, graph, source, policies, ids, warnings } = configured;
    const state = await this.remembered(opened, project, json);
    const planned = await makePlan({
      kinds: KINDS,
      graph,
      source,
      state,
      journal: await opened.store.journal.read(),
      remote: opened.remote,
      version: this.config.version,
      project: project.name,
      portal: { name: portal.name, host: opened.remote.host, language: portal.language ?? '' },
      warnings,
      policies,
      ids,
      ...(asked === undefined ? {} : { asked }),
      reapply,
      options: { onWait: (why, milliseconds) => this.note(waitingLine(why, milliseconds, terminal)) },
    });
    this.note(progressEnd(terminal));
    await this.report(planned.problems, json, planned.denied ? EXIT.access : EXIT.error);
    return { plan: planned.plan!, live: planned.live, state, pairs: planned.pairs };
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<void> {
    const [{ ReadError }, { RemoteSettingsError }, { StateError }, { TokenStoreError }] = await Promise.all([
      import('./engine/read.ts'), import('./remote/index.ts'), import('./state/port.ts'), import('./model/tokens.ts'),
    ]);
    const json = this.argv.some((word, at) => word === '--json' || word === '--format=json' || (word === '--format' && this.argv[at + 1] === 'json'));
    try {
      if (error instanceof ReadError) {
        const denied = DENIED.test(error.code);
        const hints: Readonly<Record<string, string>> = { METHOD_CONFIRM_WAITING: words.confirmMethod, invalid_token: texts.access.tokenRefused };
        const hint = hints[error.code];
        const confirm = hint === undefined ? {} : { hint };
        if (NOT_LET_IN.test(error.code)) await this.report([problem('access-denied', words.unreadable(error.message))], json, EXIT.access);
        await this.report([problem(denied ? 'access-denied' : 'portal-unreadable', words.unreadable(`${error.refused ? `${error.method}: ` : ''}${error.code === '' ? '' : `${error.code}: `}${error.message}`), confirm)], json, denied ? EXIT.access : EXIT.error);
      }
      if (error instanceof RemoteSettingsError) await this.report([problem('bad-webhook', error.message)], json);
      if (error instanceof TokenStoreError) await this.report([problem('token-store', error.message)], json, EXIT.access);
      if (error instanceof StateError) await this.report([problem('state', error.message)], json);
    } catch (stop) {
      return super.catch(stop as Error);
    }
    await super.catch(error);
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    for (const close of this.closing.reverse()) await close();
    await super.finally(error);
  }
}

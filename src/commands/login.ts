import { Flags } from '@oclif/core';
import { EXIT } from '../command.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { problem } from '../model/problem.ts';
import type { PortalSettings, Project } from '../model/source.ts';
import type { OAuthApp } from '../remote/app.ts';
import { texts } from '../texts/index.ts';

const words = texts.access.login;

type Application = OAuthApp & { readonly store: { readonly file: string } };
interface Asked {
  readonly portal?: string | undefined;
  readonly json?: boolean | undefined;
}

abstract class ApplicationCommand extends ProjectCommand {
  /** The OAuth application of the portal; stops when it has none. */
  protected async application(flags: Asked): Promise<{ app: Application; project: Project; portal: PortalSettings }> {
    const [{ load }, { secretHash }, { oauthOf }] = await Promise.all([import('../engine/load.ts'), import('../portal.ts'), import('../application.ts')]);
    const loaded = await load(undefined, { portal: flags.portal, environment: process.env, hash: secretHash });
    this.folder = loaded.project?.folder ?? '.';
    if (!loaded.project || !loaded.portal || loaded.problems.some(({ code }) => code !== 'environment-unset')) await this.report(loaded.problems, flags.json);
    const { project, portal } = { project: loaded.project!, portal: loaded.portal! };
    const app = oauthOf(project, portal);
    if (app === undefined) {
      const lacking = loaded.problems.length > 0 ? loaded.problems : [problem('no-application', words.noApplication(portal.name), { hint: words.noApplicationHint })];
      await this.report(lacking, flags.json);
    }
    return { app: app!, project, portal };
  }
}

export class Login extends ApplicationCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> login --portal staging', '<%= config.bin %> login --portal staging --paste'];
  static override readonly flags = {
    ...portalFlag,
    paste: Flags.boolean({ description: words.paste }),
    port: Flags.integer({ default: 8765, min: 0, max: 65_535, description: words.port }),
    timeout: Flags.integer({ default: 300, min: 1, max: 3600, helpValue: 'SECONDS', description: words.timeout }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Login);
    const { app, project, portal } = await this.application(flags);
    const { randomBytes } = await import('node:crypto');
    const state = randomBytes(24).toString('base64url');
    const code = await (flags.paste ? this.pasted(app, state, flags) : this.returned(app, state, flags));
    await this.exchanged(app, code, flags.json);
    const who = await this.who(project, portal, flags.json);
    const kept = app.save === undefined ? app.store.file : undefined;
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-login-report/1', portal: portal.name, host: app.host, ...who, ...(kept === undefined ? {} : { file: kept }) }, null, 2)}\n`);
    else this.out(`${words.loggedIn(app.host, who.user, who.administrator)}\n${kept === undefined ? words.handed : words.kept(kept)}\n`);
  }

  private async returned(app: Application, state: string, { port, timeout, json }: { port: number; timeout: number; json?: boolean | undefined }): Promise<string> {
    const { listen } = await import('../signing-in.ts');
    const onWrong = (message: string): void => this.note(`${message}\n`);
    const listening = await listen({ port, state, host: app.host, milliseconds: timeout * 1000, onWrong }).catch(async (error: NodeJS.ErrnoException) => {
      await this.report([problem('port-taken', words.portTaken(port, error.code ?? ''), { hint: words.portTakenHint })], json);
      throw error;
    });
    this.closing.push(listening.close);
    await this.invite(app, state, words.waiting(listening.port, timeout));
    const code = await listening.code;
    if (code === undefined) await this.report([problem('login-timeout', words.timedOut(timeout), { hint: words.timedOutHint })], json, EXIT.access);
    return code!;
  }

  private async pasted(app: Application, state: string, { timeout, json }: { timeout: number; json?: boolean | undefined }): Promise<string> {
    const [{ codeFrom }, { createInterface }] = await Promise.all([import('../signing-in.ts'), import('node:readline/promises')]);
    await this.invite(app, state, words.pasteHere);
    const questions = createInterface({ input: process.stdin });
    const timer = setTimeout(() => questions.close(), timeout * 1000);
    const line = await new Promise<string | undefined>((resolve) => void questions.once('line', resolve).once('close', () => resolve(undefined)));
    clearTimeout(timer);
    questions.close();
    if (line === undefined) await this.report([problem('login-timeout', words.timedOut(timeout), { hint: words.timedOutHint })], json, EXIT.access);
    const found = codeFrom(line!, state, app.host);
    if (found.kind === 'wrong') await this.report([problem('login-refused', found.message, { hint: words.again })], json, EXIT.access);
    return found.kind === 'code' ? found.code : '';
  }

  private async invite(app: Application, state: string, next: string): Promise<void> {
    const [{ authorizeAddress }, { originOf }] = await Promise.all([import('../signing-in.ts'), import('../remote/hosts.ts')]);
    this.note(`${words.open}\n\n  ${authorizeAddress(originOf(app.host)!, app.application.clientId, state)}\n\n${next}\n`);
  }

  /** Tokens for the code, kept. */
  private async exchanged(app: Application, code: string, json: boolean | undefined): Promise<void> {
    const [{ tokensFor }, { RemoteSettingsError }] = await Promise.all([import('../application.ts'), import('../remote/index.ts')]);
    const refused = await tokensFor(app, code, `bxform/${this.config.version}`).catch((error: unknown) => {
      if (error instanceof RemoteSettingsError) return { message: error.message };
      throw error;
    });
    if (refused !== undefined) await this.report([problem('login-refused', refused.message, { hint: words.again })], json, EXIT.access);
  }

  /** As whom; asked with the new token. */
  private async who(project: Project, portal: PortalSettings, json: boolean | undefined): Promise<{ user: string; administrator: boolean }> {
    const opened = await this.open(project, portal);
    const [outcome] = await opened.remote.send([{ method: 'profile', params: {}, retry: 'read', context: 'app' }]);
    if (outcome?.kind !== 'done') {
      const message = outcome?.kind === 'refused' ? `${outcome.code}: ${outcome.message}` : (outcome?.reason ?? '');
      await this.report([problem('access-denied', texts.commands.shared.unreadable(message))], json, EXIT.access);
    }
    const profile = outcome?.kind === 'done' ? (outcome.result as { ID?: unknown; ADMIN?: unknown } | null) : null;
    return { user: String(profile?.ID ?? ''), administrator: profile?.ADMIN === true || profile?.ADMIN === 'Y' };
  }
}

export class Logout extends ApplicationCommand {
  static override readonly summary = words.logout;
  static override readonly description = words.logoutDescription;
  static override readonly examples = ['<%= config.bin %> logout --portal staging'];
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { flags } = await this.parse(Logout);
    const { app, portal } = await this.application(flags);
    const had = await app.store.alone(async () => {
      const kept = await app.store.load().catch(() => ({}));
      await app.store.remove();
      return kept !== undefined;
    });
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-logout-report/1', portal: portal.name, host: app.host, removed: had }, null, 2)}\n`);
    else this.out(`${had ? words.loggedOut(app.host) : words.nothingKept(app.host)}\n`);
  }
}

import { Flags } from '@oclif/core';
import { EXIT } from '../command.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { problem } from '../model/problem.ts';
import type { KeptApp } from '../application.ts';
import { texts } from '../texts/index.ts';

const words = texts.access.login;

interface Asked {
  readonly portal?: string | undefined;
  readonly json?: boolean | undefined;
}

abstract class ApplicationCommand extends ProjectCommand {
  /** The OAuth application of the portal; stops when it has none. */
  protected async application(flags: Asked): Promise<{ app: KeptApp; portal: string }> {
    const [{ load }, { secretHash }, { oauthOf }] = await Promise.all([
      import('../engine/load.ts'), import('../portal.ts'), import('../application.ts'),
    ]);
    const loaded = await load(undefined, { portal: flags.portal, environment: process.env, hash: secretHash });
    this.folder = loaded.project?.folder ?? '.';
    // what others need of the environment does not matter here
    const matters = !loaded.project || !loaded.portal || loaded.problems.some(({ code }) => code !== 'environment-unset');
    if (matters) await this.report(loaded.problems, flags.json);
    const portal = loaded.portal!;
    const app = oauthOf(loaded.project!, portal);
    const none = [problem('no-application', words.noApplication(portal.name), { hint: words.noApplicationHint })];
    if (app === undefined) await this.report(loaded.problems.length > 0 ? loaded.problems : none, flags.json);
    return { app: app!, portal: portal.name };
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
    const { app, portal } = await this.application(flags);
    const [{ randomBytes }, { signIn }] = await Promise.all([import('node:crypto'), import('../application.ts')]);
    const state = randomBytes(24).toString('base64url');
    const code = await (flags.paste ? this.pasted(app, state, flags) : this.returned(app, state, flags));
    const found = await signIn(app, code, `bxform/${this.config.version}`);
    if (found.kind === 'refused') return this.report([problem('login-refused', found.message, { hint: words.again })], flags.json, EXIT.access);
    const { user, administrator } = found;
    const file = app.save === undefined ? { file: app.store.file } : {};
    const report = { format: 'bxform-login-report/1', portal, host: app.host, user, administrator, ...file };
    if (flags.json) this.out(`${JSON.stringify(report, null, 2)}\n`);
    else this.out(`${words.loggedIn(app.host, user, administrator)}\n${file.file === undefined ? words.handed : words.kept(file.file)}\n`);
  }

  private async returned(app: KeptApp, state: string, { port, timeout, json }: Asked & { port: number; timeout: number }): Promise<string> {
    const { listen } = await import('../signing-in.ts');
    const onWrong = (message: string): void => this.note(`${message}\n`);
    const asked = { port, state, host: app.host, milliseconds: timeout * 1000, onWrong };
    const listening = await listen(asked).catch(async (error: NodeJS.ErrnoException) => {
      await this.report([problem('port-taken', words.portTaken(port, error.code ?? ''), { hint: words.portTakenHint })], json);
      throw error;
    });
    this.closing.push(listening.close);
    await this.invite(app, state, words.waiting(listening.port, timeout));
    const code = await listening.code;
    if (code === undefined) await this.report([problem('login-timeout', words.timedOut(timeout), { hint: words.timedOutHint })], json, EXIT.access);
    return code!;
  }

  private async pasted(app: KeptApp, state: string, { timeout, json }: Asked & { timeout: number }): Promise<string> {
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

  private async invite(app: KeptApp, state: string, next: string): Promise<void> {
    const [{ authorizeAddress }, { originOf }] = await Promise.all([import('../signing-in.ts'), import('../remote/hosts.ts')]);
    this.note(`${words.open}\n\n  ${authorizeAddress(originOf(app.host)!, app.application.clientId, state)}\n\n${next}\n`);
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
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-logout-report/1', portal, host: app.host, removed: had }, null, 2)}\n`);
    else this.out(`${had ? words.loggedOut(app.host) : words.nothingKept(app.host)}\n`);
  }
}

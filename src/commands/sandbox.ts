import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Flags } from '@oclif/core';
import { BaseCommand, EXIT } from '../command.ts';
import { problem } from '../model/problem.ts';
import type { PortalSettings, Project } from '../model/source.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.sandbox;

export abstract class SandboxCommand extends ProjectCommand {
  /** The sandbox portal of a project, or, in a folder without one, a portal of its own. */
  protected async sandboxPortal(path: string | undefined, flags: { portal?: string | undefined; json?: boolean | undefined }): Promise<{ project: Pick<Project, 'folder'>; portal: PortalSettings; file: string }> {
    const [{ load }, { secretHash, sandboxFile }, { existsSync }, { resolve }] = await Promise.all([import('../engine/load.ts'), import('../portal.ts'), import('node:fs'), import('node:path')]);
    if (path === undefined && !existsSync('bxform.yaml')) {
      const alone = { folder: resolve('.') };
      const portal = { name: flags.portal ?? 'sandbox', sandbox: true as const };
      return { project: alone, portal, file: sandboxFile(alone, portal.name) };
    }
    const loaded = await load(path, { portal: flags.portal ?? null, environment: process.env, hash: secretHash });
    const sandboxes = [...(loaded.project?.portals.values() ?? [])].filter((each) => each.sandbox);
    const portal = loaded.portal ?? (sandboxes.length === 1 ? sandboxes[0] : undefined);
    if (!loaded.project || portal?.sandbox !== true) {
      const known = sandboxes.map((each) => each.name).join(', ');
      await this.report(loaded.project ? [problem('no-sandbox', portal === undefined ? words.unnamed : words.notSandbox(portal.name), { hint: known === '' ? words.declareOne : `--portal ${known}` })] : loaded.problems, flags.json, EXIT.error);
    }
    return { project: loaded.project!, portal: portal!, file: sandboxFile(loaded.project!, portal!.name) };
  }
}

export class SandboxServe extends SandboxCommand {
  static override readonly summary = words.serve;
  static override readonly description = words.serveDescription;
  static override readonly examples = ['<%= config.bin %> sandbox', '<%= config.bin %> sandbox --port 8024 --switch processCaches=false', `<%= config.bin %> sandbox --fault '{"method":"crm.type.add","kind":"lost-reply","occurrence":1}'`];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    port: Flags.integer({ description: words.port, default: 0, min: 0, max: 65_535 }),
    language: Flags.string({ description: words.language, options: ['en', 'ru'] }),
    clock: Flags.integer({ description: words.clock, default: 60, min: 1, max: 10_000 }),
    tariff: Flags.string({ description: words.tariff, options: ['standard', 'enterprise'], default: 'standard' }),
    'non-admin': Flags.boolean({ description: words.nonAdmin }),
    switch: Flags.string({ description: words.switch, multiple: true, default: [] }),
    fault: Flags.string({ description: words.fault, multiple: true, default: [] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SandboxServe);
    const { portal, file } = await this.sandboxPortal(args.path, flags);
    const [{ startSandbox, enterprisePlan }, { servedFile }] = await Promise.all([import('../sandbox/index.ts'), import('../portal.ts')]);
    const parsed = [...flags.fault, ...flags.switch].length === 0 ? { switches: {}, faults: [] } : parseTold(flags.switch, flags.fault);
    if ('wrong' in parsed) await this.report([problem('usage', parsed.wrong)], flags.json);
    const told = parsed as Told;
    const sandbox = await startSandbox({
      file,
      port: flags.port,
      clockScale: flags.clock,
      admin: !flags['non-admin'],
      ...(flags.tariff === 'enterprise' ? { limits: enterprisePlan } : {}),
      switches: told.switches,
      faults: told.faults as never,
      language: flags.language === 'ru' || (flags.language === undefined && portal.language === 'ru') ? 'ru' : 'en',
    });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(servedFile(file), JSON.stringify({ url: sandbox.url, origin: sandbox.origin, clockScale: flags.clock }));
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-sandbox/1', portal: portal.name, webhook: sandbox.url })}\n`);
    else this.out(`${words.answers(portal.name, sandbox.url)}\n`);
    await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve()));
    await rm(servedFile(file), { force: true });
    await sandbox.close();
  }
}

export class SandboxSwitches extends BaseCommand {
  static override readonly summary = words.switches;
  static override readonly examples = ['<%= config.bin %> sandbox switches', '<%= config.bin %> sandbox --switch typeCode=dropped'];

  override async run(): Promise<void> {
    const { flags } = await this.parse(SandboxSwitches);
    const { allSwitches } = await import('../sandbox/server-switches.ts');
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-sandbox-switches/1', switches: allSwitches }, null, 2)}\n`);
    else for (const [name, fact] of Object.entries(allSwitches)) this.out(`${name}=${[fact.default, ...fact.alternatives].join('|')}\n    ${fact.about}\n`);
  }
}

interface Told {
  readonly switches: Record<string, string | number | boolean>;
  readonly faults: readonly unknown[];
}

function parseTold(switches: readonly string[], faults: readonly string[]): Told | { readonly wrong: string } {
  const values: Told['switches'] = {};
  for (const text of switches) {
    const at = text.indexOf('=');
    if (at < 1) return { wrong: words.badSwitch(text) };
    const value = text.slice(at + 1);
    values[text.slice(0, at)] = value === 'true' ? true : value === 'false' ? false : value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  }
  try {
    return { switches: values, faults: faults.map((text) => JSON.parse(text) as unknown) };
  } catch (error) {
    return { wrong: words.badFault((error as Error).message) };
  }
}

export class SandboxReset extends SandboxCommand {
  static override readonly summary = words.reset;
  static override readonly examples = ['<%= config.bin %> sandbox reset'];
  static override readonly args = pathArg;
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SandboxReset);
    const { project, portal, file } = await this.sandboxPortal(args.path, flags);
    const { servedFile, servedAt } = await import('../portal.ts');
    const running = await servedAt(file);
    if (running) await fetch(`${running.origin}/_sandbox/reset`, { method: 'POST' });
    else for (const each of [file, servedFile(file)]) await rm(each, { force: true });
    const { join } = await import('node:path');
    for (const ending of ['.json', '.journal.jsonl']) await rm(join(project.folder, '.bxform', 'state', `${portal.name}${ending}`), { force: true });
    if (flags.json) this.out(`${JSON.stringify({ format: 'bxform-sandbox/1', portal: portal.name, reset: true })}\n`);
    else this.out(`${words.isNew(portal.name)}\n`);
  }
}

import { readFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { ApplyingCommand, type Ready } from '../applying-command.ts';
import { EXIT } from '../command.ts';
import type { Plan } from '../model/plan.ts';
import { problem } from '../model/problem.ts';
import { partFlags, partOf, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.apply;

export class Apply extends ApplyingCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> apply --portal staging', '<%= config.bin %> apply --portal staging --yes', '<%= config.bin %> apply staging.plan --yes'];
  static override readonly args = { path: Args.string({ description: words.path }) };
  static override readonly flags = {
    ...portalFlag,
    ...partFlags,
    yes: Flags.boolean({ char: 'y', description: words.yes }),
    reapply: Flags.boolean({ description: texts.choice.reapply }),
    strict: Flags.boolean({ description: texts.commands.shared.strict }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Apply);
    const text = args.path === undefined ? undefined : await savedPlan(args.path);
    if (text !== undefined && (flags.only || flags.exclude)) await this.report([problem('usage', texts.choice.savedWhole, { hint: texts.choice.savedWholeHint })], flags.json);
    if (text !== undefined && flags.reapply) await this.report([problem('usage', texts.choice.savedReapply, { hint: texts.choice.savedWholeHint })], flags.json);
    const ready = text === undefined ? await this.planned(args.path, flags) : await this.saved(args.path!, text, flags);
    await this.carryOut(ready, flags);
  }

  private async planned(path: string | undefined, flags: { portal?: string | undefined; json?: boolean; only?: string[] | undefined; exclude?: string[] | undefined; reapply?: boolean }): Promise<Ready> {
    const configured = await this.configure(path, flags.portal, flags.json);
    const opened = await this.open(configured.project, configured.portal);
    await this.locked(opened);
    const begun = Date.now();
    const asked = partOf(flags);
    const made = await this.plan(configured, opened, flags.json, asked, flags.reapply);
    const { plan, live, state } = (await this.waited(opened, begun, made.plan)) ? await this.plan(configured, opened, flags.json, asked, flags.reapply) : made;
    return { project: configured.project, opened, state, plan, live };
  }

  private async saved(file: string, text: string, flags: { portal?: string | undefined; json?: boolean }): Promise<Ready> {
    const [{ readPlanFile }, { guard }, { unseal }, { KINDS }, { load }, { secretHash }] = await Promise.all([
      import('../report/plan-file.ts'), import('../engine/guard.ts'), import('../engine/unseal.ts'), import('../kinds/index.ts'), import('../engine/load.ts'), import('../portal.ts'),
    ]);
    const found = readPlanFile(text, { bxform: this.config.version, file });
    if ('problem' in found) await this.report([found.problem], flags.json, EXIT.stale);
    const plan = (found as { plan: Plan }).plan;
    const loaded = await load(undefined, { portal: flags.portal ?? plan.portal.name, environment: process.env, hash: secretHash });
    if (!loaded.project || !loaded.portal) await this.report(loaded.problems, flags.json);
    this.folder = loaded.project!.folder;
    const opened = await this.open(loaded.project!, loaded.portal!);
    await this.locked(opened);
    await this.waited(opened, Date.now());
    const state = await this.remembered(opened, loaded.project!, flags.json);
    const checked = await guard({ plan, project: loaded.project!.name, kinds: KINDS, remote: opened.remote, state });
    await this.report(checked.problems, flags.json, EXIT.stale);
    const unsealed = unseal(plan, { environment: process.env, hash: opened.remote.hash });
    await this.report(unsealed.problems, flags.json, unsealed.problems.some((each) => each.code === 'stale-plan') ? EXIT.stale : EXIT.error);
    return { project: loaded.project!, opened, state, plan: unsealed.plan, live: checked.live! };
  }
}

/** The text of a saved plan, or undefined when the path is a folder or a YAML file. */
async function savedPlan(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text !== undefined && text.trimStart().startsWith('{') ? text : undefined;
}

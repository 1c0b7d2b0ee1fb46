import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { problem } from '../model/problem.ts';
import { isDenied, type Plan } from '../model/plan.ts';
import { ProjectCommand, partFlags, partOf, pathArg, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.plan;

type Format = 'text' | 'json' | 'markdown' | 'gitlab';

export class PlanCommand extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = [
    '<%= config.bin %> plan --portal staging',
    '<%= config.bin %> plan --portal staging --out staging.plan',
    '<%= config.bin %> plan --portal staging --format markdown > comment.md',
    'BXFORM_WEBHOOK=https://acme.bitrix24.eu/rest/1/SECRET/ <%= config.bin %> plan --portal env --detailed-exitcode',
  ];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    ...partFlags,
    format: Flags.option({
      description: texts.review.commands.planFormat,
      options: ['text', 'json', 'markdown', 'gitlab'] as const,
    })(),
    html: Flags.string({ description: texts.review.commands.planHtml }),
    out: Flags.string({ description: words.out }),
    'detailed-exitcode': Flags.boolean({ description: words.detailedExitcode }),
    reapply: Flags.boolean({ description: texts.choice.reapply }),
    strict: Flags.boolean({ description: texts.commands.shared.strict }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PlanCommand);
    const format = await this.format(flags.format, flags.json);
    const json = format === 'json';
    const configured = await this.configure(args.path, flags.portal, json);
    const opened = await this.open(configured.project, configured.portal);
    const made = await this.plan(configured, opened, json, partOf(flags), flags.reapply);
    const { plan } = made;
    if (flags.out !== undefined) {
      const [{ planFile }, { writeFile }] = await Promise.all([import('../report/plan-file.ts'), import('node:fs/promises')]);
      await writeFile(flags.out, planFile(plan), { mode: 0o600 });
    }
    if (flags.html !== undefined) await this.page(flags.html, made);
    this.out(await this.printed(plan, format));
    if (isDenied(plan)) throw new Stop(EXIT.access);
    if (flags.strict && plan.changes.some((change) => change.action === 'blocked')) throw new Stop(EXIT.partly);
    if (flags['detailed-exitcode'] && plan.waves.length > 0) throw new Stop(EXIT.changes);
  }

  private async format(asked: Format | undefined, json: boolean | undefined): Promise<Format> {
    const words = texts.review.formats;
    if (json && asked !== undefined && asked !== 'json') await this.report([problem('usage', words.differ(asked), { hint: words.differHint })], json);
    return asked ?? (json ? 'json' : 'text');
  }

  private async page(file: string, { plan, pairs, live }: Pick<Awaited<ReturnType<typeof this.plan>>, 'plan' | 'pairs' | 'live'>): Promise<void> {
    const [{ pictureOf }, { planHtml }, { KINDS }, { writeFile }] = await Promise.all([
      import('../engine/picture.ts'), import('../report/plan-html.ts'), import('../kinds/index.ts'), import('node:fs/promises'),
    ]);
    await writeFile(file, planHtml(plan, pictureOf({ kinds: KINDS, pairs, rows: live.rows, plan })));
  }

  private async printed(plan: Plan, format: Format): Promise<string> {
    switch (format) {
      case 'json':
        return (await import('../report/plan-json.ts')).planJson(plan);
      case 'markdown':
        return (await import('../report/plan-markdown.ts')).planMarkdown(plan);
      case 'gitlab':
        return (await import('../report/plan-gitlab.ts')).planGitlab(plan);
      case 'text':
        return (await import('../report/plan-text.ts')).planText(plan, this.colorOut);
    }
  }
}

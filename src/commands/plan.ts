import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.plan;

export class PlanCommand extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = [
    '<%= config.bin %> plan --portal staging',
    '<%= config.bin %> plan --portal staging --out staging.plan',
    'BXFORM_WEBHOOK=https://acme.bitrix24.eu/rest/1/SECRET/ <%= config.bin %> plan --portal env --detailed-exitcode',
  ];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    out: Flags.string({ description: words.out }),
    'detailed-exitcode': Flags.boolean({ description: words.detailedExitcode }),
    strict: Flags.boolean({ description: texts.commands.shared.strict }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PlanCommand);
    const configured = await this.configure(args.path, flags.portal, flags.json);
    const opened = await this.open(configured.project, configured.portal);
    const { plan } = await this.plan(configured, opened, flags.json);
    if (flags.out !== undefined) {
      const [{ planFile }, { writeFile }] = await Promise.all([import('../report/plan-file.ts'), import('node:fs/promises')]);
      await writeFile(flags.out, planFile(plan), { mode: 0o600 });
    }
    if (flags.json) this.out((await import('../report/plan-json.ts')).planJson(plan));
    else this.out((await import('../report/plan-text.ts')).planText(plan, this.colorOut));
    if (flags.strict && plan.changes.some((change) => change.action === 'blocked')) throw new Stop(EXIT.partly);
    if (flags['detailed-exitcode'] && plan.waves.length > 0) throw new Stop(EXIT.changes);
  }
}

import { Flags } from '@oclif/core';
import type { OutputRow } from '../report/outputs.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.outputs;

export class Outputs extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> outputs --portal staging', '<%= config.bin %> outputs --portal staging --json', '<%= config.bin %> outputs --portal staging --format dotenv > .env.portal'];
  static override readonly args = pathArg;
  static override readonly flags = { ...portalFlag, format: Flags.string({ description: words.format, options: ['text', 'json', 'dotenv'], default: 'text' }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Outputs);
    const configured = await this.configure(args.path, flags.portal, flags.json);
    const opened = await this.open(configured.project, configured.portal);
    const { pairs } = await this.plan(configured, opened, flags.json);
    const found = [...pairs.values()].filter((pair) => pair.row && pair.proof === 'owned');
    const row = (address: string, pair: (typeof found)[number]): OutputRow => ({ address, kind: pair.declared.kind, ids: pair.row!.ids, ...(pair.row!.name === undefined ? {} : { name: pair.row!.name }) });
    const named = [...configured.graph.outputs].flatMap(([name, address]) => (pairs.get(address)?.row ? [row(name, pairs.get(address)!)] : []));
    const rows = [...found.filter((pair) => !pair.declared.lookup).map((pair) => row(pair.declared.address, pair)), ...named];
    const outputs = { project: configured.project.name, portal: { name: configured.portal.name, host: opened.remote.host }, rows };
    const reports = await import('../report/outputs.ts');
    if (flags.json || flags.format === 'json') this.out(reports.outputsJson(outputs));
    else if (flags.format === 'text') this.out(reports.outputsText(outputs, this.colorOut));
    else {
      const { text, problems } = (await import('../report/outputs-dotenv.ts')).outputsDotenv(rows);
      this.out(text);
      await this.report(problems, false);
    }
  }
}

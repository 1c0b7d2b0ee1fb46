import { Flags } from '@oclif/core';
import type { Problem } from '../model/problem.ts';
import { problem } from '../model/problem.ts';
import type { Found } from '../outputs.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import type { Constants, ConstantsOf } from '../report/constants.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.outputs;

const FORMATS = ['text', 'json', 'dotenv', 'ts', 'php', 'python'] as const;
type Format = (typeof FORMATS)[number];
type Whose = Pick<ConstantsOf, 'project' | 'portal'>;

interface Printed {
  readonly text: string;
  readonly problems?: readonly Problem[];
}

export class Outputs extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = [
    '<%= config.bin %> outputs --portal staging',
    '<%= config.bin %> outputs --portal staging --json',
    '<%= config.bin %> outputs --portal staging --format dotenv > .env.portal',
    '<%= config.bin %> outputs --portal staging --format ts --out scripts/portals/staging.ts',
  ];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    format: Flags.option({ description: texts.constants.format, options: FORMATS })(),
    out: Flags.string({ description: texts.constants.out }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Outputs);
    const format = await this.format(flags.format, flags.json);
    const json = format === 'json';
    const configured = await this.configure(args.path, flags.portal, json);
    const opened = await this.open(configured.project, configured.portal);
    const [{ pairs, live }, { KINDS }] = await Promise.all([this.plan(configured, opened, json), import('../kinds/index.ts')]);
    const found: Found = { kinds: KINDS, pairs, rows: live.rows, names: configured.graph.outputs, placeOf: configured.source.keyPlaceOf };
    const whose = { project: configured.project.name, portal: { name: configured.portal.name, host: opened.remote.host } };
    const { text, problems = [] } = await this.printed(format, whose, found, flags.out === undefined && this.colorOut.color);
    if (flags.out === undefined) this.out(text);
    await this.report(problems, json);
    if (flags.out !== undefined) await this.write(flags.out, text, json);
  }

  private async format(asked: Format | undefined, json: boolean | undefined): Promise<Format> {
    const { differ, differHint } = texts.review.formats;
    if (json && asked !== undefined && asked !== 'json') await this.report([problem('usage', differ(asked), { hint: differHint })], json);
    return asked ?? (json ? 'json' : 'text');
  }

  private async printed(format: Format, whose: Whose, found: Found, color: boolean): Promise<Printed> {
    const { outputRows, outputThings } = await import('../outputs.ts');
    const constants = async (written: (of: Whose, constants: Constants) => string): Promise<Printed> => {
      const { constantsOf } = await import('../report/constants.ts');
      const made = constantsOf({ ...whose, ...outputThings(found) });
      return { text: written(whose, made.constants), problems: made.problems };
    };
    switch (format) {
      case 'text':
        return { text: (await import('../report/outputs.ts')).outputsText({ ...whose, rows: outputRows(found) }, { color }) };
      case 'json':
        return { text: (await import('../report/outputs.ts')).outputsJson({ ...whose, rows: outputRows(found) }) };
      case 'dotenv':
        return (await import('../report/outputs-dotenv.ts')).outputsDotenv(outputRows(found));
      case 'ts':
        return constants((await import('../report/constants-ts.ts')).constantsTs);
      case 'php':
        return constants((await import('../report/constants-php.ts')).constantsPhp);
      case 'python':
        return constants((await import('../report/constants-python.ts')).constantsPython);
    }
  }

  /** As a whole: a crash leaves the old file. */
  private async write(file: string, text: string, json: boolean): Promise<void> {
    const { rename, rm, writeFile } = await import('node:fs/promises');
    const temporary = `${file}.tmp`;
    try {
      await writeFile(temporary, text);
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      await this.report([problem('file-unwritable', texts.constants.unwritable(file, error instanceof Error ? error.message : String(error)))], json);
    }
  }
}

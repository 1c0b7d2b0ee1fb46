import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.validate;

export class Validate extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> validate', '<%= config.bin %> validate projects/acme --portal staging', '<%= config.bin %> validate --json'];
  static override readonly args = pathArg;
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Validate);
    const [{ loadEach }, { checkEach }, { KINDS }, { sectionsOf }, { secretHash }] = await Promise.all([
      import('../engine/load.ts'), import('../checks.ts'), import('../kinds/index.ts'), import('../sections.ts'), import('../portal.ts'),
    ]);
    const loaded = await loadEach(args.path, { portal: flags.portal, environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) });
    this.folder = loaded[0]?.project?.folder ?? '.';
    const { problems, counts } = checkEach(loaded, KINDS);
    const found = loaded.some(({ source }) => source) || problems.length > 0 ? problems : [problem('no-configuration', words.nothing)];
    await this.report(found, flags.json);
    if (flags.json) return this.out((await import('../report/problems-json.ts')).problemsJson(found));
    const languages = [...new Set(loaded.flatMap(({ language }) => language ?? []))];
    this.out(`${words.valid(Math.min(...counts), Math.max(...counts), languages.join(', '))}\n`);
  }
}

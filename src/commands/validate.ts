import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { problem } from '../model/problem.ts';

export class Validate extends ProjectCommand {
  static override readonly summary = 'Check the files of a project without touching a portal.';
  static override readonly description = 'All problems are shown at once, with file, line and column. Without --portal the files are checked as every declared portal sees them: with its language, its variables and its overlays.';
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
    const found = loaded.some(({ source }) => source) || problems.length > 0 ? problems : [problem('no-configuration', 'there is nothing to check here')];
    await this.report(found, flags.json);
    if (flags.json) return this.out((await import('../report/problems-json.ts')).problemsJson(found));
    const languages = [...new Set(loaded.flatMap(({ language }) => language ?? []))];
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    this.out(`Valid: ${least === most ? least : `${least} to ${most}`} resources${languages.length > 0 ? `, checked for ${languages.join(', ')}` : ''}.\n`);
  }
}

import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { problem } from '../model/problem.ts';

export class Validate extends ProjectCommand {
  static override readonly summary = 'Check the files of a project without touching a portal.';
  static override readonly description = 'All problems are shown at once, with file, line and column. Without --portal the files are checked for the languages of all declared portals.';
  static override readonly examples = ['<%= config.bin %> validate', '<%= config.bin %> validate projects/acme --portal staging', '<%= config.bin %> validate --json'];
  static override readonly args = pathArg;
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Validate);
    const { examine } = await import('../examined.ts');
    const { loaded, languages, graphs, problems: found } = await examine(args.path, flags.portal);
    this.folder = loaded.project?.folder ?? '.';
    const problems = [...found];
    if (!loaded.source && problems.length === 0) problems.push(problem('no-configuration', 'there is nothing to check here'));
    await this.report(problems, flags.json);
    if (flags.json) this.out((await import('../report/problems-json.ts')).problemsJson(problems));
    else {
      const count = [...(graphs[0]?.declared.values() ?? [])].filter((each) => !each.lookup).length;
      this.out(`Valid: ${count} resources${languages.length > 0 ? `, checked for ${languages.join(', ')}` : ''}.\n`);
    }
  }
}

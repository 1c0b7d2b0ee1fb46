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
    const [{ load }, { resolve }, { KINDS }, { secretHash }] = await Promise.all([import('../engine/load.ts'), import('../engine/resolve.ts'), import('../kinds/index.ts'), import('../portal.ts')]);
    const loaded = await load(args.path, { portal: flags.portal ?? null, environment: process.env, hash: secretHash });
    this.folder = loaded.project?.folder ?? '.';
    const declared = [...(loaded.project?.portals.values() ?? [])].flatMap((portal) => portal.language ?? []);
    const languages = flags.portal === undefined ? [...new Set(declared)] : [loaded.portal?.language];
    const source = loaded.source;
    const resolved = source ? (languages.length > 0 ? languages : [undefined]).map((language) => resolve(source, KINDS, language)) : [];
    const found = new Map([...loaded.problems, ...resolved.flatMap((each) => each.problems)].filter((each) => languages.length > 0 || each.code !== 'missing-language').map((each) => [JSON.stringify(each), each]));
    const problems = [...found.values()];
    if (!source && problems.length === 0) problems.push(problem('no-configuration', 'there is nothing to check here'));
    await this.report(problems, flags.json);
    if (flags.json) this.out((await import('../report/problems-json.ts')).problemsJson(problems));
    else {
      const count = [...(resolved[0]?.graph.declared.values() ?? [])].filter((each) => !each.lookup).length;
      this.out(`Valid: ${count} resources${languages.length > 0 ? `, checked for ${languages.join(', ')}` : ''}.\n`);
    }
  }
}

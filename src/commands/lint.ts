import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { isError, type Problem } from '../model/problem.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

export class Lint extends ProjectCommand {
  static override readonly summary = texts.lint.help.summary;
  static override readonly description = texts.lint.help.description;
  static override readonly examples = ['<%= config.bin %> lint', '<%= config.bin %> lint projects/acme --strict', '<%= config.bin %> lint --json'];
  static override readonly args = pathArg;
  static override readonly flags = { ...portalFlag, strict: Flags.boolean({ description: texts.lint.help.strict }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Lint);
    const [{ loadEach }, { checkEach }, { KINDS }, { sectionsOf }, { secretHash }, { lint }, { problemsJson }] = await Promise.all([
      import('../engine/load.ts'), import('../checks.ts'), import('../kinds/index.ts'), import('../sections.ts'), import('../portal.ts'),
      import('../lint/run.ts'), import('../report/problems-json.ts'),
    ]);
    const loaded = await loadEach(args.path, { portal: flags.portal, environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) });
    const { problems, counts, views } = checkEach(loaded, KINDS);
    const [{ project, comments: commentsWith } = { project: undefined }] = loaded;
    this.folder = project?.folder ?? '.';
    if (problems.some(isError) || !project || views.length === 0) {
      await this.report(problems, flags.json);
      throw new Stop(EXIT.error);
    }
    const portals = [...project.portals.values()];
    const comments = (await commentsWith?.('bxform-ignore')) ?? [];
    const kinds = KINDS.filter(({ section }) => section !== undefined).map(({ name }) => name);
    const found = await lint({ views, portals, comments, kinds, partial: flags.portal !== undefined && portals.length > 1 });
    // texts that lack a language are told by a rule of its own here
    const valid = problems.filter(({ code }) => code !== 'missing-translation');
    const all = [...valid, ...found];
    const errors = all.filter(isError).length;
    if (flags.json) this.out(problemsJson(all));
    else {
      const named = ({ code, message, ...rest }: Problem): Problem => ({ ...rest, code, message: texts.lint.withRule(message, code) });
      await this.report([...valid, ...found.map(named)], false).catch((stop: unknown) => {
        if (!(stop instanceof Stop)) throw stop;
      });
      this.out(`${texts.lint.done(Math.max(...counts), errors, all.length - errors)}\n`);
    }
    if (errors > 0 || (flags.strict && all.length > 0)) throw new Stop(EXIT.error);
  }
}

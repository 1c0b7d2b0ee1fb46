import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../../command.ts';
import type { Checked } from '../../engine/load.ts';
import type { Declared } from '../../kinds/contract.ts';
import { isError, problem } from '../../model/problem.ts';
import { ProjectCommand, pathArg, portalFlag } from '../../project-command.ts';
import type { Generated } from '../../report/codegen-module.ts';
import { visible } from '../../report/visible.ts';
import { texts } from '../../texts/index.ts';

const words = texts.codegen;
const LANGUAGES = ['ts', 'js', 'json-schema'] as const;
const KINDS_WITH_HANDLERS = ['activity', 'robot'];

/** Of one portal, or of all that have the same. */
interface View {
  readonly name: string | undefined;
  readonly project: string;
  readonly language: string | undefined;
  readonly declared: readonly Declared[];
}

export class CodegenActivities extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = [
    '<%= config.bin %> codegen activities --out handler/activities.ts',
    '<%= config.bin %> codegen activities --lang json-schema --portal staging',
    '<%= config.bin %> codegen activities --lang ts --only activity.create-invoice',
  ];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    // a language of bxform itself is taken out before this is read
    lang: Flags.option({ description: words.lang, options: LANGUAGES, default: 'ts' })(),
    out: Flags.string({ helpValue: 'FILE', description: words.out }),
    only: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: words.only }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CodegenActivities);
    const views = await this.views(args.path, flags.portal, flags.json);
    const generated = await this.contracts(views, flags.only ?? [], flags.json);
    const text = flags.lang === 'json-schema'
      ? (await import('../../report/codegen-schema.ts')).schemaText(generated)
      : (await import('../../report/codegen-module.ts')).moduleText(generated, flags.lang);
    if (flags.out !== undefined) await this.save(flags.out, text, flags.json);
    const made = { ...generated, language: flags.lang, text, file: flags.out };
    if (flags.json) this.out((await import('../../report/codegen-json.ts')).codegenJson(made));
    else if (flags.out === undefined) this.out(text);
    else this.note(`${words.written(visible(flags.out), generated.contracts.length)}\n`);
  }

  /** What is declared for each portal, or for the one that is named; its credentials are nobody's business. */
  private async views(path: string | undefined, portal: string | undefined, json: boolean | undefined): Promise<readonly View[]> {
    const [{ loadEach }, { resolve }, { checkEach }, { KINDS }, { sectionsOf }, { secretHash }] = await Promise.all([
      import('../../engine/load.ts'), import('../../engine/resolve.ts'), import('../../checks.ts'), import('../../kinds/index.ts'), import('../../sections.ts'), import('../../portal.ts'),
    ]);
    const options = { environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) };
    const all = await loadEach(path, options);
    const named = all.filter(({ name }) => portal === undefined || name === portal);
    const loaded = named.length > 0 ? named : await loadEach(path, { ...options, portal });
    this.folder = loaded[0]?.project?.folder ?? '.';
    const { problems } = checkEach(loaded, KINDS);
    await this.report(problems, json);
    const viewOf = ({ name, language, project, source }: Checked): readonly View[] => {
      if (source === undefined || project === undefined) return [];
      const declared = [...resolve(source, KINDS, language).graph.declared.values()].filter(({ kind }) => KINDS_WITH_HANDLERS.includes(kind));
      return [{ name, project: project.name, language, declared }];
    };
    return loaded.flatMap(viewOf);
  }

  private async contracts(views: readonly View[], only: readonly string[], json: boolean | undefined): Promise<Generated> {
    const [{ contractsOf, sameContracts }, { unknownPatterns }, { covers }] = await Promise.all([
      import('../../report/codegen-contract.ts'), import('../../engine/selection.ts'), import('../../model/address-pattern.ts'),
    ]);
    const made = views.map(({ name, language, declared }) => {
      const chosen = declared.filter(({ address }) => only.length === 0 || only.some((pattern) => covers(pattern, address)));
      return { name, ...contractsOf(chosen, language) };
    });
    const addresses = views.flatMap(({ declared }) => declared.map(({ address }) => address));
    const none = addresses.length === 0 ? [problem('no-activities', words.problems.none, { hint: words.problems.noneHint })] : unknownPatterns(only, addresses);
    const [first, ...others] = made;
    const differ = others.some(({ contracts }) => !sameContracts(first!.contracts, contracts))
      ? [problem('portals-differ', words.problems.differ(made.map(({ name }) => name ?? '').join(', ')), { hint: words.problems.differHint })]
      : [];
    const wrong = [...none, ...(none.length === 0 ? [...(first?.problems ?? []), ...differ] : [])];
    await this.report(wrong, json);
    if (first === undefined || wrong.some(isError)) throw new Stop(EXIT.error);
    return { project: views[0]!.project, contracts: first.contracts };
  }

  private async save(file: string, text: string, json: boolean | undefined): Promise<void> {
    const [{ mkdir, writeFile }, { dirname }] = await Promise.all([import('node:fs/promises'), import('node:path')]);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    } catch (error) {
      await this.report([problem('not-written', words.problems.notWritten(file, (error as Error).message))], json);
    }
  }
}

import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import type { Drawing } from '../model/picture.ts';
import { isError, problem } from '../model/problem.ts';
import { ProjectCommand, pathArg, portalFlag } from '../project-command.ts';
import type { GraphOf } from '../report/graph-json.ts';
import { texts } from '../texts/index.ts';

const words = texts.review.commands;

export class GraphCommand extends ProjectCommand {
  static override readonly summary = words.graphSummary;
  static override readonly description = words.graphDescription;
  static override readonly examples = [
    '<%= config.bin %> graph',
    '<%= config.bin %> graph --format dot | dot -Tsvg > portal.svg',
    '<%= config.bin %> graph --portal staging --live',
    '<%= config.bin %> graph --json',
  ];
  static override readonly args = pathArg;
  static override readonly flags = {
    ...portalFlag,
    live: Flags.boolean({ description: words.graphLive }),
    format: Flags.option({ description: words.graphFormat, options: ['mermaid', 'dot'] as const })(),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(GraphCommand);
    const { differ, differGraphHint } = texts.review.formats;
    if (flags.json && flags.format !== undefined) await this.report([problem('usage', differ(flags.format), { hint: differGraphHint })], true);
    const graph = flags.live ? await this.live(args.path, flags.portal, flags.json) : await this.declared(args.path, flags.portal, flags.json);
    if (flags.json) this.out((await import('../report/graph-json.ts')).graphJson(graph));
    else if (flags.format === 'dot') this.out((await import('../report/graph-dot.ts')).graphDot(graph.drawing));
    else this.out((await import('../report/graph-mermaid.ts')).graphMermaid(graph.drawing));
  }

  /** Needs no portal: without --portal the words are those of the first one that is declared. */
  private async declared(path: string | undefined, portal: string | undefined, json: boolean | undefined): Promise<GraphOf> {
    const [{ loadEach }, { resolve }, { KINDS }, { sectionsOf }, { secretHash }, { drawDeclared }] = await Promise.all([
      import('../engine/load.ts'), import('../engine/resolve.ts'), import('../kinds/index.ts'), import('../sections.ts'), import('../portal.ts'), import('../engine/picture.ts'),
    ]);
    const [loaded] = await loadEach(path, { portal, environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) });
    this.folder = loaded?.project?.folder ?? '.';
    const resolved = loaded?.source && resolve(loaded.source, KINDS, loaded.language);
    const problems = [...(loaded?.problems ?? []), ...(resolved?.problems ?? [])];
    await this.report(resolved || problems.some(isError) ? problems : [problem('no-configuration', words.graphNothing)], json);
    if (!loaded?.project || !resolved) throw new Stop(EXIT.error);
    return { project: loaded.project.name, drawing: drawDeclared(KINDS, resolved.graph.declared.values()) };
  }

  private async live(path: string | undefined, portal: string | undefined, json: boolean | undefined): Promise<GraphOf> {
    const { project, portal: settings, graph } = await this.configure(path, portal, json);
    const opened = await this.open(project, settings);
    const [{ read, withNeeded }, { KINDS }, { drawLive }] = await Promise.all([
      import('../engine/read.ts'), import('../kinds/index.ts'), import('../engine/picture.ts'),
    ]);
    const kinds = withNeeded(KINDS, KINDS.filter(({ depicts }) => depicts !== undefined).map(({ name }) => name));
    const live = await read(KINDS, opened.remote, { kinds, count: () => 0, languages: [], wants: () => true, whole: () => false });
    const drawing: Drawing = drawLive(KINDS, live.rows, graph.declared.values());
    return { project: project.name, portal: { name: settings.name, host: opened.remote.host }, drawing };
  }
}

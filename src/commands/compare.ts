import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { knownPortal, PROJECT_FILE } from '../elsewhere.ts';
import type { Side } from '../engine/comparing.ts';
import type { Graph } from '../engine/resolve.ts';
import { isError, problem } from '../model/problem.ts';
import { ProjectCommand } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.compare;

const isProject = (path: string): Promise<boolean> => stat(join(path, PROJECT_FILE)).then((found) => found.isFile(), () => false);

/** What a side is named by. */
interface Named {
  readonly name: string;
  /** a folder with a project; absent: a portal */
  readonly folder?: string;
}

export class Compare extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> compare staging production', '<%= config.bin %> compare . production --detailed-exitcode', '<%= config.bin %> compare pulled/staging pulled/production --format markdown'];
  static override readonly args = { a: Args.string({ required: true, description: words.a }), b: Args.string({ required: true, description: words.b }) };
  static override readonly flags = {
    format: Flags.string({ description: words.format, options: ['text', 'json', 'markdown', 'gitlab'], default: 'text' }),
    'detailed-exitcode': Flags.boolean({ description: words.detailedExitcode }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Compare);
    const json = flags.json || flags.format === 'json';
    const [a, b] = [await this.named(args.a), await this.named(args.b)];
    // a portal is named after what is known of it, so files come first
    const fileFirst = a.folder === undefined && b.folder !== undefined;
    const first = await this.side(fileFirst ? b : a, fileFirst ? a : b, undefined, json);
    const second = await this.side(fileFirst ? a : b, fileFirst ? b : a, first.graph, json);
    const found = fileFirst ? [second, first] : [first, second];
    const left = b.folder === undefined ? await this.calledAs(found[0]!, b.name, json) : found[0]!;
    const right = b.folder === undefined || a.folder !== undefined ? found[1]! : await this.calledAs(found[1]!, a.name, json);
    const [{ compareSides }, { KINDS }, reports] = await Promise.all([import('../engine/comparing.ts'), import('../kinds/index.ts'), import('../report/comparison.ts')]);
    const comparison = { a: args.a, b: args.b, changes: compareSides(left.side, right.side, (kind) => KINDS.some(({ name, ordered }) => name === kind && ordered !== undefined)) };
    if (json) this.out(reports.comparisonJson(comparison));
    else if (flags.format === 'markdown') this.out(reports.comparisonMarkdown(comparison));
    else if (flags.format === 'gitlab') this.out((await import('../report/plan-gitlab.ts')).planGitlab(comparison));
    else this.out(reports.comparisonText(comparison, this.colorOut));
    if (flags['detailed-exitcode'] && comparison.changes.length > 0) throw new Stop(EXIT.changes);
  }

  private async named(name: string): Promise<Named> {
    const { load } = await import('../engine/load.ts');
    const { project } = await load('.', { portal: null, environment: process.env, hash: (text) => text });
    const portals = ['env', ...(project?.portals.keys() ?? [])];
    if (portals.includes(name)) return { name };
    return { name, folder: name };
  }

  /** People, departments and lists by their names on this portal, where they are written down. */
  private async calledAs<Of extends { readonly side: Side; readonly graph: Graph }>(of: Of, portal: string, json: boolean): Promise<Of> {
    const [{ readMappings }, { mapped }] = await Promise.all([import('../engine/load.ts'), import('../engine/mapping.ts')]);
    const { mappings, problems } = await readMappings('.', portal);
    await this.report(problems, json);
    return { ...of, side: { ...of.side, declared: mapped(of.graph, mappings).declared } };
  }

  private async side(own: Named, other: Named, graph: Graph | undefined, json: boolean): Promise<{ readonly side: Side; readonly graph: Graph }> {
    return own.folder === undefined ? this.ofPortal(own.name, graph, json) : this.ofFolder(own.folder, other.name, json);
  }

  /** The files of a project, as they are for the portal on the other side, or for the first one. */
  private async ofFolder(folder: string, portal: string, json: boolean): Promise<{ readonly side: Side; readonly graph: Graph }> {
    if (!(await isProject(folder))) await this.report([problem('unknown-side', words.neither(folder), { hint: words.neitherHint('') })], json);
    const [{ loadEach }, { resolve }, { KINDS }, { sectionsOf }, { secretHash }] = await Promise.all([
      import('../engine/load.ts'), import('../engine/resolve.ts'), import('../kinds/index.ts'), import('../sections.ts'), import('../portal.ts'),
    ]);
    this.folder = folder;
    const views = await loadEach(folder, { environment: process.env, hash: secretHash, sections: sectionsOf(KINDS) });
    const view = views.find(({ name }) => name === portal) ?? views[0]!;
    const resolved = view.source && resolve(view.source, KINDS, view.language);
    await this.report([...view.problems, ...(resolved?.problems ?? [])].filter(isError), json);
    return { side: { declared: resolved!.graph.declared }, graph: resolved!.graph };
  }

  private async ofPortal(name: string, graph: Graph | undefined, json: boolean): Promise<{ readonly side: Side; readonly graph: Graph }> {
    const known = await knownPortal(name, (close) => this.closing.push(close));
    if ('problems' in known) await this.report(known.problems, json);
    else {
      const { project, portal, text } = known;
      const [{ pullPortal }, { labelLanguages }, { KINDS }] = await Promise.all([import('../engine/pull-portal.ts'), import('../engine/interest.ts'), import('../kinds/index.ts')]);
      const opened = await this.open(project, portal);
      const spoken = graph === undefined ? [] : labelLanguages([...graph.declared.values()].map(({ spec }) => spec.keys()));
      const state = await this.remembered(opened, project, json);
      const pulled = await pullPortal({ kinds: KINDS, remote: opened.remote, project: project.name, languages: [...new Set([portal.language, ...spoken])], pins: false, state, ...(graph === undefined ? {} : { graph }) });
      await this.report(pulled.problems, json, EXIT.access);
      const { soundPull } = await import('../sound-pull.ts');
      const resolved = await soundPull(pulled, { project: project.name, portal: name, text }, (close) => this.closing.push(close));
      await this.report(resolved.problems.filter(isError), json);
      const given = [...pulled.named.values()].filter(({ row }) => row.given).map(({ address }) => address);
      return { side: { declared: resolved.graph.declared, given: new Set(given), language: portal.language }, graph: resolved.graph };
    }
    throw new Stop(EXIT.error);
  }
}

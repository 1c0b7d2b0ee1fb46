import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Flags } from '@oclif/core';
import { ApplyingCommand, type Ready } from '../applying-command.ts';
import { EXIT } from '../command.ts';
import { knownPortal, type KnownPortal } from '../elsewhere.ts';
import type { Mappings, Unmapped } from '../engine/mapping.ts';
import type { PortalPulled } from '../engine/pull-portal.ts';
import type { Graph } from '../engine/resolve.ts';
import { covers } from '../model/address-pattern.ts';
import type { ApplyReport, Change, Ids } from '../model/plan.ts';
import { isError, problem } from '../model/problem.ts';
import type { OpenPortal } from '../portal.ts';
import type { IdMap } from '../report/id-map.ts';
import { partFlags, partOf } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.compare;

/** There are no files to write an answer into: it is a flag, or an id written down. */
function answerable({ place: _place, answers, commands, ...change }: Change, { from, to }: ReplicateFlags): Change {
  if (change.action !== 'blocked') return { ...change, ...(answers === undefined ? {} : { answers }), ...(commands === undefined ? {} : { commands }) };
  const adopt = answers?.some((answer) => answer.startsWith('adopt')) ? [`bxform replicate --from ${from} --to ${to} --adopt ${change.address}`] : [];
  return { ...change, answers: [], ...(adopt.length === 0 ? {} : { commands: adopt }) };
}

interface ReplicateFlags {
  readonly from: string;
  readonly to: string;
  readonly adopt?: string[] | undefined;
  readonly only?: string[] | undefined;
  readonly exclude?: string[] | undefined;
  readonly language?: string[] | undefined;
  readonly json?: boolean | undefined;
}

export class Replicate extends ApplyingCommand {
  static override readonly summary = words.replicateSummary;
  static override readonly description = words.replicateDescription;
  static override readonly examples = ['<%= config.bin %> replicate --from staging --to production', '<%= config.bin %> replicate --from staging --to production --only smartProcess.equipment --yes'];
  static override readonly flags = {
    from: Flags.string({ required: true, helpValue: 'PORTAL', description: words.from }),
    to: Flags.string({ required: true, helpValue: 'PORTAL', description: words.to }),
    ...partFlags,
    adopt: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: words.adopt }),
    language: Flags.string({ multiple: true, helpValue: 'LANGUAGE', description: texts.pull.language }),
    yes: Flags.boolean({ char: 'y', description: texts.commands.apply.yes }),
    strict: Flags.boolean({ description: texts.commands.shared.strict }),
  };

  #pulled: PortalPulled | undefined;
  #flags: ReplicateFlags | undefined;

  override async run(): Promise<void> {
    const { flags } = await this.parse(Replicate);
    this.#flags = flags;
    if (flags.from === flags.to) await this.report([problem('usage', words.samePortal, { hint: words.samePortalHint })], flags.json);
    await this.carryOut(await this.planned(flags), flags);
  }

  private async known(name: string, json: boolean | undefined): Promise<KnownPortal> {
    const found = await knownPortal(name, (close) => this.closing.push(close));
    if ('problems' in found) await this.report(found.problems, json);
    return found as KnownPortal;
  }

  private async planned(flags: ReplicateFlags): Promise<Ready> {
    const [{ pullPortal }, { KINDS }, { makePlan }, { readIds }] = await Promise.all([
      import('../engine/pull-portal.ts'), import('../kinds/index.ts'), import('../engine/planning.ts'), import('../engine/load.ts'),
    ]);
    const [from, to] = [await this.known(flags.from, flags.json), await this.known(flags.to, flags.json)];
    const source = await this.open(from.project, from.portal);
    const languages = [...new Set([from.portal.language, ...(flags.language ?? [])])];
    const pulled = await pullPortal({ kinds: KINDS, remote: source.remote, project: from.project.name, languages, pins: false, state: await this.remembered(source, from.project, flags.json) });
    await this.report(pulled.problems, flags.json, EXIT.access);
    this.#pulled = pulled;

    const { soundPull } = await import('../sound-pull.ts');
    const resolved = await soundPull(pulled, { project: to.project.name, portal: flags.to, text: to.text }, (close) => this.closing.push(close));
    await this.report(resolved.problems.filter(isError), flags.json);
    const opened = await this.open(to.project, to.portal);
    await this.locked(opened);
    const graph = this.adopting(await this.mapped(resolved.graph, opened, flags), flags.adopt ?? []);
    const ids = await readIds('.', flags.to, (address) => graph.declared.has(address));
    await this.report(ids.problems.filter(isError), flags.json);
    const begun = Date.now();
    const plan = async () => makePlan({
      kinds: KINDS, graph, source: resolved.source, state: await this.remembered(opened, to.project, flags.json), journal: await opened.store.journal.read(), remote: opened.remote,
      version: this.config.version, project: to.project.name, portal: { name: flags.to, host: opened.remote.host, language: to.portal.language }, warnings: resolved.problems, ids: ids.ids, asked: partOf(flags),
    });
    const made = await plan();
    await this.report(made.problems, flags.json, made.denied ? EXIT.access : EXIT.error);
    const again = (await this.waited(opened, begun, made.plan)) ? await plan() : made;
    const changes = again.plan!.changes.map((change) => answerable(change, flags));
    return { project: to.project, opened, state: await opened.store.load(), plan: { ...again.plan!, changes }, live: again.live };
  }

  private adopting(graph: Graph, patterns: readonly string[]): Graph {
    if (patterns.length === 0) return graph;
    return { ...graph, declared: new Map([...graph.declared].map(([address, own]) => [address, patterns.some((pattern) => covers(pattern, address)) ? { ...own, adopt: true as const } : own])) };
  }

  /** People, departments and lists by their names on the other portal. */
  private async mapped(graph: Graph, opened: OpenPortal, { to, json }: ReplicateFlags): Promise<Graph> {
    const [{ mapped, unmapped }, { readMappings }, { read }, { KINDS }] = await Promise.all([
      import('../engine/mapping.ts'), import('../engine/load.ts'), import('../engine/read.ts'), import('../kinds/index.ts'),
    ]);
    const { mappings, problems } = await readMappings('.', to);
    await this.report(problems, json);
    const named = mapped(graph, mappings);
    const kinds = new Map(KINDS.map((kind) => [kind.name, kind]));
    const wanted = new Set([...named.declared.values()].map(({ kind }) => kind).filter((kind) => kinds.get(kind)?.lookup && kinds.get(kind)?.section === undefined));
    if (wanted.size === 0) return named;
    const live = await read(KINDS, opened.remote, { kinds: wanted, count: () => 1, languages: [], wants: () => true, whole: () => false });
    const open = unmapped(named, kinds, live.rows);
    return open.length === 0 ? named : mapped(named, await this.asked(open, to, json));
  }

  /** What nobody has said yet is asked, or told how to say it. */
  private async asked(open: readonly Unmapped[], portal: string, json: boolean | undefined): Promise<Mappings> {
    const [{ MAPPED, mappingsPath }, { mappingsFile }] = await Promise.all([import('../engine/load.ts'), import('../report/mappings-file.ts')]);
    const sectionOf = (kind: string): string => Object.keys(MAPPED).find((section) => MAPPED[section] === kind) ?? kind;
    const path = mappingsPath(portal);
    if (!this.attended() || json) {
      await this.report(open.map(({ kind, key }) => problem('unmapped', words.unmapped(kind, key, portal), { hint: words.unmappedHint(path, sectionOf(kind), JSON.stringify(key)) })), json);
    }
    const questions = createInterface({ input: process.stdin, output: process.stderr });
    const answers: [string, string, string][] = [];
    const found: Record<string, Record<string, string>> = {};
    for (const { kind, key } of open) {
      const here = (await questions.question(words.whoIs(kind, key, portal))).trim();
      if (here === '') continue;
      answers.push([sectionOf(kind), key, here]);
      (found[kind] ??= {})[key] = here;
    }
    questions.close();
    const before = await readFile(path, 'utf8').catch(() => '');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, mappingsFile(before, answers));
    return found;
  }

  /** What everything that is not every portal's is called on both. */
  private async idMap({ opened }: Ready): Promise<IdMap> {
    const { from, to } = this.#flags!;
    const state = await opened.store.load();
    const own = [...this.#pulled!.named.values()].filter(({ row, kind }) => row.given === undefined && kind.travelsWith !== 'row' && kind.lookup === undefined);
    const called = (ids: Ids, handle = 'id'): Ids => Object.fromEntries(Object.entries(ids).filter(([name]) => ['id', 'entityTypeId', handle].includes(name)));
    const rows = own.flatMap(({ address, row, kind }) => (state?.entries[address] === undefined ? [] : [{ address, from: called(row.ids, kind.handle), to: called(state.entries[address].ids, kind.handle) }]));
    return { from, to, rows: rows.sort((a, b) => (a.address < b.address ? -1 : 1)) };
  }

  protected override async asJson(ready: Ready, report: ApplyReport): Promise<string> {
    const [{ replicatedJson }, map] = await Promise.all([import('../report/id-map.ts'), this.idMap(ready)]);
    return replicatedJson(report, map);
  }

  protected override async concluded(ready: Ready): Promise<void> {
    this.out((await import('../report/id-map.ts')).idMapText(await this.idMap(ready)));
  }
}

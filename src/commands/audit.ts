import { readFile, writeFile } from 'node:fs/promises';
import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import type { PortalAudit } from '../auditing.ts';
import { problem } from '../model/problem.ts';
import { knownPortal, PROJECT_FILE, type KnownPortal } from '../elsewhere.ts';
import type { OpenPortal } from '../portal.ts';
import { ProjectCommand, portalFlag, type Configured } from '../project-command.ts';
import type { AuditReport } from '../report/audit.ts';
import type { Since } from '../report/passport-html.ts';
import { texts } from '../texts/index.ts';

const words = texts.audit;

type Format = 'text' | 'json' | 'markdown';

export class Audit extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> audit --portal staging', '<%= config.bin %> audit --portal staging --html passport.html', '<%= config.bin %> audit --portal staging --no-records --fail-under 80'];
  static override readonly flags = {
    ...portalFlag,
    html: Flags.string({ helpValue: 'FILE', description: words.html }),
    format: Flags.option({ description: words.format, options: ['text', 'json', 'markdown'] as const })(),
    records: Flags.boolean({ default: true, allowNo: true, description: words.records }),
    language: Flags.string({ multiple: true, helpValue: 'LANGUAGE', description: words.language }),
    'fail-under': Flags.integer({ min: 0, max: 100, helpValue: 'SCORE', description: words.failUnder }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Audit);
    const format = await this.format(flags.format, flags.json);
    const json = format === 'json';
    const from = await this.known(flags.portal, json);
    const here = flags.html === undefined ? undefined : await this.here(from.portal.name, json);
    const [{ auditPortal }, { remembering }] = await Promise.all([import('../auditing.ts'), import('../remote/remembering.ts')]);
    const opened = await this.open(from.project, from.portal);
    const once: OpenPortal = { ...opened, remote: remembering(opened.remote) };
    const { problems, found } = await auditPortal({ remote: once.remote, project: from.project.name, languages: [...new Set([from.portal.language, ...(flags.language ?? [])])], counts: flags.records });
    await this.report(problems, json, EXIT.access);

    const report: AuditReport = {
      ...found!.audit, portal: from.portal.name, host: opened.host, unread: found!.unread,
      counted: found!.records !== undefined, uncounted: found!.records?.unknown.size ?? 0,
    };
    if (flags.html !== undefined) await this.page(flags.html, report, found!, await this.since(here, once));
    this.out(await this.printed(report, format));
    if (flags['fail-under'] !== undefined && report.score < flags['fail-under']) throw new Stop(EXIT.partly);
  }

  private async known(name: string | undefined, json: boolean | undefined): Promise<KnownPortal> {
    const found = await knownPortal(name, (close) => this.closing.push(close));
    if ('problems' in found) await this.report(found.problems, json);
    return found as KnownPortal;
  }

  private async format(asked: Format | undefined, json: boolean | undefined): Promise<Format> {
    const { formats } = texts.review;
    if (json && asked !== undefined && asked !== 'json') await this.report([problem('usage', formats.differ(asked), { hint: formats.differHint })], json);
    return asked ?? (json ? 'json' : 'text');
  }

  private async printed(report: AuditReport, format: Format): Promise<string> {
    const { auditJson, auditMarkdown, auditText } = await import('../report/audit.ts');
    if (format === 'json') return auditJson(report);
    return format === 'markdown' ? auditMarkdown(report) : auditText(report, this.colorOut);
  }

  private async page(file: string, report: AuditReport, { passport, drawing, day }: PortalAudit, since: Since | undefined): Promise<void> {
    const { passportHtml } = await import('../report/passport-html.ts');
    const about = { version: this.config.version, ...(day === undefined ? {} : { day }), ...(since === undefined ? {} : { since }) };
    await writeFile(file, passportHtml(passport, drawing, report, about));
  }

  /** What the files in this folder say of the portal, if they say anything. */
  private async here(portal: string, json: boolean): Promise<Configured | undefined> {
    if ((await readFile(PROJECT_FILE, 'utf8').catch(() => undefined)) === undefined) return undefined;
    const configured = await this.configure(undefined, portal, json);
    return [...configured.graph.declared.values()].some(({ lookup }) => lookup !== true) ? configured : undefined;
  }

  private async since(configured: Configured | undefined, { remote, store }: OpenPortal): Promise<Since | undefined> {
    if (configured === undefined) return undefined;
    const [{ makePlan }, { KINDS }, { checkState }] = await Promise.all([import('../engine/planning.ts'), import('../kinds/index.ts'), import('../state/state.ts')]);
    const { project, portal, graph, source, policies, ids, warnings } = configured;
    const state = await store.load();
    const wrong = state && checkState(state, { project: project.name, portal: remote.host });
    if (wrong) return { problems: [wrong] };
    const { plan, problems } = await makePlan({
      kinds: KINDS, graph, source, state, journal: await store.journal.read(), remote, version: this.config.version, project: project.name,
      portal: { name: portal.name, host: remote.host, language: portal.language ?? '' }, warnings, policies, ids,
    });
    return plan === undefined ? { problems } : { plan, problems: [] };
  }
}

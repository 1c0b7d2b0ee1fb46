import { EXIT } from '../command.ts';
import { ProjectCommand, portalFlag, type Configured } from '../project-command.ts';
import type { Remembered } from '../engine/circumstances.ts';
import type { Finding } from '../model/finding.ts';
import type { OpenPortal } from '../portal.ts';
import { texts } from '../texts/index.ts';

const words = texts.access.doctor;

export class Doctor extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> doctor --portal staging', '<%= config.bin %> doctor --portal staging --json'];
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { flags } = await this.parse(Doctor);
    const configured = await this.configure(undefined, flags.portal, flags.json);
    const opened = await this.open(configured.project, configured.portal);
    const findings = await this.findings(configured, opened);
    const { doctorJson, doctorText } = await import('../report/doctor.ts');
    this.out(flags.json ? doctorJson(configured.portal.name, opened.host, findings) : doctorText(findings, this.colorOut));
    const errors = findings.filter(({ level }) => level === 'error');
    process.exitCode = errors.length === 0 ? EXIT.fine : errors.some(({ access }) => access) ? EXIT.access : EXIT.error;
  }

  private async findings({ project, portal, graph }: Configured, opened: OpenPortal): Promise<readonly Finding[]> {
    const [{ examine, examinationCalls }, { circumstances }, { KINDS }] = await Promise.all([
      import('../engine/examination.ts'), import('../engine/circumstances.ts'), import('../kinds/index.ts'),
    ]);
    const { remote } = opened;
    const declared = new Set([...graph.declared.values()].map(({ kind }) => kind));
    const kinds = KINDS.filter(({ name }) => declared.has(name));
    const ways = (['webhook', 'app'] as const).filter((way) => remote.speaksAs(way));
    const calls = examinationCalls({ ways, kinds });
    const outcomes = await remote.send(calls);
    const heardAt = Date.now();
    const keyOf = ({ method, params, context }: (typeof calls)[number]): string => JSON.stringify([method, params, context]);
    const byCall = new Map(calls.map((call, index) => [keyOf(call), outcomes[index]!]));
    const answers = (call: (typeof calls)[number]) => byCall.get(keyOf(call));
    const tokens = await this.tokens(project, portal);
    const { findings, answered } = examine({ host: opened.host, ways, kinds, answers });
    const around = circumstances({
      ways, answers, portal, now: heardAt, state: await this.state(opened, project),
      ...(portal.sandbox || process.env['BXFORM_PORTAL_CLOCK'] ? {} : { heardAt }), ...(tokens === undefined ? {} : { tokens }),
    });
    return [...findings, ...(answered ? around : around.filter(({ code }) => ['token', 'state', 'locked', 'interrupted'].includes(code)))];
  }

  private async tokens(project: Configured['project'], portal: Configured['portal']): Promise<{ issuedAt: number; lost: boolean } | null | undefined> {
    if (portal.app === undefined || portal.app.save !== undefined) return undefined;
    const { oauthOf } = await import('../application.ts');
    const kept = await oauthOf(project, portal)?.store.load();
    return kept === undefined ? null : { issuedAt: kept.issuedAt, lost: kept.sentAt !== undefined };
  }

  private async state({ store, remote }: OpenPortal, project: Configured['project']): Promise<Remembered> {
    const [{ checkState }, { workingUntil }, { StateError }] = await Promise.all([
      import('../state/state.ts'), import('../engine/interrupted.ts'), import('../state/port.ts'),
    ]);
    try {
      const state = await store.load();
      const wrong = state && checkState(state, { project: project.name, portal: remote.host });
      const holder = await store.holder();
      const interrupted = workingUntil(await store.journal.read(), remote.settleMilliseconds) > 0;
      const found = state === undefined ? {} : { entries: Object.keys(state.entries).length, serial: state.serial };
      return { ...found, interrupted, ...(wrong ? { problem: wrong.message } : {}), ...(holder === undefined ? {} : { holder }) };
    } catch (error) {
      if (error instanceof StateError) return { problem: error.message, interrupted: false };
      throw error;
    }
  }
}

// Findings about what surrounds the work with a portal: its tariff, our limits, its clock and ours, the age of
// the refresh token, and what is remembered here.

import type { Context } from '../model/call.ts';
import type { Finding } from '../model/finding.ts';
import type { PortalSettings } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import { aboutPortal, SERVER_TIME, type Answers } from './examination.ts';

const words = texts.access.doctor;

const DAY = 86_400_000;
/** Documented; older documentation and portals say 28. */
const TOKEN_DAYS = 180;
const CAREFUL_DAYS = 28;
const WEEK = 7;
/** An answer takes its time, and the portal counts whole seconds. */
const SKEW_SECONDS = 60;

export interface Remembered {
  /** why it cannot be used */
  readonly problem?: string;
  readonly entries?: number;
  readonly serial?: number;
  /** who is applying */
  readonly holder?: string;
  /** an apply did not come to its end */
  readonly interrupted: boolean;
}

export interface Circumstances {
  readonly ways: readonly Context[];
  readonly answers: Answers;
  readonly portal: Pick<PortalSettings, 'name' | 'language' | 'limits'>;
  /** milliseconds: when the portal told the time; absent: its clock runs as it likes */
  readonly heardAt?: number;
  readonly now: number;
  /** of an OAuth application; null: none are kept */
  readonly tokens?: { readonly issuedAt: number; readonly lost: boolean } | null;
  readonly state: Remembered;
}

export function circumstances(found: Circumstances): Finding[] {
  return [...tariff(found), limits(found), ...clock(found), ...tokens(found), ...state(found)];
}

function tariff({ ways, answers, portal }: Circumstances): Finding[] {
  const told = ways.map((way) => aboutPortal(answers, way));
  const licence = told.find((each) => each.licence !== undefined)?.licence;
  const language = told.find((each) => each.language !== undefined)?.language ?? /^([a-z]{2})_/.exec(licence ?? '')?.[1];
  const findings: Finding[] = [];
  const isUnpaid = told.some(({ unpaid }) => unpaid === true);
  if (isUnpaid) findings.push({ level: 'error', code: 'unpaid', message: words.unpaid, hint: words.unpaidHint, access: true });
  const isUnfinished = told.some(({ installed }) => installed === false);
  if (isUnfinished) findings.push({ level: 'warning', code: 'not-installed', message: words.notInstalled, hint: words.notInstalledHint });
  if (licence !== undefined) {
    findings.push({ level: 'info', code: 'licence', message: licence.endsWith('selfhosted') ? words.selfHosted(licence) : words.licence(licence) });
  }
  const isFaster = licence?.includes('_ent') === true && portal.limits?.plan !== 'enterprise';
  if (isFaster) findings.push({ level: 'info', code: 'faster', message: words.faster, hint: words.fasterHint });
  return [...findings, languageOf(portal.language, language)];
}

function languageOf(declared: string | undefined, told: string | undefined): Finding {
  if (declared === undefined) return { level: 'info', code: 'language', message: words.noLanguage(told ?? '?'), hint: words.noLanguageHint };
  if (told === undefined || told === declared) return { level: 'ok', code: 'language', message: words.language(declared) };
  return { level: 'warning', code: 'other-language', message: words.otherLanguage(told, declared), hint: words.otherLanguageHint };
}

function limits({ portal: { limits: { plan = 'standard', share = 1 } = {} } }: Circumstances): Finding {
  const perSecond = plan === 'enterprise' ? 5 : 2;
  return { level: 'ok', code: 'limits', message: words.limits(perSecond * share, perSecond) };
}

function clock({ answers, heardAt }: Circumstances): Finding[] {
  const outcome = answers(SERVER_TIME);
  const told = outcome?.kind === 'done' && typeof outcome.result === 'string' ? Date.parse(outcome.result) : Number.NaN;
  if (heardAt === undefined || Number.isNaN(told)) return [];
  const seconds = Math.round((told - heardAt) / 1000);
  if (Math.abs(seconds) <= SKEW_SECONDS) return [{ level: 'ok', code: 'clock', message: words.clock }];
  return [{ level: 'warning', code: 'clock', message: seconds > 0 ? words.behind(seconds) : words.ahead(-seconds), hint: words.clockHint }];
}

function tokens({ tokens: kept, now, portal: { name } }: Circumstances): Finding[] {
  if (kept === undefined) return [];
  const hint = words.tokenHint(name);
  if (kept === null) return [{ level: 'info', code: 'token', message: words.noToken }];
  if (kept.lost) return [{ level: 'warning', code: 'token', message: words.tokenLost, hint }];
  const age = Math.floor((now - kept.issuedAt) / DAY);
  const left = TOKEN_DAYS - age;
  if (left <= 0) return [{ level: 'error', code: 'token', message: words.tokenOver(age), hint, access: true }];
  if (age <= CAREFUL_DAYS - WEEK) return [{ level: 'ok', code: 'token', message: words.token(age, left) }];
  return [{ level: 'warning', code: 'token', message: words.tokenOld(age, left, CAREFUL_DAYS), hint: words.tokenOldHint }];
}

function state({ state: { problem, entries, serial, holder, interrupted } }: Circumstances): Finding[] {
  const findings: Finding[] = [];
  if (problem !== undefined) findings.push({ level: 'error', code: 'state', message: problem });
  else if (entries === undefined || serial === undefined) findings.push({ level: 'info', code: 'state', message: words.noState });
  else findings.push({ level: 'ok', code: 'state', message: words.state(entries, serial) });
  if (holder !== undefined) findings.push({ level: 'warning', code: 'locked', message: words.locked(holder), hint: words.lockedHint });
  else if (interrupted) findings.push({ level: 'warning', code: 'interrupted', message: words.interrupted, hint: words.interruptedHint });
  return findings;
}

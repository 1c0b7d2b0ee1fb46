// Stages as the portal has them: where they are kept, what they mean, in which order they stand, and which come
// with a new funnel. Leads and quotes have one row of stages and no funnels; everything else keeps them by funnel.
// Sources: FACTS §8.6, §10, §11.1, §11.3; crm/classes/general/crm_status.php, crm/lib/Service/Director.php (invoices).

import { rootOf } from './address.ts';
import type { Spec, Value } from './value.ts';

/** What a stage means, the letter the portal has for it, and its place: process, then success, then failure. */
const SEMANTICS: Readonly<Record<string, { readonly letter: string; readonly rank: number }>> = {
  process: { letter: '', rank: 0 },
  success: { letter: 'S', rank: 1 },
  failure: { letter: 'F', rank: 2 },
};

export function semanticsOfLetter(letter: unknown): string {
  return Object.keys(SEMANTICS).find((semantics) => SEMANTICS[semantics]!.letter === String(letter ?? '')) ?? 'process';
}
export const letterOf = (semantics: Value | undefined): string => SEMANTICS[String(semantics)]?.letter ?? '';
export const rankOf = (spec: Spec): number => SEMANTICS[String(spec.get('semantics'))]?.rank ?? 0;

/** The stages of one sort of types. */
export interface StageFamily {
  /** key of the one success stage; invoices of some portals have that of smart processes */
  readonly success: readonly string[];
  /** stages every portal makes by itself, by key */
  readonly automatic: ReadonlyMap<string, Spec>;
  /** those of them that are only removed by force */
  readonly system: readonly string[];
}

/** Keys in their order, those of the failure stages, the system ones; the portal counts by tens. */
function family(process: readonly string[], success: string, failure: readonly string[], system: readonly string[]): StageFamily {
  const semanticsOf = (key: string): string => (key === success ? 'success' : failure.includes(key) ? 'failure' : 'process');
  const specs = [...process, success, ...failure].map((key, index): [string, Spec] => [
    key,
    new Map<string, Value>([['semantics', semanticsOf(key)], ['sort', (index + 1) * 10]]),
  ]);
  return { success: [success], automatic: new Map(specs), system };
}

const SMART_PROCESS = family(['NEW', 'PREPARATION', 'CLIENT'], 'SUCCESS', ['FAIL'], ['NEW', 'SUCCESS', 'FAIL']);
const INVOICE = family(['N', 'S'], 'P', ['D'], ['N', 'P', 'D']);
const FAMILIES: Readonly<Record<string, StageFamily>> = {
  lead: family(['NEW', 'IN_PROCESS', 'PROCESSED'], 'CONVERTED', ['JUNK'], ['NEW', 'CONVERTED', 'JUNK']),
  deal: family(['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE'], 'WON', ['LOSE', 'APOLOGY'], ['NEW', 'WON', 'LOSE']),
  quote: family(['DRAFT', 'SENT'], 'APPROVED', ['DECLAINED', 'APOLOGY'], ['DRAFT', 'APPROVED', 'DECLAINED']),
  invoice: { ...INVOICE, success: [...INVOICE.success, ...SMART_PROCESS.success] },
};

/** The family of whatever stands at or above this address. */
export const familyAt = (address: string): StageFamily => FAMILIES[rootOf(address)] ?? SMART_PROCESS;

/** What a stage with this key means unless it says otherwise. */
export const semanticsOfKey = (key: string, { automatic, success }: StageFamily): string =>
  success.includes(key) ? 'success' : String(automatic.get(key)?.get('semantics') ?? 'process');

/** A dictionary that keeps stages: whose, and of which funnel. */
export interface StageEntity {
  readonly entityTypeId: number;
  /** absent: the type has stages and no funnels */
  readonly funnel?: number;
}

/** `DYNAMIC_1040_STAGE_12`, `SMART_INVOICE_STAGE_3`, `DEAL_STAGE`, `DEAL_STAGE_5`, `STATUS` (leads), `QUOTE_STATUS`. */
export function stageEntity(code: unknown): StageEntity | undefined {
  const text = String(code ?? '');
  if (text === 'STATUS') return { entityTypeId: 1 };
  if (text === 'QUOTE_STATUS') return { entityTypeId: 7 };
  if (text === 'DEAL_STAGE') return { entityTypeId: 2, funnel: 0 };
  const [, dynamic, deal, invoice, funnel] = /^(?:DYNAMIC_(\d+)_STAGE|(DEAL_STAGE)|(SMART_INVOICE_STAGE))_(\d+)$/.exec(text) ?? [];
  if (funnel === undefined) return undefined;
  return { entityTypeId: dynamic !== undefined ? Number(dynamic) : deal !== undefined ? 2 : invoice !== undefined ? 31 : 0, funnel: Number(funnel) };
}

// An audit from end to end: the portal is read as `pull` reads it, what there is of records is counted beside it, and
// both are looked at. Only reading methods are sent.

import { passportOf } from './audit/passport.ts';
import { audit } from './audit/run.ts';
import type { Audited, Thing } from './audit/contract.ts';
import { viewOf } from './audit/view.ts';
import { countRecords } from './engine/count-records.ts';
import { pictureOf } from './engine/picture.ts';
import { pullPortal } from './engine/pull-portal.ts';
import { KINDS } from './kinds/index.ts';
import type { Audit, Records } from './model/audit.ts';
import type { Call, Outcome } from './model/call.ts';
import type { Passport } from './model/passport.ts';
import type { Drawing } from './model/picture.ts';
import type { Problem } from './model/problem.ts';
import type { Remote, SendOptions } from './remote/port.ts';

export interface AuditInput {
  readonly remote: Remote;
  readonly project: string;
  /** that of the portal first */
  readonly languages: readonly string[];
  readonly counts: boolean;
  readonly options?: SendOptions;
}

export interface PortalAudit {
  readonly audit: Audit;
  readonly passport: Passport;
  readonly drawing: Drawing;
  readonly records?: Records;
  /** why kinds could not be read, by their sections */
  readonly unread: ReadonlyMap<string, string>;
  /** the day the portal has, `2026-11-22` */
  readonly day?: string;
}

const FIELD_TYPES: Call = { method: 'userfieldconfig.getTypes', params: { moduleId: 'crm' }, retry: 'read' };
const TIME: Call = { method: 'server.time', params: {}, retry: 'read' };

const resultOf = (outcome: Outcome | undefined): unknown => (outcome?.kind === 'done' ? outcome.result : undefined);

function typesIn(result: any): ReadonlySet<string> | undefined {
  const types: unknown = result?.types;
  return typeof types === 'object' && types !== null ? new Set(Object.values<any>(types).map((type) => String(type.userTypeId))) : undefined;
}

/** What people see of types, funnels and relations. */
function drawn(audited: Audited): Drawing {
  const { lint, things } = viewOf(audited);
  const rows = new Map(things.map(({ address, row }) => [address, row]));
  const pairs = new Map(lint.declared.map((declared) => [declared.address, { declared, row: rows.get(declared.address)!, proof: 'owned' as const, origin: 'adopted' as const }]));
  return pictureOf({ kinds: KINDS, pairs, rows: (kind) => things.filter((thing) => thing.isShown && thing.kind.name === kind).map(({ row }) => row), plan: { changes: [] } }).before;
}

export async function auditPortal({ remote, project, languages, counts, options = {} }: AuditInput): Promise<{ readonly problems: readonly Problem[]; readonly found?: PortalAudit }> {
  const pulled = await pullPortal({ kinds: KINDS, remote, project, languages, pins: false, options });
  if (pulled.problems.length > 0) return { problems: pulled.problems };
  const things = [...pulled.named.values()].map((named): Thing => ({ ...named, isShown: pulled.written.has(named.address) }));
  const counted = await countRecords({ remote, things: counts ? things : [], byUid: pulled.live.byUid, extra: [FIELD_TYPES, TIME], options });
  const [fieldTypes, day] = [typesIn(resultOf(counted.outcomes[0])), resultOf(counted.outcomes[1])];
  const records: { records?: Records } = counts ? { records: counted } : {};
  const audited: Audited = { things, languages, strays: pulled.live.strays ?? [], ...records, ...(fieldTypes === undefined ? {} : { fieldTypes }) };
  const sections = new Set(KINDS.map(({ section }) => section));
  const unread = new Map(pulled.left.flatMap(({ address, reason }) => (sections.has(address) ? [[address, reason] as const] : [])));
  const found: PortalAudit = {
    audit: audit(audited),
    passport: passportOf({ kinds: KINDS, things, ...records }),
    drawing: drawn(audited),
    unread,
    ...records,
    ...(typeof day === 'string' ? { day: day.slice(0, 10) } : {}),
  };
  return { problems: [], found };
}

// A plan is frozen JSON: the decisions (changes) and the calls (steps). Renderers, fingerprints,
// checks and apply are functions of it; nothing in it needs the YAML it came from.

import type { Call } from './call.ts';
import type { Place, Problem } from './problem.ts';
import type { Value } from './value.ts';

export type Action = 'create' | 'update' | 'delete' | 'adopt' | 'none' | 'blocked';
export type Origin = 'created' | 'sideEffect' | 'adopted' | 'recovered' | 'acknowledged';
export type Ids = Readonly<Record<string, string | number>>;

export interface PropertyChange {
  /** path in the user's words: `title`, `settings.stages`, `label.en`, `sort` */
  readonly path: string;
  /** absent: not set or not known before (a create, a blind property) */
  readonly before?: Value;
  readonly after: Value;
  /** never shown, only said to differ */
  readonly secret?: true;
}

export interface Change {
  readonly address: string;
  readonly kind: string;
  readonly action: Action;
  readonly properties: readonly PropertyChange[];
  /** why it is blocked, or a remark on the change */
  readonly reason?: string;
  /** the lines of YAML that would answer a blocked step */
  readonly answers?: readonly string[];
  /** the commands that would answer it as well */
  readonly commands?: readonly string[];
  /** blocked only because this address is blocked: it has no question of its own */
  readonly waitsFor?: string;
  /** blocked because nobody we can be on this portal may do it */
  readonly denied?: true;
  /** what the change may cost: permissions lost, labels lost … */
  readonly risks?: readonly string[];
  readonly place?: Place;
  /** true for what the portal makes by itself with our create: default funnel, automatic stages */
  readonly automatic?: true;
  /** human name on the portal, for messages */
  readonly name?: string;
}

/** A hole in a call that apply fills with an id of the addressed resource. */
export interface Slot {
  readonly $slot: string;
  readonly name: string;
}
/** A text with holes. */
export interface TextSlot {
  readonly $text: readonly (string | number | Slot)[];
}
/** A map whose keys have holes. */
export interface MapSlot {
  readonly $map: readonly (readonly [string | number | Slot | TextSlot, unknown])[];
}
/** A list (or map) the portal replaces as a whole: what is live at the head of the wave, with `set` laid over it and `drop` left out. */
export interface CarrySlot {
  readonly $carry: string;
  /** which of the row's whole lists, e.g. `enum`, `label`, `relations.parent` */
  readonly list: string;
  readonly as: 'list' | 'map';
  readonly set: readonly (readonly [key: string | Slot | TextSlot, value: unknown])[];
  readonly drop: readonly string[];
}

/** A template file with the ids of this portal in place of those it was written with, and its steps those of this application. */
export interface TemplateSlot {
  readonly $template: string;
  readonly ids: readonly (readonly [token: string, id: string | number | Slot])[];
  readonly steps: readonly (readonly [token: string, code: string])[];
}

/** What apply needs to know of an address: how to find it on the portal and what must hold afterwards. */
export interface Target {
  readonly address: string;
  readonly kind: string;
  readonly parent?: string;
  /** the key it is declared under */
  readonly key: string;
  /** declared properties, positions included */
  readonly spec: Readonly<Record<string, Value>>;
  readonly mark?: string;
  /** role of what the portal makes by itself with the parent */
  readonly role?: string;
  readonly name?: string;
  /** known at planning time */
  readonly ids?: Ids;
  /** properties that must read back after the step, by path; secrets as slots */
  readonly expect: Readonly<Record<string, Value>>;
  readonly blind?: readonly string[];
  /** when we last changed it, where somebody else has since and this plan does not write over it */
  readonly changedAt?: string;
  readonly origin: Origin;
  /** proven ours when planned */
  readonly owned?: true;
  /** to be removed */
  readonly unwanted?: true;
  /** hash of the declared properties as read when planned, or `absent`: a difference at the head of the wave makes the step stale */
  readonly seen?: string;
}

export interface Step {
  /** `create smartProcess.equipment` */
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete';
  /** the row it writes */
  readonly address: string;
  readonly call: Call;
  /** addresses whose properties this step writes (a row with its parts) */
  readonly targets: readonly string[];
  /** properties of its own row it writes, where another step may write others of them */
  readonly paths?: readonly string[];
  /** steps that must have succeeded */
  readonly needs: readonly string[];
}

/** What no call can do: a person does it, and says so. */
export interface ManualStep {
  readonly address: string;
  readonly text: string;
  readonly who?: string;
  /** a path on the portal or a whole address, with holes for ids */
  readonly link?: TextSlot;
  /** of what the link names, as far as they are known */
  readonly ids: Readonly<Record<string, Ids>>;
  /** what should be there before, and is not yet */
  readonly waitsFor: readonly string[];
  /** it was acknowledged when it said something else */
  readonly changed?: true;
}

/** What of a project a plan is about. */
export interface Selection {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  /** needed by what was chosen: made where missing, otherwise left as it is */
  readonly needed: readonly string[];
  readonly leftOut: readonly string[];
}

export interface Plan {
  readonly format: 'bxform-plan/1';
  readonly bxform: string;
  readonly project: string;
  readonly portal: { readonly name: string; readonly host: string; readonly language: string };
  readonly state: { readonly instance: string; readonly serial: number };
  /** application that what only applications make is made for */
  readonly clientId?: string;
  readonly changes: readonly Change[];
  /** step ids, wave by wave */
  readonly waves: readonly (readonly string[])[];
  readonly steps: Readonly<Record<string, Step>>;
  readonly targets: Readonly<Record<string, Target>>;
  /** in state but no longer declared */
  readonly leftAlone: readonly { readonly address: string; readonly name?: string }[];
  /** found live and identical, to be recorded as ours without a change */
  readonly recorded: readonly string[];
  readonly warnings: readonly Problem[];
  /** open steps for people; absent: there are none */
  readonly manual?: readonly ManualStep[];
  /** absent: all of the project */
  readonly selection?: Selection;
  /** differs from what is declared, and a policy leaves it to the portal */
  readonly kept: readonly { readonly address: string; readonly properties: readonly string[] }[];
  /** on the portal, where its content cannot be read back, and nothing is remembered of it */
  readonly unknown: readonly string[];
  readonly fingerprint: string;
  readonly usage: { readonly requests: number; readonly commands: number; readonly seconds: number };
}

export type StepOutcome =
  | { readonly step: string; readonly outcome: 'done' }
  | { readonly step: string; readonly outcome: 'failed'; readonly message: string; readonly code?: string }
  | { readonly step: string; readonly outcome: 'skipped'; readonly because: readonly string[] }
  | { readonly step: string; readonly outcome: 'unknown'; readonly message: string };

/** What became of a plan: a step without an outcome was not started. */
export interface ApplyReport {
  readonly plan: Plan;
  readonly outcomes: readonly StepOutcome[];
  readonly cancelled: boolean;
  /** steps for people that are still open, with the ids that are known now */
  readonly manual?: readonly ManualStep[];
  readonly usage: { readonly requests: number; readonly commands: number };
}

/** Everything that is declared is blocked, and some of it because we may not: nothing can be done here. */
export const isDenied = ({ changes }: Pick<Plan, 'changes'>): boolean =>
  changes.length > 0 && changes.every(({ action }) => action === 'blocked') && changes.some(({ denied }) => denied === true);

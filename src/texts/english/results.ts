// What bxform says about its results: plans, applies, problems, outputs, state. Sentences take numbers and texts
// that are already safe to print.

import { counted } from './counted.ts';

const requests = (sent: { readonly requests: number; readonly commands: number }): string =>
  `${counted(sent.requests, 'HTTP request', 'HTTP requests')} with ${counted(sent.commands, 'command', 'commands')}`;

export const results = {
  actions: { create: 'create', update: 'update', delete: 'delete', adopt: 'adopt', blocked: 'blocked', none: 'none' },
  outcomes: { done: 'done', failed: 'failed', skipped: 'skipped', unknown: 'unknown', blocked: 'blocked', notStarted: 'not started' },
  levels: { error: 'error', warning: 'warning' },
  origins: { created: 'created', sideEffect: 'made by the portal', adopted: 'adopted', recovered: 'recovered', acknowledged: 'acknowledged' },
  /** what something was made with, by kind */
  kinds: { smartProcess: 'smart process', funnel: 'funnel', field: 'field', workplace: 'workplace' } as Readonly<Record<string, string>>,
  value: {
    none: '(none)',
    notKnown: '(not known)',
    secret: '(secret)',
    secretChanged: '(secret, changed)',
    unchangedLines: (count: number): string => `... ${counted(count, 'line', 'lines')} unchanged`,
    moreLines: (count: number): string => `... ${counted(count, 'more line', 'more lines')}`,
  },
  plan: {
    header: (project: string, portal: string, host: string): string => `Plan for ${project} on ${portal} (${host})`,
    automatic: (parent: string): string => `made by the portal with its ${parent}`,
    automaticAlone: 'made by the portal by itself',
    unwanted: (made: string): string => `${made}, not declared`,
    waits: (address: string): string => `waits for ${address}`,
    note: 'note',
    risk: 'risk',
    unexplained: 'it is not said why',
    answer: (address: string, lines: number): string => `to go on, write under ${address}${lines > 1 ? ' one of' : ''}:`,
    recorded: 'Found on the portal and already as declared, will be recorded as ours:',
    recordedBelow: (count: number): string => `and ${counted(count, 'address', 'addresses')} under it`,
    leftAlone: 'No longer declared, left alone:',
    warnings: 'Warnings:',
    attention: 'To think about before applying:',
    empty: 'No changes. The portal matches the configuration.',
    summary: (counts: Readonly<Record<'create' | 'update' | 'delete' | 'adopt' | 'blocked', number>>): string =>
      `Plan: ${counts.create} to create, ${counts.update} to update, ${counts.delete} to delete, ${counts.adopt} to adopt; ` +
      `${counts.blocked} blocked.`,
    needs: (usage: { readonly requests: number; readonly commands: number }, time: string): string =>
      usage.requests === 0 ? 'Needs no HTTP requests.' : `Needs ${requests(usage)}, about ${time}.`,
  },
  time: {
    seconds: (seconds: number): string => `${seconds} s`,
    minutes: (minutes: number, seconds: number): string => `${minutes} min${seconds > 0 ? ` ${seconds} s` : ''}`,
    hours: (hours: number, minutes: number): string => `${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`,
  },
  planFile: {
    notJson: (file: string): string => `${file} is not a saved plan: it is not JSON`,
    notPlan: (file: string): string => `${file} is not a saved plan of bxform`,
    newer: (file: string, format: string): string => `${file} is a saved plan of a newer bxform (${format})`,
    damaged: (file: string, what: string): string => `${file} is a damaged plan (${what})`,
    otherVersion: (file: string, made: string, ours: string): string => `${file} was made by bxform ${made}, this is bxform ${ours}`,
    planAgain: 'make the plan again with `bxform plan --out`',
    sameVersion: (made: string): string => `plan again with this version, or apply it with bxform ${made}`,
    update: 'update bxform, or make the plan again with this version',
  },
  apply: {
    confirm: (portal: string, host: string): string => `Apply this plan to ${portal} (${host})? Type "yes" to go on: `,
    yes: ['yes'],
    step: (action: string, what: string): string => `${action} ${what}`,
    waiting: (why: string, time: string): string => `waiting ${time}: ${why}`,
    failed: 'Failed:',
    skipped: 'Skipped:',
    unknown: 'Unknown (sent, but no answer came; the next plan reads the portal and finds out):',
    blocked: 'Blocked:',
    blockedBehind: (count: number): string => `and ${counted(count, 'change that waits', 'changes that wait')} for these`,
    notStarted: 'Not started:',
    because: (addresses: string): string => `because of ${addresses}`,
    cancelledCause: 'cancelled',
    cancelled: 'Cancelled. What was done stays done; the next apply goes on from here.',
    again: 'What was done stays done and is not repeated: put the cause right and apply again.',
    nothing: 'No changes. The portal matches the configuration.',
    summary: (counts: Readonly<Record<'done' | 'failed' | 'skipped' | 'blocked' | 'unknown' | 'notStarted', number>>): string =>
      `Apply: ${counts.done} done, ${counts.failed} failed, ${counts.skipped} skipped, ${counts.blocked} blocked, ${counts.unknown} unknown` +
      `${counts.notStarted > 0 ? `, ${counts.notStarted} not started` : ''}.`,
    used: (usage: { readonly requests: number; readonly commands: number }): string => `Used ${requests(usage)}.`,
  },
  problems: {
    hint: 'hint',
    none: 'No problems found.',
    count: (errors: number, warnings: number): string =>
      `${[errors > 0 ? [counted(errors, 'error', 'errors')] : [], warnings > 0 ? [counted(warnings, 'warning', 'warnings')] : []].flat().join(', ')}.`,
  },
  outputs: {
    header: { address: 'ADDRESS', name: 'NAME', ids: 'IDS' },
    none: 'Nothing declared here is on the portal yet.',
    collision: (name: string, addresses: string): string => `the variable ${name} would stand for ${addresses}`,
    collisionHint: 'take these ids from `bxform outputs --json`, or rename one of the keys',
    unquotable: (name: string): string => `the value of ${name} cannot be written safely as dotenv`,
    unquotableHint: 'take it from `bxform outputs --json`',
  },
  state: {
    header: { address: 'ADDRESS', origin: 'ORIGIN', name: 'NAME', ids: 'IDS' },
    title: (project: string, portal: string, serial: number): string => `State of ${project} on ${portal}, serial ${serial}`,
    count: (count: number): string => `${counted(count, 'address', 'addresses')}.`,
    none: 'The state is empty: bxform remembers nothing of this portal.',
    labels: {
      kind: 'kind',
      origin: 'origin',
      name: 'name',
      ids: 'ids',
      key: 'key',
      mark: 'mark',
      blind: 'last applied (cannot be read back)',
      unwanted: 'not declared, to be removed while empty',
    },
    yes: 'yes',
    forgotten: (address: string): string => `Forgotten: ${address}. The portal was not touched.`,
    unknown: (address: string): string => `the state knows nothing of ${address}`,
    didYouMean: (address: string): string => `did you mean ${address}?`,
  },
};

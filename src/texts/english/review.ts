// What bxform says where a plan is reviewed: in a comment of a merge request, on a page, in a diagram.
// Sentences take numbers and texts that are already safe where they stand.

import { counted } from './counted.ts';

type Counts = Readonly<Record<'create' | 'update' | 'delete' | 'adopt' | 'blocked', number>>;

/** Only what there is: `3 to create, 1 blocked`. */
const sum = (counts: Counts): string =>
  [
    counts.create > 0 ? `${counts.create} to create` : '',
    counts.update > 0 ? `${counts.update} to update` : '',
    counts.delete > 0 ? `${counts.delete} to delete` : '',
    counts.adopt > 0 ? `${counts.adopt} to adopt` : '',
    counts.blocked > 0 ? `${counts.blocked} blocked` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

export const review = {
  sum,
  title: (project: string, portal: string): string => `Plan for ${project} on ${portal}`,
  blocked: (count: number): string => counted(count, 'question to answer first', 'questions to answer first'),
  waiting: (count: number): string => `${counted(count, 'more change waits', 'more changes wait')} for the answers.`,
  under: (address: string): string => `under ${address}`,
  oneOf: 'one of these lines',
  risks: 'Risks and deletes',
  isDeleted: 'is deleted',
  warnings: 'Warnings',
  leftAlone: (count: number): string => `No longer declared, left alone: ${count}`,
  recorded: (count: number): string => `Found on the portal and already as declared, will be recorded as ours: ${count}`,
  more: (count: number): string => `and ${count} more`,
  brief: 'Too long for a comment: only what happens to what, without the properties.',
  leftOut: 'Left out, because the comment would be too long:',
  leftOutRoot: (root: string, changes: number): string => `${root} (${counted(changes, 'change', 'changes')})`,
  leftOutRest: (roots: number, changes: number): string => `and ${counted(roots, 'more', 'more')} with ${counted(changes, 'change', 'changes')}`,
  leftOutHint: 'the whole plan is in `bxform plan` and on the page of `bxform plan --html`',
  needs: (requests: number, commands: number, time: string): string =>
    requests === 0
      ? 'Needs no HTTP requests.'
      : `Needs ${counted(requests, 'HTTP request', 'HTTP requests')} with ${counted(commands, 'command', 'commands')}, about ${time}.`,
  madeBy: (version: string): string => `bxform ${version}`,
  standardTypes: {
    lead: 'Lead',
    deal: 'Deal',
    contact: 'Contact',
    company: 'Company',
    quote: 'Estimate',
    order: 'Order',
    invoice: 'Invoice',
  } as Readonly<Record<string, string>>,
  page: {
    language: 'en',
    sections: 'Sections of this page',
    summary: 'Summary',
    tiles: { create: 'to create', update: 'to update', delete: 'to delete', adopt: 'to adopt', blocked: 'blocked', time: 'to apply' },
    requests: (requests: number, commands: number): string => `${counted(requests, 'request', 'requests')}, ${counted(commands, 'command', 'commands')}`,
    nothing: 'nothing to send',
    questions: 'Questions to answer first',
    answer: (address: string, count: number): string => `To go on, write under ${address}${count > 1 ? ' one of these lines' : ''}:`,
    waits: (count: number): string => `${counted(count, 'change waits', 'changes wait')} for this answer.`,
    changes: 'Changes',
    search: 'Search addresses, properties and values',
    searchHint: 'press / to search, Esc to clear',
    found: (shown: string, all: string): string => `${shown} of ${all}`,
    nothingFound: 'No change has all of these words.',
    openAll: 'Open all',
    closeAll: 'Close all',
    property: 'Property',
    before: 'Before',
    after: 'After',
    diagram: 'Types and relations',
    describe: (types: number, relations: number): string => `${counted(types, 'type', 'types')}, ${counted(relations, 'relation', 'relations')}`,
    unchanged: 'Stays as it is',
    funnels: 'Funnels',
    noStages: 'stages are not declared',
    leftAlone: 'No longer declared, left alone',
    recorded: 'Found as declared, will be recorded as ours',
    footer: (version: string): string => `Made by bxform ${version}. This page is complete: it loads nothing and sends nothing.`,
    marks: { new: '+', gone: '\u2212', changed: '~', blocked: '!' } as Readonly<Record<string, string>>,
    badges: { new: 'new', gone: 'removed', changed: 'changed', blocked: 'blocked' } as Readonly<Record<string, string>>,
    semantics: {
      success: { sign: '\u2713', word: 'success' },
      failure: { sign: '\u2715', word: 'failure' },
    } as Readonly<Record<string, { readonly sign: string; readonly word: string }>>,
  },
  commands: {
    planFormat: 'how to print: markdown for a comment of a merge request, gitlab for artifacts:reports:terraform',
    planHtml: 'write the plan here as a page to read: changes, diagram, funnels',
    graphSummary: 'Draw smart processes, their funnels and relations.',
    graphDescription: 'Draws what the files declare, or with --live everything a portal has. Prints a diagram for Mermaid or Graphviz.',
    graphNothing: 'there is nothing to draw here',
    graphLive: 'draw what the portal has instead of what the files say',
    graphFormat: 'language of the diagram (default: mermaid)',
  },
  formats: {
    differ: (format: string): string => `--json and --format ${format} ask for different things`,
    differHint: 'leave one of them out: --json is the same as --format json',
    differGraphHint: 'leave one of them out',
  },
};

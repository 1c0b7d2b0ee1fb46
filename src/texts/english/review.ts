// What bxform says where a plan is reviewed: in a comment of a merge request, on a page, in a diagram.
// Sentences take numbers and texts that are already safe where they stand.

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

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
  formats: {
    differ: (format: string): string => `--json and --format ${format} ask for different things`,
    differHint: 'leave one of them out: --json is the same as --format json',
  },
};

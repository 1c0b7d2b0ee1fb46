// What bxform says about the files in which it remembers a portal: the state, the journal, the lock.

const restore = 'restore it from version control or a backup, or move it away and plan again: what is ours is then found by marks, pins and keys';

export const memory = {
  unreadable: (file: string, why: string): string => `${file} cannot be read (${why}); check that it is a file you may read`,
  unwritable: (file: string, why: string): string => `${file} cannot be written (${why}); check the folder's permissions and free space`,
  otherJournal: (file: string, line: number): string =>
    `${file}:${line} was written by another version of bxform; finish that apply with the version that began it`,
  damagedJournal: (file: string, line: number): string =>
    `${file}:${line} cannot be read, so it is not known what the interrupted apply had sent; restore the file, ` +
    'or check the portal by hand for things made twice and then remove the file',
  holder: (pid: number, host: string, since: string): string => `process ${pid} on ${host} since ${since}`,
  unnamedHolder: 'a process that did not write its name',
  locked: (holder: string, file: string): string =>
    `another bxform holds the lock: ${holder}; wait for it, or, when it is certain that it no longer runs, remove ${file}`,
  overtaken: (file: string, theirs: number, ours: number): string =>
    `${file} was changed meanwhile by another bxform (serial ${theirs}, ours follows ${ours}); plan again`,
  notState: (file: string): string => `${file} is not a state of bxform; ${restore}`,
  noFormat: (file: string, format: string): string => `${file} is not a state of bxform (no format ${format}); ${restore}`,
  damaged: (file: string, what: string): string => `${file} is damaged (${what}); ${restore}`,
  lacks: (what: string): string => `no ${what}`,
  entry: (address: string): string => `entry ${address}`,
  merging: (file: string): string => `${file} holds the marks of an unfinished merge; take one side whole (the one applied last) and plan again`,
  empty: (file: string): string => `${file} is empty; ${restore}`,
  notJson: (file: string): string => `${file} is not JSON; ${restore}`,
  newer: (file: string, found: string, known: string): string => `${file} was written by a newer bxform (${found}, this one knows ${known}); update bxform`,
  otherProject: (theirs: string, ours: string): string => `the state belongs to project "${theirs}", not to "${ours}"`,
  otherProjectHint:
    'the project id never changes: put it back in bxform.yaml, or give this project another state folder; ' +
    '`bxform state list` shows what the state holds',
  otherPortal: (theirs: string, ours: string): string => `the state belongs to portal ${theirs}, not to ${ours}`,
  otherPortalHint:
    'check the webhook of this portal; if the portal really has a new host, run `bxform state rebind`',
};

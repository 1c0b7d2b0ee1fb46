// Ids of a portal as constants of programs.

export const constants = {
  format: 'how to print: a table, JSON, variables of a shell, or constants for a program (ts, php, python) to be committed',
  out: 'write to a file instead; an old one is replaced as a whole, and only when nothing is amiss',
  unwritable: (file: string, why: string): string => `${file} cannot be written: ${why}`,
  ambiguous: (name: string, columns: string): string => `the portal calls one of these fields ${name} in records, and it cannot be told which: ${columns}`,
  ambiguousHint: 'use the column and ask the portal for `useOriginalUfNames: Y`, or give one of the fields another name',
};

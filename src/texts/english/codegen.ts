// What `bxform codegen` says. What it generates is code, and in English.

import { counted } from './counted.ts';

export const codegen = {
  summary: 'Write the typed contract of activities and robots for their handlers.',
  description:
    'Writes what the portal posts to the handlers of the declared activities and robots, and what it takes back with bizproc.event.send: a module of TypeScript, ' +
    'one of JavaScript with types in comments, or a JSON Schema. Needs the files alone, no portal. The same files make the same text, so commit it.',
  lang: 'what to write: a TypeScript module, a JavaScript module for Node without a build, or a JSON Schema; a language of bxform itself beside it is one',
  only: 'only activities and robots with these addresses (`*` stands for a part of one)',
  out: 'write into this file instead of printing',
  written: (file: string, count: number): string => `Wrote ${file}: ${counted(count, 'activity or robot', 'activities and robots')}.`,
  problems: {
    none: 'no activity and no robot is declared here',
    noneHint: 'declare them under `activities:` or `robots:` of the project',
    unknownType: (path: string, type: string): string => `${path} has the type ${type}, which there is no code for`,
    unknownTypeHint: (types: string): string => `use one of ${types}, or UF: and a type of fields`,
    secret: (path: string): string => `${path} is a secret, and would have to be written into the code`,
    secretHint: 'take it from `variables:`, or say `sensitive: false` of the variable of the environment',
    differ: (portals: string): string => `the activities are not the same on ${portals}`,
    differHint: 'name one of the portals with --portal',
    notWritten: (file: string, why: string): string => `${file} cannot be written: ${why}`,
  },
};

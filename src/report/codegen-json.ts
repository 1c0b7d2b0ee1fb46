// What was generated, for programs.

import type { Generated } from './codegen-module.ts';
import { jsonText } from './json.ts';

export interface Codegen extends Generated {
  readonly language: string;
  readonly text: string;
  /** where it was written; without one the text is part of the report */
  readonly file: string | undefined;
}

export const codegenJson = ({ project, contracts, language, text, file }: Codegen): string =>
  jsonText({
    format: 'bxform-codegen-report/1',
    project,
    language,
    activities: contracts.map(({ address, kind, code }) => ({ address, kind, code })),
    ...(file === undefined ? { text } : { file }),
  });

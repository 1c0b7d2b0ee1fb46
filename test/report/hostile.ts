// A plan in which every text that comes from the portal or the files is the same: whatever somebody wrote there
// to break out of where it is shown.

import fc from 'fast-check';
import type { Change, Plan } from '../../src/model/plan.ts';
import { emptyPlan } from './repair-plan.ts';

export function hostilePlan(text: string): Plan {
  const key = JSON.stringify(text);
  const property = { path: text, before: text, after: { [text]: [text] } };
  const long = { path: 'description', before: `${text}\n`.repeat(12), after: `${text}\n${'x'.repeat(90)}\n${text}` };
  const place = { file: text, line: 1, col: 1 };
  const changes: readonly Change[] = [
    { address: `smartProcess[${key}]`, kind: 'smartProcess', action: 'update', name: text, reason: text, risks: [text], properties: [property, long] },
    { address: `smartProcess[${key}]/field[${key}]`, kind: 'field', action: 'create', properties: [{ path: text, after: text }] },
    { address: `smartProcess[${key}]/field.OLD`, kind: 'field', action: 'delete', name: text, properties: [] },
    { address: 'smartProcess.other', kind: 'smartProcess', action: 'blocked', name: text, reason: text, answers: [`adopt: ${text}`, text], place, properties: [property] },
    { address: 'smartProcess.other/field.LATE', kind: 'field', action: 'blocked', waitsFor: text, reason: text, answers: [], properties: [] },
  ];
  return {
    ...emptyPlan,
    project: text,
    portal: { name: text, host: text, language: 'en' },
    changes,
    leftAlone: [{ address: text, name: text }],
    recorded: [text],
    manual: [{ address: text, text, who: text, link: { $text: [text, { $slot: text, name: text }] }, ids: { [text]: { [text]: text } }, waitsFor: [text], changed: true }],
    warnings: [{ code: 'x', level: 'warning', message: text, hint: text, address: text }, { code: 'x', level: 'warning', message: text, place }],
  };
}

const PIECES = [
  '`', '```', '````', '~~~', '|', '</details>', '</summary>', '<details>', '<script>alert(1)</script>', '<!--', '-->', '</style>', '</svg>', '@everyone', '@acme/ops',
  '#1', '!2', '~bug', '%"v1"', '$3', '&amp;', '&#64;', '[x](javascript:alert(1))', '![x](https://evil.example/p.png)', 'https://evil.example', 'www.evil.example', 'ops@evil.example',
  '\n', '\n\n', '\r\n', '\u2028', '\n/close\n', '\n# head\n', '\n---\n', '**', '__', '\\', '"', "'", '=', ':tada:', '@@', '- ', '+ ', 'end', 'subgraph', '"]', '%%{init: {}}%%', ';', '--', 'onload=', ' ', 'Ремонт', '\u202E', '\u0000', '\u001B[2J',
];

/** What a hostile colleague would write, and anything else. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

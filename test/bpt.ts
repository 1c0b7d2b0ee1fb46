// Files of workflow templates as the designer exports them: a map as PHP serialises it, compressed.

import { deflateSync } from 'node:zlib';

/** Maps say their order where an object would put whole numbers first. */
export function serialized(value: unknown): string {
  if (value === null || value === undefined) return 'N;';
  if (typeof value === 'boolean') return `b:${Number(value)};`;
  if (typeof value === 'number') return `${Number.isInteger(value) ? 'i' : 'd'}:${value};`;
  if (typeof value !== 'object') return `s:${Buffer.byteLength(String(value))}:"${String(value)}";`;
  const entries = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
  return `a:${entries.length}:{${entries.map(([key, inner]) => `${/^\d+$/.test(key) ? `i:${key};` : serialized(key)}${serialized(inner)}`).join('')}}`;
}

export interface Workflow {
  /** title of its one step */
  readonly title: string;
  /** of the steps in it */
  readonly activities?: readonly string[];
  /** fields of the document it was made for */
  readonly fields?: Readonly<Record<string, object>>;
}

const stepsOf = ({ title, activities = [] }: Workflow): readonly object[] => [
  {
    Type: 'SequentialWorkflowActivity', Name: 'Template', Properties: { Title: title },
    Children: activities.map((Type, index) => ({ Type, Name: `A${index}`, Properties: { Title: Type }, Children: [] })),
  },
];

export const bptText = (workflow: Workflow): string =>
  serialized({ VERSION: 2, TEMPLATE: stepsOf(workflow), PARAMETERS: [], VARIABLES: [], CONSTANTS: [], ...(workflow.fields === undefined ? {} : { DOCUMENT_FIELDS: workflow.fields }) });

export const bpt = (workflow: Workflow): Buffer => deflateSync(Buffer.from(bptText(workflow)));

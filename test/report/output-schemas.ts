// The published schemas of the --json outputs, as a program that trusts them would use them.

import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

const read = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../schemas/output-${name}.json`, import.meta.url), 'utf8')) as object;

export type Output = 'plan' | 'apply' | 'validate' | 'outputs' | 'graph' | 'state-list' | 'state-show' | 'doctor' | 'audit' | 'login' | 'logout' | 'run-activity' | 'codegen';

const validators = new Map<Output, ValidateFunction>();

/** What the schema has against the text; empty when nothing. */
export function complaints(output: Output, text: string): readonly string[] {
  const validate = validators.get(output) ?? compiled(output);
  validators.set(output, validate);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

const compiled = (output: Output): ValidateFunction =>
  new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, schemas: { 'output-common.json': read('common') } }).compile(read(output));

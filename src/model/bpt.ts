// A file of a workflow template (.bpt): a serialised map, usually compressed, of the version, the steps, parameters,
// variables, constants and the fields of the document (server: bizproc/lib/workflow/template/packer/bpt.php). One that
// `pull` wrote has one part more, which the portal passes over: which id in it stands for which address. What such
// a file says is the same wherever it was pulled, so it is compared by its addresses, and not by its ids.

import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { itemFieldName } from './item-field-name.ts';
import { isPhpArray, serialized, unserialized, type PhpArray, type PhpValue } from './php-serialized.ts';
import { idsIn, withIds, type Mention } from './template-ids.ts';

const CARRIED = 'BXFORM';
const COMPRESSION = 9;
/** A step that runs in an application, by its code there. */
const STEP = 'app:';

export interface TemplateFile {
  /** what the portal knows of it */
  readonly parts: PhpArray;
  /** number of the type it is about, where it was written */
  readonly type: string;
  /** address, or `app:CODE`, by token */
  readonly references: ReadonlyMap<string, string>;
}

export const stepOfApplication = (code: string): string => STEP + code;
export const codeOfStep = (reference: string): string | undefined => (reference.startsWith(STEP) ? reference.slice(STEP.length) : undefined);
/** What the ids of a file stand for, each once. */
export const addressesIn = (references: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set(references.values())].filter((reference) => codeOfStep(reference) === undefined).sort();
/** What steps of an application are called in templates: `generateInternalCode` of the server. */
export const stepType = (clientId: string, code: string): string => `rest_${createHash('md5').update(`${clientId}@${code}`).digest('hex')}`;

/** What is in the file, compressed or not. */
function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes);
  } catch {
    return bytes;
  }
}

const texts = (value: PhpValue | undefined): ReadonlyMap<string, string> =>
  new Map(isPhpArray(value) ? [...value].map(([key, text]) => [String(key), String(text)] as const) : []);

/** Undefined: no template, or one that could not be written back exactly. */
export function templateIn(bytes: Buffer): TemplateFile | undefined {
  const value = unserialized(inflated(bytes));
  if (!isPhpArray(value) || !isPhpArray(value.get('TEMPLATE'))) return undefined;
  const carried = value.get(CARRIED);
  const parts = new Map([...value].filter(([key]) => key !== CARRIED));
  if (!isPhpArray(carried)) return { parts, type: '0', references: new Map() };
  return { parts, type: String(carried.get('type')), references: texts(carried.get('references')) };
}

const deflated = (parts: PhpArray): Buffer => deflateSync(Buffer.from(serialized(parts)), { level: COMPRESSION });

export const templateBytes = ({ parts, type, references }: TemplateFile): Buffer =>
  deflated(new Map([...parts, [CARRIED, new Map<string, PhpValue>([['type', type], ['references', new Map(references)]])]]));


/** The parts as the designer exports them, but for the fields of the document: what is read back does not have them. */
export const partsOf = (columns: (name: string) => PhpValue): PhpArray =>
  new Map<string, PhpValue>([
    ['VERSION', 2],
    ...['TEMPLATE', 'PARAMETERS', 'VARIABLES', 'CONSTANTS'].map((name) => [name, columns(name) ?? new Map()] as const),
    ['DOCUMENT_FIELDS', new Map()],
  ]);

/** Of what the file says, whatever the ids on the portal it was pulled from. */
export function hashOf({ parts, type, references }: TemplateFile): string {
  const told = withIds(parts, type, ({ token }) => references.get(token));
  return createHash('sha256').update(serialized(told)).digest('hex');
}

/** Ids in it that nothing is known of. */
export const strangersIn = ({ parts, type, references }: TemplateFile): readonly Mention[] =>
  idsIn(parts, type).filter(({ token }) => !references.has(token) && !token.startsWith('option:'));

/** The file with these ids in place of those it was written with, and without what the portal does not know. */
export function withIdsOf(base64: string, ids: ReadonlyMap<string, string>): string {
  const { parts, type } = templateIn(Buffer.from(base64, 'base64'))!;
  const asWritten = (token: string, id: string): string => (token.startsWith('field:ufCrm') ? itemFieldName(id) : id);
  const told = withIds(parts, type, ({ token }) => {
    const id = ids.get(token);
    return id === undefined ? undefined : asWritten(token, id);
  });
  return deflated(new Map(told).set('DOCUMENT_FIELDS', new Map())).toString('base64');
}

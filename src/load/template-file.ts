// The file of a workflow template (.bpt), as the designer exports it: a serialised map, usually compressed, with the
// steps under TEMPLATE and the fields of the document it was made for under DOCUMENT_FIELDS.
// Server: bizproc/lib/workflow/template/packer/bpt.php.

import { inflateSync } from 'node:zlib';
import { hashOf, strangersIn, templateIn } from '../model/bpt.ts';
import type { Mentions } from '../model/held-file.ts';

const HAS_STEPS = /^a:\d+:\{[^]*s:8:"TEMPLATE";a:\d+:\{[^]*\}$/;
const PULLED = /s:6:"BXFORM";a:2:\{/;
const REST_ACTIVITY = /s:4:"Type";s:37:"rest_[0-9a-f]{32}";/;
const USER_FIELD = /s:\d+:"(UF_CRM_[A-Z0-9_]+)";a:/g;

function inflated(bytes: Buffer): string | undefined {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return undefined;
  }
}

/** What it is compared by, where that is not its bytes. */
export interface Spoken extends Mentions {
  readonly sha256?: string;
}

/** What a file that was pulled says of its own ids. */
function referencesOf(bytes: Buffer): Pick<Spoken, 'references' | 'strangers' | 'sha256'> | undefined {
  const file = templateIn(bytes);
  return file && { references: file.references, strangers: strangersIn(file), sha256: hashOf(file) };
}

/** What the file speaks of; undefined when there is no template in it. */
export function mentionsOf(bytes: Buffer): Spoken | undefined {
  const text = [bytes.toString('latin1'), inflated(bytes)].find((each) => each !== undefined && HAS_STEPS.test(each));
  if (text === undefined) return undefined;
  const document = text.slice(text.lastIndexOf('s:15:"DOCUMENT_FIELDS";'));
  const fields = text.includes('s:15:"DOCUMENT_FIELDS";') ? [...document.matchAll(USER_FIELD)].map(([, code]) => code!) : [];
  // one that was pulled and is not whole any more would go out with the ids of another portal
  const pulled = PULLED.test(text) ? referencesOf(bytes) : {};
  return pulled && { fields: [...new Set(fields)].filter((code) => !code.endsWith('_PRINTABLE')), activities: REST_ACTIVITY.test(text), ...pulled };
}

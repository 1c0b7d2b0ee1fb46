// What a file that was pulled refers to: its ids stand for addresses of this project, which are found like any others,
// wait for one another, and bring the ids of this portal into the call that sends the file.

import { addressesIn, codeOfStep } from '../model/bpt.ts';
import { splitAddress } from '../model/address.ts';
import { HeldFile } from '../model/held-file.ts';
import type { Slot, TemplateSlot } from '../model/plan.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import { isRef, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Declared, Words, WriteInput } from './contract.ts';

const words = texts.carried;
/** What its ids stand for, as a property of its own: as blind as the file. */
export const REFERENCES = 'file.refs';
const LOOKUPS = ['user', 'list'];
/** Which of its ids stands in templates, by the word a token begins with. */
const ID_NAMES: Readonly<Record<string, string>> = { type: 'entityTypeId', field: 'fieldName', stage: 'statusId' };

const addressesOf = (file: Value | undefined): readonly string[] => (file instanceof HeldFile ? addressesIn(file.mentions.references ?? new Map()) : []);

/** The kind of what has the address, and its key. */
function lastOf(address: string): readonly [kind: string, key: string] {
  const [, kind = '', plain, quoted] = /^(\w+)(?:\.([\w-]+)|\[(".*")\])$/s.exec(splitAddress(address).at(-1)!) ?? [];
  return [kind, plain ?? (quoted === undefined ? '' : (JSON.parse(quoted) as string))];
}

export function refsOf(file: Value | undefined, at: Words): readonly Value[] {
  return addressesOf(file).flatMap((address) => {
    const [kind, key] = lastOf(address);
    return LOOKUPS.includes(kind) ? (at.ref(['file'], key, [kind]) ?? []) : [{ $ref: address }];
  });
}

export function undeclared(own: Declared, all: (kind: string) => readonly Declared[]): Problem[] {
  const isThere = (address: string): boolean => {
    const [kind] = lastOf(address);
    return LOOKUPS.includes(kind) || all(kind).some((other) => other.address === address);
  };
  return addressesOf(own.spec.get('file')).filter((address) => !isThere(address))
    .map((address) => problemsOf(own.address)('dangling-reference', words.dangling(address), words.danglingHint));
}

/** The file for the portal, with holes for its ids where it was pulled elsewhere. */
export function templateData({ own, id }: WriteInput): unknown {
  const file = own!.spec.get('file');
  if (!(file instanceof HeldFile)) return file;
  const { references } = file.mentions;
  if (references === undefined) return [file.name, file.base64];
  const written = addressesOf(file);
  const refs = (own!.spec.get(REFERENCES) ?? []) as readonly Value[];
  const idOf = (token: string, reference: string): string | number | Slot => {
    const ref = refs[written.indexOf(reference)];
    return id(isRef(ref) ? ref.$ref : reference, ID_NAMES[token.slice(0, token.indexOf(':'))] ?? 'id');
  };
  const all = [...references];
  const slot: TemplateSlot = {
    $template: file.base64,
    ids: all.flatMap(([token, reference]) => (codeOfStep(reference) === undefined ? [[token, idOf(token, reference)] as const] : [])),
    steps: all.flatMap(([token, reference]) => (codeOfStep(reference) === undefined ? [] : [[token, codeOfStep(reference)!] as const])),
  };
  return [file.name, slot];
}

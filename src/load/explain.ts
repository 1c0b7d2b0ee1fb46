// One complaint of ajv -> one problem at the line to be changed: an unknown key at the key, a missing one at
// the key of the map that lacks it, an empty value at its key, everything else at the value. Also says
// which part of the tree must be left out for the rest to be right.

import type { ErrorObject } from 'ajv';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { child, placeOfNode, type Entry, type Node, type Spot } from './tree.ts';
import { badKey, isLanguage, otherType, subject, textPerLanguage, unknownKey, wordsOf, type Schema, type Words } from './wording.ts';

export interface Finding {
  /** absent when another finding says it already */
  readonly problem?: Problem | undefined;
  /** what must be left out for the rest to be right */
  readonly wrong?: Node | undefined;
}

const at = (where: Node | Entry, { code, message, hint }: Words): Problem => problem(code, message, { place: placeOfNode(where), ...(hint === undefined ? {} : { hint }) });

function missingKey(schema: Schema, missing: string, spot: Spot): Finding {
  const keys = (schema['x-missing'] as string[] | undefined) ?? [missing];
  const what = schema['x-name'] === undefined ? subject(spot) : texts.schemas.said(schema['x-name'] as string);
  const words = { code: 'missing-key', message: texts.files.value.missing(what, keys), hint: texts.files.value.missingHint(keys) };
  return { problem: at(spot.entry ?? spot.node, words), wrong: schema['x-missing'] === undefined ? undefined : spot.node };
}

function duplicateEntry(error: ErrorObject, spot: Spot): Finding {
  const [first, second] = [error.params['i'] as number, error.params['j'] as number].sort((a, b) => a - b) as [number, number];
  const again = child(spot.node, second)!;
  return { problem: at(again, { code: 'duplicate-entry', message: texts.files.value.twice(subject(spot), second + 1, first + 1), hint: texts.files.value.keepOne }), wrong: again };
}

/** An error that is about something in a map rather than about the map. */
function ofMap(error: ErrorObject, schema: Schema, spot: Spot, entries: ReadonlyMap<string, Entry>): Finding | undefined {
  const languages = schema['x-short'] === undefined ? [] : [...entries.keys()].filter(isLanguage);
  if (error.keyword === 'additionalProperties') {
    const name = error.params['additionalProperty'] as string;
    const entry = entries.get(name)!;
    if (!languages.includes(name)) return { problem: at(entry, unknownKey(error, schema)), wrong: entry.node };
    return languages[0] === name ? { problem: at(spot.entry ?? spot.node, textPerLanguage(schema, spot, languages)), wrong: entry.node } : { wrong: entry.node };
  }
  if (error.keyword === 'required') {
    const missing = error.params['missingProperty'] as string;
    return entries.has(missing) || languages.length > 0 ? {} : missingKey(schema, missing, spot);
  }
  // its values could not be filled in, which is told already
  if (error.keyword === 'minProperties' && entries.size > 0) return {};
  // a key is judged by a schema of its own, to which it is a text
  return typeof error.data === 'string' ? { problem: at(entries.get(error.data) ?? spot.node, badKey(error.data, error, schema)) } : undefined;
}

/** `setting`: the error is that a field has this setting although its type does not. */
export function explain(error: ErrorObject, spot: Spot, setting: string | undefined): Finding {
  const schema = error.parentSchema as Schema;
  const { node } = spot;
  if (setting !== undefined) {
    const entry = node.kind === 'map' ? node.entries.get(setting) : undefined;
    return { problem: at(entry ?? node, otherType(setting, error, node)), wrong: entry?.node };
  }
  if (error.keyword === 'uniqueItems') return duplicateEntry(error, spot);
  const found = node.kind === 'map' ? ofMap(error, schema, spot, node.entries) : undefined;
  if (found !== undefined) return found;
  const isKeyed = error.keyword === 'not' || (node.kind === 'scalar' && node.value === null);
  return { problem: at(isKeyed ? (spot.entry ?? node) : node, wordsOf(error, schema, spot)), wrong: node };
}

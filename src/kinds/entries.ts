// Sections whose entries have little or nothing to say: a list of keys, or a map from key to what is said.

import type { Written } from '../model/source.ts';
import type { Body, Entry } from './contract.ts';

/** A list is read as a map of trues. */
export const listOrMap = (section: Written, bodyOf: (key: Written, written: Written) => Body): readonly Entry[] => {
  if (section instanceof Map) return [...section].map(([key, written]) => ({ key, body: bodyOf(key, written), path: [key] }));
  return (Array.isArray(section) ? section : []).map((key: Written, index) => ({ key: String(key), body: bodyOf(key, true), path: [index] }));
};

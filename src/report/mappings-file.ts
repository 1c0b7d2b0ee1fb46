// `mappings/<portal>.yaml` with more in it: an edit of the document, so that comments and the order of lines stay.

import { isMap, parseDocument, YAMLMap } from 'yaml';
import { texts } from '../texts/index.ts';

/** `added`: section, key there, key here. */
export function mappingsFile(before: string, added: readonly (readonly [section: string, there: string, here: string])[]): string {
  const document = parseDocument(before);
  if (!isMap(document.contents)) {
    document.contents = new YAMLMap() as unknown as typeof document.contents;
    document.commentBefore ??= ` ${texts.compare.mappingsHeader}`;
  }
  for (const [section, there, here] of added) {
    if (!isMap(document.get(section))) document.set(section, document.createNode({}));
    document.setIn([section, there], here);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

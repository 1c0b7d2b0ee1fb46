// `ids/<portal>.yaml` with more in it: an edit of the document, so that comments and the order of lines stay. One line an
// address; numbers stay numbers, and a code that looks like one is put in quotes.

import { isMap, isScalar, parseDocument, YAMLMap } from 'yaml';
import type { Ids } from '../model/plan.ts';
import { texts } from '../texts/index.ts';

/** `before`: the text of the file, empty when there is none; `renamed`: the address a line is to have from now on. */
export function idsFile(before: string, added: ReadonlyMap<string, Ids>, renamed: (address: string) => string | undefined = () => undefined): string {
  const document = parseDocument(before);
  if (!isMap(document.contents)) {
    document.contents = new YAMLMap() as unknown as typeof document.contents;
    document.commentBefore ??= ` ${texts.choice.idsHeader}`;
  }
  for (const { key } of isMap(document.contents) ? document.contents.items : []) {
    const address = isScalar(key) ? renamed(String(key.value)) : undefined;
    if (isScalar(key) && address !== undefined) Object.assign(key, { value: address, source: address });
  }
  for (const [address, ids] of added) document.set(address, document.createNode(ids, { flow: true }));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

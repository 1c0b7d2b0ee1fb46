// Addresses the portal calls, against the address of the application: where the portal is told one, it takes handlers
// on that host alone, and says so only when it is asked. Whoever knows it can say it before anything is sent.

import type { Kind } from '../kinds/contract.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Source } from '../model/source.ts';
import { revealed, Secret, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Graph } from './resolve.ts';

const hostOf = (url: Value | undefined): string | undefined => {
  const text = revealed(url) ?? '';
  return URL.canParse(text) ? new URL(text).host : undefined;
};
const shownHost = (url: Value): string | undefined => (url instanceof Secret ? undefined : hostOf(url));

/** Handlers that are not on the host of the application; none, where its address is not known. */
export function elsewhere(graph: Graph, kinds: readonly Kind[], source: Source, own: string | Secret | undefined): Problem[] {
  const host = hostOf(own);
  if (own === undefined || host === undefined) return [];
  const callbacks = new Map(kinds.map(({ name, callback = [] }) => [name, callback]));
  return [...graph.declared.values()].flatMap(({ address, kind, spec, path }) =>
    (callbacks.get(kind) ?? []).flatMap((property) => {
      const handler = spec.get(property);
      if (handler === undefined || handler === null || (hostOf(handler) ?? host) === host) return [];
      const message = texts.bindings.elsewhere(shownHost(handler), shownHost(own));
      return [problem('handler-elsewhere', message, { address, place: source.placeOf([...path, property]), hint: texts.bindings.elsewhereHint })];
    }),
  );
}

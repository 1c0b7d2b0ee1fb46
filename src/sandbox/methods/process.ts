// Static caches of one PHP process (FACTS §4.2): all commands of a batch share them, so what an
// earlier command loaded hides what a later command of the same request creates.

import type { Call } from '../contract.ts';
import { switchOf } from '../switches.ts';

export function remember<Value>(call: Call, key: string, load: () => Value): Value {
  if (switchOf(call, 'processCaches') !== true) return load();
  if (!call.process.has(key)) call.process.set(key, load());
  return call.process.get(key) as Value;
}

export const forget = (call: Call, key: string): boolean => call.process.delete(key);

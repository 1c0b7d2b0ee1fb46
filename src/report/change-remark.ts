// What is said beside a change on its own line: what it waits for, or that the portal makes it by itself.

import { splitAddress } from '../model/address.ts';
import type { Change } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { visible } from './visible.ts';

export function changeRemark(change: Change): string | undefined {
  if (change.waitsFor !== undefined) return texts.plan.waits(visible(change.waitsFor));
  if (!change.automatic) return undefined;
  return change.action === 'blocked' || change.reason === undefined ? automaticText(change) : visible(change.reason);
}

function automaticText(change: Change): string {
  const parent = splitAddress(change.address).at(-2);
  const kind = parent === undefined ? undefined : /^\w+/.exec(parent)?.[0];
  const made = kind === undefined ? texts.plan.automaticAlone : texts.plan.automatic(texts.kinds[kind] ?? kind);
  return change.action === 'delete' ? texts.plan.unwanted(made) : made;
}

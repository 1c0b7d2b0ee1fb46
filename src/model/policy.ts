// What a project says of its own say: which of its properties it insists on, sets once, or leaves alone.

import type { Place } from './problem.ts';
import type { Path } from './source.ts';

export interface Policy {
  readonly treatment: 'enforce' | 'initial' | 'ignore';
  /** pattern of addresses */
  readonly address?: string;
  readonly kind?: string;
  /** patterns of property paths; absent: the whole resource */
  readonly properties?: readonly string[];
  /** said in a body: everything at or below this place of the files */
  readonly below?: Path;
  readonly place?: Place;
}

import type { Written } from './source.ts';

/** A root of a portal as it is to be written, in the section it stands in. */
export interface PulledRoot {
  readonly section: string;
  readonly address: string;
  readonly key: string;
  readonly body: Written;
}

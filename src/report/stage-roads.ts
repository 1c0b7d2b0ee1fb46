// The way through a funnel: from stage to stage up to success; a failure may end it, so it leaves the last
// stage that is still on the way.

import type { PictureStage } from '../model/picture.ts';

export interface Road {
  /** positions in the funnel */
  readonly from: number;
  readonly to: number;
  /** leads to a failure */
  readonly ends: boolean;
}

export function roads(stages: readonly PictureStage[]): readonly Road[] {
  const lastProcess = stages.findLastIndex(({ semantics }) => semantics === 'process');
  return stages.flatMap(({ semantics }, to): readonly Road[] => {
    const ends = semantics === 'failure';
    const from = ends ? lastProcess : to - 1;
    return from < 0 || from === to ? [] : [{ from, to, ends }];
  });
}

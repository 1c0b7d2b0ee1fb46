// What the plan of the portal includes: a method of a missing feature is not refused, it does not exist
// (FACTS 17.1, 35.33). `features` in the options of the data says which are off (N); the others are on.

import type { Data, Method } from './contract.ts';

export const isFeatureOn = (data: Data, code: string): boolean =>
  (data.options['features'] as Readonly<Record<string, unknown>> | undefined)?.[code] !== 'N';

export const isServed = (data: Data, { features }: Method): boolean =>
  features === undefined || features.some((code) => isFeatureOn(data, code));

// The JSON of every report: secrets are masked by what they are, wherever they stand.

import { Secret } from '../model/value.ts';
import { visibleJson } from './visible.ts';

export const MASK = { secret: true } as const;

/** Keys that begin with `$` are reserved, so nothing of the user's looks like this. */
export const isSecret = (value: unknown): boolean =>
  value instanceof Secret || (typeof value === 'object' && value !== null && Object.hasOwn(value, '$env'));

/** A replacer for JSON.stringify. */
export const maskSecrets = (_key: string, value: unknown): unknown => (isSecret(value) ? MASK : value);

export const jsonText = (report: object): string => `${visibleJson(JSON.stringify(report, maskSecrets, 2))}\n`;

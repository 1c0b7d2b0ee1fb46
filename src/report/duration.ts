// An estimate, so never more exact than it deserves.

import { texts } from '../texts/index.ts';

export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 120) return texts.time.seconds(whole);
  if (whole < 3600) return texts.time.minutes(Math.floor(whole / 60), whole % 60);
  return texts.time.hours(Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}

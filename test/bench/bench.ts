import { localPart } from './local.ts';
import { startUp } from './start-up.ts';
import { wire } from './wire.ts';

/** `top`: the folder of bxform; `parts`: which of the three, all unless named. */
export async function bench(top: string, parts: readonly string[]): Promise<void> {
  const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part);
  if (wanted('wire')) await wire();
  if (wanted('start')) await startUp(top);
  if (wanted('local')) await localPart();
}

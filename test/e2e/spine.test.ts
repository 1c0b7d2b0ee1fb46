import { expect, test } from 'vitest';
import { copyExample, story } from './harness.ts';

test('the field-service example applies, and a second plan is empty', async () => {
  const s = await story({});
  copyExample('field-service', s.folder);
  const applied = await s.bxform('apply', '--yes');
  expect(applied.stdout).toMatch(/Apply: \d+ done, 0 failed, 0 skipped, 0 blocked, 0 unknown\./);
  expect(applied.code).toBe(0);
  const again = await s.bxform('plan', '--detailed-exitcode');
  expect(again.stdout).toContain('No changes. The portal matches the configuration.');
  expect(again.code).toBe(0);
});

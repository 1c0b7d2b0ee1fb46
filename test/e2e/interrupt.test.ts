import type { ChildProcess } from 'node:child_process';
import { expect, test } from 'vitest';
import { copyExample, story } from './harness.ts';

test('Ctrl-C waits for the request in flight, leaves the rest, exits with 5, and the next apply does what is left', async () => {
  let child: ChildProcess | undefined;
  let writes = 0;
  const s = await story({}, {
    onChild: (started) => {
      child = started;
    },
    onRequest: (number, phase) => {
      // the second request is the first that writes
      if (phase === 'received' && number === 2 && writes++ === 0) child?.kill('SIGINT');
    },
  });
  copyExample('field-service', s.folder);
  const interrupted = await s.bxform('apply', '--yes');
  expect(interrupted.code).toBe(5);
  expect(interrupted.stdout).toMatch(/Apply: [1-9]\d* done, 0 failed, [1-9]\d* skipped/);
  expect((await s.call('crm.type.list')).types).toHaveLength(2);
  expect((await s.bxform('apply', '--yes')).code).toBe(0);
  expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(0);
  expect((await s.call('crm.type.list')).types).toHaveLength(2);
});

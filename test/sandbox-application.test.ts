import { expect, onTestFinished, test } from 'vitest';
import type { Call } from '../src/model/call.ts';
import { openRemote } from '../src/remote/index.ts';
import type { Remote } from '../src/remote/port.ts';
import { sandboxApplication } from '../src/sandbox-application.ts';
import { startSandbox, type Sandbox } from '../src/sandbox/index.ts';

const WHO: Call = { method: 'profile', params: {}, retry: 'read', context: 'app' };

async function opened(count: number): Promise<{ readonly portal: Sandbox; readonly remotes: readonly Remote[] }> {
  const portal = await startSandbox({ clockScale: 1_000 });
  const remotes = Array.from({ length: count }, () =>
    openRemote({ webhook: portal.url, app: sandboxApplication(portal.origin, 'sandbox', '.'), clockScale: 1_000 }));
  onTestFinished(async () => {
    for (const remote of remotes) remote.close();
    await portal.close();
  });
  return { portal, remotes };
}
const kinds = async (remotes: readonly Remote[]): Promise<string[]> => (await Promise.all(remotes.map((remote) => remote.send([WHO])))).map(([outcome]) => outcome!.kind);
const control = (portal: Sandbox, path: string, body: object): Promise<Response> => fetch(`${portal.origin}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });

test('the application is installed by the first of several that need it', async () => {
  const { portal, remotes } = await opened(3);
  expect(await kinds(remotes)).toEqual(['done', 'done', 'done']);
  expect(portal.data().tables['applications']).toHaveLength(1);
});

test('nothing is installed where nobody needs it', async () => {
  const { portal, remotes: [remote] } = await opened(1);
  const { context: _, ...asWebhook } = WHO;
  await remote!.send([asWebhook]);
  expect([portal.data().tables['applications'] ?? [], portal.requests.length]).toEqual([[], 1]);
});

test('its tokens are renewed when they expire', async () => {
  const { portal, remotes } = await opened(1);
  expect(await kinds(remotes)).toEqual(['done']);
  await control(portal, 'tokens/expire', {});
  expect(await kinds(remotes)).toEqual(['done']);
  expect(portal.data().tables['tokens']).toHaveLength(2);
});

test('a portal that gives no tokens is told with the way out', async () => {
  const { portal, remotes: [remote] } = await opened(1);
  await portal.close();
  expect((await remote!.send([WHO]))[0]).toMatchObject({ kind: 'refused', code: 'token_store', message: `the sandbox portal at ${portal.origin} gave no tokens for its application; \`bxform sandbox reset\` makes it new` });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/main.ts';
import { story, type Ran, type Story } from './harness.ts';

const files = { 'config/repair.yaml': 'smartProcesses:\n  repair: { title: Repair, settings: { openPermissions: false } }\n', 'config/manual.yaml': 'manual: { roles: { text: Let the mechanics in } }\n' };
const ids = Object.keys(COMMANDS);

/** What a command needs besides --json; one that is not here runs without arguments. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  init: ['shop', '--name', 'shop'],
  apply: ['--yes'],
  'state:show': ['smartProcess.repair'],
  'state:ack': ['manual.roles'],
  'state:rm': ['smartProcess.repair'],
  'state:mv': ['smartProcess.repair', 'smartProcess.workshop'],
  'state:import': ['backup.json'],
  import: ['smartProcess.repair', 'Repair'],
  adopt: ['smartProcess.repair'],
  pull: ['--out', 'pulled'],
  compare: ['.', 'env'],
  replicate: ['--from', 'env', '--to', 'toy', '--yes'],
};
const WITH_TOY = 'bxform: 1\nproject: workshop\nportals: { env: { language: en }, toy: { sandbox: true, language: en } }\ninclude: [config/**/*.yaml]\n';
/** These work on the built-in sandbox portal. */
const ON_SANDBOX = ['sandbox', 'sandbox:reset'];
/** These wait for somebody: the portal to be called, a person to come back, a handler to answer. */
const WAITING = ['sandbox', 'login', 'sandbox:run-activity'];
const APPLICATION = { BXFORM_CLIENT_ID: 'local.workshop', BXFORM_CLIENT_SECRET: 'k3y-of-the-workshop' };

describe('with --json', () => {
  test.each(ids.filter((id) => !WAITING.includes(id)))('%s prints one JSON document that says its format, and nothing else', async (id) => {
    const s = await story({ ...files, 'bxform.yaml': WITH_TOY });
    const onPortal: Record<string, string> = ON_SANDBOX.includes(id) ? { BXFORM_PORTAL: 'toy' } : {};
    const environment = id === 'logout' ? { ...APPLICATION, XDG_STATE_HOME: s.folder } : onPortal;
    if (id.startsWith('state') || id === 'outputs' || id === 'import') await s.bxform('apply', '--yes');
    if (id === 'state:import') s.write('backup.json', readFileSync(join(s.folder, '.bxform/state', readdirSync(join(s.folder, '.bxform/state')).find((name) => name.endsWith('.json'))!), 'utf8'));
    if (id === 'codegen:activities') s.write('config/robots.yaml', 'robots: { call-customer: { handler: https://shop.example.com/call, name: Call } }\n');
    const ran = await s.bxformWith(environment, ...id.split(':'), ...(ARGUMENTS[id] ?? []), '--json');
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ format: expect.stringMatching(/^bxform-[a-z-]+\/1$/) });
  });

  test('sandbox tells its webhook and goes on serving', async () => {
    let child: ChildProcess | undefined;
    const s = await story({ 'bxform.yaml': WITH_TOY, ...files }, { onChild: (started) => (child = started) });
    const serving = s.bxformWith({ BXFORM_PORTAL: 'toy' }, 'sandbox', '--json');
    child!.stdout!.once('data', () => child!.kill('SIGINT'));
    const ran = await serving;
    expect(JSON.parse(ran.stdout)).toMatchObject({ format: 'bxform-sandbox/1', webhook: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) });
  });
});

/** Runs as on a terminal: what the program asks of its streams is answered with yes. */
function onTerminal(s: Story, environment: Record<string, string>, ...args: string[]): Promise<Ran> {
  const terminal = join(s.folder, 'terminal.cjs');
  writeFileSync(terminal, 'for (const stream of [process.stdin, process.stderr]) Object.assign(stream, { isTTY: true, getWindowSize: () => [80, 24] });\n');
  return s.bxformWith({ NODE_OPTIONS: `--require ${terminal}`, ...environment }, ...args);
}

describe('on a terminal', () => {
  test('apply asks', async () => {
    const s = await story(files);
    expect((await onTerminal(s, {}, 'apply')).stderr).toContain('Type "yes" to go on');
    expect((await s.call('crm.type.list')).types).toEqual([]);
  });

  test.each(['true', '1', 'woodpecker'])('of a pipeline (CI=%s) apply asks nothing, and refuses without --yes', async (ci) => {
    const s = await story(files);
    const ran = await onTerminal(s, { CI: ci }, 'apply');
    expect(ran.stderr).not.toContain('Type "yes"');
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('needs --yes')]);
    expect((await s.call('crm.type.list')).types).toEqual([]);
    expect((await onTerminal(s, { CI: ci }, 'apply', '--yes')).code).toBe(0);
  });

  test.each(['', 'false', '0'])('CI=%s is no pipeline', async (ci) => {
    const s = await story(files);
    expect((await onTerminal(s, { CI: ci }, 'apply')).stderr).toContain('Type "yes" to go on');
  });

  test('init asks for a name, but in a pipeline takes that of the folder', async () => {
    const s = await story({});
    expect((await onTerminal(s, {}, 'init', 'shop')).stderr).toContain('Name of the project [shop]');
    const ran = await onTerminal(s, { CI: 'true' }, 'init', 'depot');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(readFileSync(join(s.folder, 'depot/bxform.yaml'), 'utf8')).toContain('project: depot');
  });
});

describe('completion', () => {
  async function completing(): Promise<{ readonly s: Story; readonly complete: (...words: string[]) => Promise<string[]> }> {
    const s = await story({});
    const home = { HOME: s.folder, XDG_CACHE_HOME: s.folder, XDG_DATA_HOME: s.folder };
    expect((await s.bxformWith(home, 'autocomplete', '--refresh-cache', 'bash')).code).toBe(0);
    const script = join(s.folder, 'bxform/autocomplete/functions/bash/bxform.bash');
    expect(existsSync(script)).toBe(true);
    const complete = (...words: string[]): Promise<string[]> =>
      new Promise((resolve) => {
        const child = spawn('bash', ['-c', 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bxform_autocomplete; printf "%s\\n" "${COMPREPLY[@]}"', script, ...words]);
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
        child.on('close', () => resolve(output.split('\n').map((word) => word.trim()).filter((word) => word !== '')));
      });
    return { s, complete };
  }

  test('offers every command, commands below commands, and flags', async () => {
    const { complete } = await completing();
    const first = ids.map((id) => id.split(':')[0]!);
    expect(await complete('bxform', '')).toEqual(expect.arrayContaining([...first, 'autocomplete']));
    expect(await complete('bxform', 'li')).toEqual(['lint']);
    expect(await complete('bxform', 'state', 's')).toEqual(['show']);
    expect(await complete('bxform', 'lint', '--s')).toEqual(['--strict']);
    for (const id of ids) expect(await complete('bxform', ...id.split(':'), '--js'), id).toEqual(['--json']);
  });

  test.each(['bash', 'zsh', 'powershell'])('can be set up for %s', async (shell) => {
    const s = await story({});
    const home = { HOME: s.folder, XDG_CACHE_HOME: s.folder, XDG_DATA_HOME: s.folder };
    const ran = await s.bxformWith(home, 'autocomplete', shell);
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('bxform autocomplete')]);
  });
});

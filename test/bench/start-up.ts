// The start of the binary beside bare node: medians of runs that take turns, so that a busy moment of the
// machine meets all of them.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median, printTable } from './table.ts';

const RUNS = 21;

export async function startUp(top: string): Promise<void> {
  const binary = join(top, 'bin', 'run.js');
  const commands: Record<string, readonly string[]> = {
    'node -e 0': ['-e', '0'],
    'bxform --version': [binary, '--version'],
    'bxform plan --help': [binary, 'plan', '--help'],
    'bxform --help': [binary, '--help'],
    'bxform state list --help': [binary, 'state', 'list', '--help'],
  };
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const began = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      times.get(name)!.push(performance.now() - began);
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${String(stderr)}`);
    }
  }
  const bare = median(times.get('node -e 0')!);
  printTable(`Start, median of ${RUNS}`, [['command', 'ms', 'of bare node'], ...[...times].map(([name, measured]) => [name, median(measured).toFixed(0), (median(measured) / bare).toFixed(2)])]);
}

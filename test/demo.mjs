// The main job on the built-in sandbox portal: validate, plan, apply, plan again. Run by `npm run demo`;
// works on a copy of the example, so that every run begins with an empty portal.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bxform-demo-'));
cpSync(join(top, 'examples', 'field-service'), folder, { recursive: true });

function bxform(...args) {
  console.log(`\n$ bxform ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join(top, 'bin', 'run.js'), ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exitCode = status ?? 1;
  return status === 0;
}

const portal = ['--portal', 'sandbox'];
const fine = bxform('validate') && bxform('plan', ...portal) && bxform('apply', ...portal, '--yes') && bxform('plan', ...portal, '--detailed-exitcode');
rmSync(folder, { recursive: true, force: true });
console.log(fine ? '\nThe second plan is empty: the portal is what the files say.' : '\nThe demo failed.');

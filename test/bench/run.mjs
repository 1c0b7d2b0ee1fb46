// `npm run bench`: what bxform costs. Requests and commands against the lower bounds of FACTS §36, the
// start of the binary against bare node, and the computing of a plan of 10,000 resources. The sources are
// bundled as the binary is, so that what is measured is what is shipped.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'bxform-bench-'));
const outfile = join(folder, 'bench.cjs');
try {
  await build({
    entryPoints: [new URL('bench.ts', import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    define: { 'import.meta.url': '__filename' },
  });
  const { default: bench } = await import(pathToFileURL(outfile).href);
  await bench.bench(new URL('../..', import.meta.url).pathname, process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

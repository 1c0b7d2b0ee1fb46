#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-v' || first === 'version')) {
  console.log(`bxform/${version} ${process.platform}-${process.arch} node-${process.version}`);
} else {
  process.env.BXFORM_VERSION = version;
  const { createRequire } = await import('node:module');
  const { fileURLToPath } = await import('node:url');
  await createRequire(import.meta.url)('../dist/main.cjs').run(fileURLToPath(new URL('..', import.meta.url)));
}

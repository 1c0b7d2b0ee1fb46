#!/usr/bin/env node
// CommonJS, as is all that it loads: the loader of ES modules would cost every command some milliseconds.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const top = join(__dirname, '..');
const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-v' || first === 'version')) {
  console.log(`bxform/${version} ${process.platform}-${process.arch} node-${process.version}`);
} else {
  process.env.BXFORM_VERSION = version;
  require('../dist/main.cjs').run(top);
}

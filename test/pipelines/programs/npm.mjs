// Stands for npm in the tests of pipelines: `npm ci` installs the bxform that was built here.

import { mkdirSync, writeFileSync } from 'node:fs';

if (process.argv.slice(2).join(' ') !== 'ci') throw new Error(`npm: what is ${process.argv.slice(2).join(' ')}?`);
mkdirSync('node_modules/.bin', { recursive: true });
writeFileSync('node_modules/.bin/bxform', `#!/bin/sh\nexec "${process.execPath}" "${process.env.BINARY}" "$@"\n`, { mode: 0o755 });

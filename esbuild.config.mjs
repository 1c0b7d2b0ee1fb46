// One CommonJS file: it starts faster than many, and faster than ES modules.

import { build } from 'esbuild';

await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  external: ['typescript'],
  logLevel: 'warning',
  define: { 'import.meta.url': '__filename' },
});

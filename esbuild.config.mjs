// CommonJS files, which start faster than ES modules, and than one that is mostly not needed:
// `main.cjs` (oclif and the commands), `rooms.cjs` (whatever a command imports when it runs) and
// `sandbox.cjs` (the portal to try things on), and `russian.cjs`, the catalogue that most do not need. A module of ours lives in one file only, so that classes
// keep their identity; modules within a file are run when they are first asked for.

import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const top = dirname(fileURLToPath(import.meta.url));
const source = resolve(top, 'src');
const sandbox = resolve(source, 'sandbox');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  external: ['typescript'],
  logLevel: 'warning',
  define: { 'import.meta.url': '__filename' },
};

/** Turns `import('./x.ts')` into a lazy require out of the file that holds it; `homeOf` answers undefined for modules that stay. */
const lazily = (homeOf, found) => ({
  name: 'lazily',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      const module = resolve(resolveDir, path);
      const home = kind === 'dynamic-import' && module.startsWith(source) ? homeOf(module) : undefined;
      if (home === undefined) return undefined;
      found.add(module);
      return { path: relative(source, module), namespace: home };
    });
    onResolve({ filter: /^\.\/(rooms|sandbox)\.cjs$/, namespace: 'rooms' }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^\.\/(rooms|sandbox)\.cjs$/, namespace: 'sandbox' }, ({ path }) => ({ path, external: true }));
    for (const home of ['rooms', 'sandbox']) {
      onLoad({ filter: /.*/, namespace: home }, ({ path }) => ({ contents: `module.exports = require('./${home}.cjs')[${JSON.stringify(path)}];`, loader: 'js' }));
    }
  },
});

/** The Russian catalogue is a file of its own, and read only by who speaks Russian. */
const russianApart = {
  name: 'russian-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/russian\/index\.ts$/ }, () => ({ path: 'russian', namespace: 'russian' }));
    onResolve({ filter: /^\.\/russian\.cjs$/, namespace: 'russian' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'russian' }, () => ({ contents: "exports.russian = process.env.BXFORM_LANG === 'ru' ? require('./russian.cjs').russian : undefined;", loader: 'js' }));
  },
};

/** What oclif loads for plugins, globbed commands, its own rc files, Windows shells and spinners: a bundle with explicit commands has none. */
const UNUSED = {
  'cli-spinners': '{ dots2: { frames: [""] }, line: { frames: [""] } }',
  lilconfig: '{}',
  semver: '{ satisfies: () => true }',
  tinyglobby: '{}',
  'wsl-utils': '{ isWsl: false, powerShellPath: async () => "powershell" }',
};
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(UNUSED).join('|')})$`) }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: `module.exports = ${UNUSED[path]};`, loader: 'js' }));
  },
};

/** A file that holds these modules, each run when it is first asked for. */
const holding = (modules) => ({
  contents: `module.exports = {\n${[...modules].sort().map((module) => `get ${JSON.stringify(relative(source, module))}() { return require(${JSON.stringify(module)}); },`).join('\n')}\n};`,
  resolveDir: top,
  loader: 'js',
});

const inRooms = new Set();
const inSandbox = new Set();
const sort = (module) => (module.startsWith(sandbox) ? inSandbox : inRooms).add(module);
const homeOf = (module) => (module.startsWith(sandbox) ? 'sandbox' : 'rooms');

const asked = new Set();
await build({ ...common, entryPoints: ['src/main.ts'], outfile: 'dist/main.cjs', plugins: [lazily(homeOf, asked), russianApart, withoutUnused] });
asked.forEach(sort);
const later = new Set();
await build({ ...common, stdin: holding(inRooms), outfile: 'dist/rooms.cjs', plugins: [lazily((module) => (module.startsWith(sandbox) ? 'sandbox' : undefined), later), russianApart] });
later.forEach(sort);
await build({ ...common, stdin: holding(inSandbox), outfile: 'dist/sandbox.cjs' });
await build({ ...common, entryPoints: ['src/texts/russian/index.ts'], outfile: 'dist/russian.cjs', charset: 'utf8' });

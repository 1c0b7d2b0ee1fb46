// Fills the places of README.md that are generated: the reference from the schemas, and the tour from a
// run of the built binary on the sandbox portal. Text between other markers is left as it is.
//   npm run readme

import { build } from 'esbuild';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const built = await build({ entryPoints: ['test/reference.ts'], bundle: true, platform: 'node', format: 'esm', write: false });
const { referenceMarkdown, readSchemas } = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
const kinds = await build({ stdin: { contents: "export { KINDS } from './src/kinds/index.ts';\nexport { scopesMarkdown } from './test/scopes-table.ts';", resolveDir: '.' }, bundle: true, platform: 'node', format: 'esm', write: false });
const { KINDS, scopesMarkdown } = await import(`data:text/javascript,${encodeURIComponent(kinds.outputFiles[0].text)}`);
const folder = mkdtempSync(join(tmpdir(), 'bxform-tour-'));

function bxform(command) {
  const { stdout } = spawnSync(process.execPath, [binary, ...command.split(' ')], { cwd: folder, encoding: 'utf8', env: { ...process.env, BXFORM_LANG: 'en', NO_COLOR: '1' } });
  return stdout.trimEnd();
}
const shown = (command, output = bxform(command)) => `$ bxform ${command}\n${output}`;
const consoleBlock = (...parts) => `\`\`\`console\n${parts.join('\n\n')}\n\`\`\`\n`;

bxform('init . --name workshop');
const files = `\`\`\`yaml\n${readFileSync(join(folder, 'config/equipment.yaml'), 'utf8').trimEnd()}\n\`\`\`\n`;
const first = [shown('validate'), shown('plan --portal sandbox')];
const applied = bxform('apply --portal sandbox --yes').split('\n').at(-1);
const commands = consoleBlock(...first, shown('apply --portal sandbox --yes', `…\n${applied}`), shown('plan --portal sandbox'), shown('outputs --portal sandbox --format dotenv', bxform('outputs --portal sandbox --format dotenv').split('\n').slice(0, 4).join('\n') + '\n…'));
const changed = readFileSync(join(folder, 'config/equipment.yaml'), 'utf8').replace('en: Reported }', 'en: Brought in }').replace('          SUCCESS:', '          TEST: { name: { ru: Проверка, en: Test run } }\n          SUCCESS:');
writeFileSync(join(folder, 'config/equipment.yaml'), changed);
const edit = consoleBlock(shown('plan --portal sandbox'));
writeFileSync(join(folder, 'bxform.yaml'), readFileSync(join(folder, 'bxform.yaml'), 'utf8').replace('project: workshop', 'project: second-shop'));
rmSync(join(folder, '.bxform', 'state'), { recursive: true, force: true });
const blocked = consoleBlock(shown('plan --portal sandbox'));
rmSync(folder, { recursive: true, force: true });

/** A fresh folder with files of an example, or with those given. */
function fresh(example, files = {}) {
  const place = mkdtempSync(join(tmpdir(), 'bxform-tour-'));
  if (example) cpSync(fileURLToPath(new URL(`../examples/${example}`, import.meta.url)), place, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(place, path), text);
  return place;
}
const words = (command) => [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => single ?? double ?? plain);
const runIn = (place) => (command) =>
  spawnSync(process.execPath, [binary, ...words(command)], { cwd: place, encoding: 'utf8', env: { ...process.env, BXFORM_LANG: 'en', NO_COLOR: '1' } });
const last = (text) => text.trimEnd().split('\n').at(-1);
const yaml = (text) => `\`\`\`yaml\n${text.trimEnd()}\n\`\`\`\n`;

const branches = fresh('three-portals');
const inBranches = runIn(branches);
const portals = ['alpha', 'beta', 'gamma'].map((name) => shown(`apply --portal ${name} --yes`, `…\n${last(inBranches(`apply --portal ${name} --yes`).stdout)}`));
const portalsRun = consoleBlock(shown('validate', inBranches('validate').stdout.trimEnd()), ...portals, shown('plan --portal gamma', inBranches('plan --portal gamma').stdout.trimEnd()));
writeFileSync(join(branches, 'config/equipment.yaml'), readFileSync(join(branches, 'config/equipment.yaml'), 'utf8').replace('en: Diagnosis', 'en: Looking into it').replace('en: Serial number', 'en: Serial'));
const part = 'plan --portal gamma --only smartProcess.equipment/funnel.main';
const portalsPart = consoleBlock(shown(part, inBranches(part).stdout.trimEnd()));
const portalsFile = yaml(readFileSync(join(branches, 'bxform.yaml'), 'utf8'));
rmSync(branches, { recursive: true, force: true });

const wanted = `bxform: 1
project: workshop
portals: { acme: { sandbox: true, language: en } }

crm:
  deal:
    fields:
      SERIAL: { type: string, label: Serial number of the machine }
      CONTRACT: { type: string, label: Contract number }
      CONDITION: { type: enumeration, label: Condition, options: { works: Works, broken: Broken, gone: Scrapped } }
    funnels:
      default: { stages: { VISIT: Visit on site } }
      contracts: { name: Service contracts, sort: 300 }
`;
const clicked = fresh(undefined, { 'bxform.yaml': wanted });
const inClicked = runIn(clicked);
const serving = spawn(process.execPath, [binary, 'sandbox', '--portal', 'acme', '--json'], { cwd: clicked, env: { ...process.env, BXFORM_LANG: 'en' } });
const { webhook } = JSON.parse(String(await new Promise((resolve) => serving.stdout.once('data', resolve))));
await fetch(new URL('/_sandbox/seed', webhook), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ livedIn: true }) });
const run = (command) => shown(command, inClicked(command).stdout.trimEnd());
const asked = consoleBlock(run('plan --portal acme'));
const imported = consoleBlock(
  run('import deal/field.SERIAL UF_CRM_1737036800'),
  run('import deal/field.CONTRACT UF_CRM_CONTRACT'),
  run('import deal/field.CONDITION Condition'),
  run('import deal/funnel.default/stage.VISIT UC_A1B2C3'),
  run("adopt 'deal/**'"),
  `$ cat ids/acme.yaml\n${readFileSync(join(clicked, 'ids/acme.yaml'), 'utf8').trimEnd()}`,
);
const taken = consoleBlock(run('plan --portal acme'), shown('apply --portal acme --yes', `…\n${last(inClicked('apply --portal acme --yes').stdout)}`), run('plan --portal acme'));
serving.kill('SIGINT');
rmSync(clicked, { recursive: true, force: true });

const garage = fresh(undefined, {
  'bxform.yaml': `bxform: 1
project: garage
portals: { shop: { sandbox: true, language: en } }
smartProcesses:
  car:
    title: Car
    settings: { stages: true, openPermissions: false }
    fields:
      PLATE: { type: string, label: Plate, mandatory: true, editInList: false }
    funnels:
      repair:
        name: Repair
        default: true
        stages:
          NEW: { name: Came in, color: 22B9FF }
          WORK: { name: In work, color: 25B7FC }
          SUCCESS: Driven away
          FAIL: Scrapped
`,
});
const linted = runIn(garage)('lint');
const lintRun = consoleBlock(shown('lint', `${linted.stderr.trimEnd()}\n${linted.stdout.trimEnd()}`));
rmSync(garage, { recursive: true, force: true });

let readme = readFileSync('README.md', 'utf8');
for (const [name, text] of Object.entries({ 'tour:files': files, 'tour:commands': commands, 'tour:edit': edit, 'tour:blocked': blocked, 'portals:file': portalsFile, 'portals:run': portalsRun, 'portals:part': portalsPart, 'takeover:file': yaml(wanted), 'takeover:asked': asked, 'takeover:import': imported, 'takeover:plan': taken, 'lint:run': lintRun, scopes: scopesMarkdown(KINDS), reference: referenceMarkdown(readSchemas()) })) {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`README.md has no place for ${name}`);
  readme = `${readme.slice(0, from)}${text}${readme.slice(to)}`;
}
writeFileSync('README.md', readme);

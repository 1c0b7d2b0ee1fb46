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
const audited = inClicked('audit --portal acme').stdout.trimEnd().split('\n\n');
const auditRun = consoleBlock(shown('audit --portal acme', `${audited[0]}\n\n${audited.slice(1).join('\n\n').split('\n').slice(0, 8).join('\n')}\n…\n${audited.join('\n\n').split('\n').slice(-8).join('\n')}`));
serving.kill('SIGINT');
rmSync(clicked, { recursive: true, force: true });

const pack = fresh('activity-pack');
writeFileSync(join(pack, 'bxform.yaml'), `bxform: 1\nproject: activity-pack\nportals: { sandbox: { sandbox: true, language: en } }\nvariables: { handlers: https://activities.example.com }\ninclude: [activities/*.yaml]\n`);
const inPack = runIn(pack);
const rename = join(pack, 'activities/rename-booking-event.yaml');
const automationFile = yaml(readFileSync(rename, 'utf8').replace(/^#.*\n/, ''));
const packApplied = shown('apply --portal sandbox --yes', `…\n${last(inPack('apply --portal sandbox --yes').stdout)}`);
writeFileSync(rename, readFileSync(rename, 'utf8').replace('required: true', 'required: false'));
const automationRun = consoleBlock(packApplied, shown('plan --portal sandbox', inPack('plan --portal sandbox').stdout.trimEnd()));
rmSync(pack, { recursive: true, force: true });

const offices = fresh(undefined, { 'bxform.yaml': 'bxform: 1\nproject: offices\nportals: { north: { sandbox: true, language: en }, south: { sandbox: true, language: en } }\n' });
async function served(portal) {
  const child = spawn(process.execPath, [binary, 'sandbox', '--portal', portal, '--json'], { cwd: offices, env: { ...process.env, BXFORM_LANG: 'en' } });
  return { child, webhook: JSON.parse(String(await new Promise((resolve) => child.stdout.once('data', resolve)))).webhook };
}
const [north, south] = [await served('north'), await served('south')];
const agency = fresh(undefined, { 'bxform.yaml': 'bxform: 1\nproject: field-service\nportals:\n  north: { webhook: "${env.NORTH}", language: en }\n  south: { webhook: "${env.SOUTH}", language: en }\n' });
const inAgency = (command) =>
  spawnSync(process.execPath, [binary, ...words(command)], { cwd: agency, encoding: 'utf8', env: { ...process.env, BXFORM_LANG: 'en', NO_COLOR: '1', NORTH: north.webhook, SOUTH: south.webhook, BXFORM_PORTAL_CLOCK: '60' } }).stdout.trimEnd();
const ask = async (method, body) => (await fetch(`${north.webhook}${method}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
const made = [];
for (const title of ['Оборудование', 'Service contracts']) made.push((await ask('crm.type.add', { fields: { title, isStagesEnabled: 'Y', isCategoriesEnabled: 'Y', isSetOpenPermissions: 'N' } })).result.type);
await ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${made[0].id}`, fieldName: `UF_CRM_${made[0].id}_1737036800`, userTypeId: 'string', editFormLabel: { en: 'Serial number' } } });
await ask('crm.category.add', { entityTypeId: made[0].entityTypeId, fields: { name: 'Repair', sort: 600 } });
const cut = (text, begin, end) => text.slice(text.indexOf(begin), end === undefined ? undefined : text.indexOf(end)).trimEnd();
const agencyFile = (path) => readFileSync(join(agency, path), 'utf8').trimEnd();
const pullRun = consoleBlock(
  shown('pull --portal north --out north', `${cut(inAgency('pull --portal north --out north'), '', 'Not pulled:')}\n…`),
  `$ cat north/config/smart-processes/oborudovanie.yaml\n${agencyFile('north/config/smart-processes/oborudovanie.yaml')}`,
  `$ cat north/ids/north.yaml\n${agencyFile('north/ids/north.yaml')}`,
  shown('plan north --portal north', inAgency('plan north --portal north')),
);
const secondRun = consoleBlock(
  shown('replicate --from north --to south --yes', `…\n${cut(inAgency('replicate --from north --to south --yes'), 'Apply: ').split('\n').slice(0, 8).join('\n')}\n…`),
  shown('compare north south', inAgency('compare north south')),
);
for (const { child } of [north, south]) child.kill('SIGINT');
for (const place of [agency, offices]) rmSync(place, { recursive: true, force: true });

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
for (const [name, text] of Object.entries({ 'tour:files': files, 'tour:commands': commands, 'tour:edit': edit, 'tour:blocked': blocked, 'portals:file': portalsFile, 'portals:run': portalsRun, 'portals:part': portalsPart, 'takeover:file': yaml(wanted), 'takeover:asked': asked, 'takeover:import': imported, 'takeover:plan': taken, 'lint:run': lintRun, 'audit:run': auditRun, 'automation:file': automationFile, 'automation:run': automationRun, 'pull:run': pullRun, 'second:run': secondRun, scopes: scopesMarkdown(KINDS), reference: referenceMarkdown(readSchemas()) })) {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`README.md has no place for ${name}`);
  readme = `${readme.slice(0, from)}${text}${readme.slice(to)}`;
}
writeFileSync('README.md', readme);

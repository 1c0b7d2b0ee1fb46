// Fills the places of README.md that are generated: the reference from the schemas, and the tour from a
// run of the built binary on the sandbox portal. Text between other markers is left as it is.
//   npm run readme

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const built = await build({ entryPoints: ['test/reference.ts'], bundle: true, platform: 'node', format: 'esm', write: false });
const { referenceMarkdown, readSchemas } = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
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

let readme = readFileSync('README.md', 'utf8');
for (const [name, text] of Object.entries({ 'tour:files': files, 'tour:commands': commands, 'tour:edit': edit, 'tour:blocked': blocked, reference: referenceMarkdown(readSchemas()) })) {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`README.md has no place for ${name}`);
  readme = `${readme.slice(0, from)}${text}${readme.slice(to)}`;
}
writeFileSync('README.md', readme);

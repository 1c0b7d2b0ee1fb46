// The same script runs on one portal and on the next: only the file it imports is another.

import { describe, expect, test } from 'vitest';
import type { Constants } from '../../src/report/constants.ts';
import { constantsPhp } from '../../src/report/constants-php.ts';
import { constantsPython } from '../../src/report/constants-python.ts';
import { constantsTs } from '../../src/report/constants-ts.ts';
import { compiled, folderOf, missing, run } from './programs.ts';
import { PRODUCTION, serviceDesk, STAGING, whose } from './service-desk-constants.ts';

const [staging, production] = [STAGING, PRODUCTION].map((numbers) => serviceDesk(numbers).constants) as [Constants, Constants];
const SAID = ['1040 41 ufCrm41Serial DT1040_5:NEW 52', '1086 7 ufCrm7Serial DT1086_12:NEW 902'];

const REPORT_TS = `declare const process: { readonly argv: readonly string[] };
import type { Portal } from './staging.ts';
const { portal }: { readonly portal: Portal } = await import(process.argv[2]!);
const { entityTypeId, typeId, fields, funnels } = portal.smartProcesses.equipment;
console.log(entityTypeId, typeId, fields.SERIAL.name, funnels.main.stages.NEW, fields.STATE.options.ok);
`;
const REPORT_PHP = `<?php
require $argv[1];
$equipment = \\Bxform\\Portal::SMART_PROCESSES['equipment'];
echo implode(' ', [$equipment['entityTypeId'], $equipment['typeId'], $equipment['fields']['SERIAL']['name'], $equipment['funnels']['main']['stages']['NEW'], $equipment['fields']['STATE']['options']['ok']]);
`;
const REPORT_PYTHON = `import importlib, sys
portal = importlib.import_module(sys.argv[1]).portal
equipment = portal['smartProcesses']['equipment']
print(equipment['entityTypeId'], equipment['typeId'], equipment['fields']['SERIAL']['name'], equipment['funnels']['main']['stages']['NEW'], equipment['fields']['STATE']['options']['ok'])
`;

describe('constants for TypeScript', () => {
  const files = { 'staging.ts': constantsTs(whose, staging), 'production.ts': constantsTs(whose, production) };

  test('of any portal are taken by a script written for one, and those of the own are known to the number', () => {
    const folder = folderOf({
      ...files,
      'shared.ts': `import { portal as here, type Portal } from './staging.ts';
import { portal as there, type Portal as Other } from './production.ts';
const stageOf = (portal: Portal): string => portal.smartProcesses.equipment.funnels.main.stages.NEW;
export const stages: readonly string[] = [here, there].map(stageOf);
export const other: Other = here;
export const known: 1040 = here.smartProcesses.equipment.entityTypeId;
`,
    });
    expect(compiled(folder, 'shared.ts')).toEqual([]);
  });

  test('let a compiler find what a portal lacks and what is not its own', () => {
    const without = serviceDesk(STAGING).constants;
    const lacking: Constants = { ...without, entries: new Map([...without.entries].filter(([section]) => section !== 'workplaces')) };
    const folder = folderOf({
      ...files,
      'lacking.ts': constantsTs(whose, lacking),
      'wrong.ts': `import { portal, type Portal } from './staging.ts';
import { portal as lacking } from './lacking.ts';
import { portal as production } from './production.ts';
export const complete: Portal = lacking;
export const field = portal.smartProcesses.equipment.fields.SERIALS;
export const own: typeof portal = production;
`,
    });
    expect(compiled(folder, 'wrong.ts').map((complaint) => /'workplaces' is missing|'SERIALS' does not exist|'"production\.|"staging"/.exec(complaint)?.[0])).toEqual(["'workplaces' is missing", "'SERIALS' does not exist", '"staging"']);
  });

  test('give the same script the ids of the portal it is told', () => {
    const folder = folderOf({ ...files, 'report.ts': REPORT_TS });
    expect(compiled(folder, 'report.ts', 'production.ts')).toEqual([]);
    expect(['staging', 'production'].map((portal) => run(folder, process.execPath, 'report.js', `./${portal}.js`).trim())).toEqual(SAID);
  });
});

const [noPython, noPhp] = [missing('python3'), missing('php')];

describe.skipIf(noPython !== '')(`constants for Python${noPython}`, () => {
  test('give the same script the ids of the portal it is told', () => {
    const folder = folderOf({ 'staging.py': constantsPython(whose, staging), 'production.py': constantsPython(whose, production), 'report.py': REPORT_PYTHON });
    expect(['staging', 'production'].map((portal) => run(folder, 'python3', 'report.py', portal).trim())).toEqual(SAID);
  });

  test('are types that say what each key is', () => {
    const folder = folderOf({ 'staging.py': constantsPython(whose, staging), 'hints.py': "import staging, typing\nportal = typing.get_type_hints(staging.Portal)\nprint(sorted(portal), typing.get_type_hints(portal['workplaces']), portal['host'].__name__)\n" });
    expect(run(folder, 'python3', 'hints.py')).toMatch(/^\['crm', 'dictionaries', 'host', 'name', 'outputs', 'smartProcesses', 'triggers', 'workplaces'\] \{'service': <.*_Workplace.*>\} str\n$/);
  });
});

describe.skipIf(noPhp !== '')(`constants for PHP${noPhp}`, () => {
  test('give the same script the ids of the portal it is told', () => {
    const folder = folderOf({ 'staging.php': constantsPhp(whose, staging), 'production.php': constantsPhp(whose, production), 'report.php': REPORT_PHP });
    expect(['staging', 'production'].map((portal) => run(folder, 'php', 'report.php', `${portal}.php`).trim())).toEqual(SAID);
  });
});

// What `init` writes: a project that works on the sandbox portal at once, small enough to be read whole.

/** Where an installed package keeps its schemas, seen from the project folder. */
const INSTALLED = 'node_modules/bxform/schemas';

const projectFile = (name: string, schemas: string): string => `# yaml-language-server: $schema=${schemas}/project.json
bxform: 1
project: ${name} # an id for ever: bxform knows its own things on the portal by it

portals:
  # The portal that comes with bxform, to try things out: bxform plan --portal sandbox
  sandbox: { sandbox: true, language: en }
  # A portal of your own. Make an incoming webhook there as an administrator, then
  #   export STAGING_WEBHOOK=https://HOST/rest/USER/SECRET/
  # staging: { webhook: "\${env.STAGING_WEBHOOK}", host: acme.bitrix24.eu, language: en }

variables:
  finished: 7BD500

include:
  - config/**/*.yaml
`;

const configFile = (schemas: string): string => `# yaml-language-server: $schema=../${schemas}/config.json
smartProcesses:
  equipment: # the key is its name for ever; the title is just a property
    title: { ru: Оборудование, en: Equipment }
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: { ru: Серийный номер, en: Serial number }, mandatory: true }
      CONDITION:
        type: enumeration
        label: { ru: Состояние, en: Condition }
        options:
          works: { name: { ru: Исправно, en: In working order }, default: true }
          broken: { name: { ru: Неисправно, en: Out of order } }
    funnels:
      repair:
        name: { ru: Ремонт, en: Repair }
        default: true
        stages: # their order here is their order on the portal
          NEW: { name: { ru: Поступило, en: Reported }, color: 22B9FF }
          WORK: { name: { ru: Ремонт, en: Under repair }, color: FFA900 }
          SUCCESS: { name: { ru: Исправлено, en: Repaired }, color: "\${var.finished}" }
          FAIL: { name: { ru: Списано, en: Written off }, color: FF5752 }
`;

/** Files of a new project by path. `schemas`: folder of the JSON Schemas, seen from the project, for editors. */
export const projectFiles = (name: string, schemas: string = INSTALLED): ReadonlyMap<string, string> =>
  new Map([
    ['bxform.yaml', projectFile(name, schemas)],
    ['config/equipment.yaml', configFile(schemas)],
    ['.gitignore', '# caches, locks, and all of the sandbox portal\n.bxform/cache/\n.bxform/sandbox/\n.bxform/state/sandbox.*\n.bxform/state/*.lock\n'],
  ]);

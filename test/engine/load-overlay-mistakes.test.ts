import { describe, expect, test } from 'vitest';
import { lines, loadFiles, marks } from './load-project.ts';

const PORTALS = `bxform: 1
project: field-service
portals:
  gamma: { sandbox: true, language: en, tags: [production] }
include: [config/*.yaml]
`;

const EQUIPMENT = `smartProcesses:
  equipment:
    title: Equipment
    settings: { openPermissions: false, stages: true, client: false }
    fields: { SERIAL: { type: string }, NOTE: { type: string } }
    funnels: { main: { name: Repair, stages: { NEW: Received, DIAG: Diagnosis, SUCCESS: Given back } } }
    relations: [{ child: lead }]
`;

const problemsOf = async (overlays: string, equipment = EQUIPMENT): Promise<string[]> => {
  const files = { 'bxform.yaml': PORTALS, 'config/equipment.yaml': equipment, 'config/portals.yaml': overlays };
  return lines((await loadFiles(files, { portal: 'gamma' })).problems);
};
const expected = (overlays: string, told: readonly string[]): string[] => marks('config/portals.yaml', overlays).map((place, index) => `${place} ${told[index]}`);

/** What an overlay sets, with marks at the places of the problems, and the problems. */
const sets: readonly (readonly [what: string, set: string, ...told: string[]])[] = [
  ['an address that is none', '▸equipment fields: { title: X }', 'bad-address: `equipment fields` is not an address → write KIND.KEY/KIND.KEY, for example smartProcess.equipment/field.SERIAL'],
  ['a kind alone', '▸smartProcess: { title: X }', 'bad-address: `smartProcess` is not an address → write KIND.KEY/KIND.KEY, for example smartProcess.equipment/field.SERIAL'],
  ['a section for a kind', '▸smartProcesses.equipment: { title: X }', 'unknown-address: `smartProcesses` is no kind that an address begins with → did you mean `smartProcess`?'],
  ['a kind that stands elsewhere', '▸smartProcess.equipment/stage.NEW: { name: X }', 'unknown-address: `stage` does not stand under `smartProcess` → known there: `field`, `funnel`, `linkedUserField`'],
  ['a kind without a key', '▸smartProcess.equipment/relation.lead: { list: true }', 'bad-address: a `relation` stands in a list and has no key of its own → replace the list: smartProcess.equipment: { relations: [ … ] }'],
  ['something under a root nobody declares', '▸smartProcess.equipmnt/field.A: { type: string }', 'unknown-address: nobody declares `smartProcess.equipmnt` → did you mean `smartProcess.equipment`?'],
  ['something under a funnel nobody declares', '▸smartProcess.equipment/funnel.man/stage.A: { name: A }', 'unknown-address: nobody declares `smartProcess.equipment/funnel.man` → did you mean `smartProcess.equipment/funnel.main`?'],
  ['something under what is far from everything', '▸smartProcess.vehicle/field.A: { type: string }', 'unknown-address: nobody declares `smartProcess.vehicle` → declare it first, in the files or in an earlier overlay'],
  ['a switch of what nobody declares', '▸smartProcess.equipment/field.NOTES: { enabled: false }', 'unknown-address: nobody declares `smartProcess.equipment/field.NOTES`, so there is nothing to switch on or off → did you mean `NOTE`?'],
  ['out what is not there', '▸smartProcess.equipment/field.NOTES: { $omit: true }', 'nothing-to-omit: `smartProcess.equipment/field.NOTES` is not there, so there is nothing to leave out → did you mean `NOTE`?'],
  ['out a property that is not there', 'smartProcess.equipment: { settings: { ▸products: { $omit: true } } }', 'nothing-to-omit: `products` is not there, so there is nothing to leave out → remove the line'],
  ['out, and more', 'smartProcess.equipment/field.NOTE: { ▸$omit: true, type: string }', 'bad-directive: `$omit` takes the entry out, so nothing else can be said of it → remove `$omit`, or everything beside it'],
  ['not out', 'smartProcess.equipment/field.NOTE: { $omit: ▸false }', 'bad-directive: `$omit` must be true → write true, or remove the line'],
  ['out what something must have, at the line that takes it out', 'smartProcess.equipment/field.NOTE: { ▸type: { $omit: true } }', 'missing-key: a field needs `type` → add `type: …`'],
  ['a place beside nobody', 'smartProcess.equipment/funnel.main/stage.A: { name: A, $after: ▸DIAGG }', 'unknown-neighbour: `A` is to stand beside `DIAGG`, which is not in this map → did you mean `DIAG`?'],
  ['a place beside itself', 'smartProcess.equipment/funnel.main/stage.NEW: { $before: ▸NEW }', 'unknown-neighbour: `NEW` is to stand beside itself'],
  ['a place that is no key', 'smartProcess.equipment/funnel.main/stage.NEW: { $after: ▸[DIAG] }', 'bad-directive: `$after` must be the key of another entry of the same map'],
  ['a place that is not at the end', 'smartProcess.equipment/funnel.main/stage.NEW: { $last: ▸false }', 'bad-directive: `$last` must be true → write true, or remove the line'],
  ['two places', 'smartProcess.equipment/funnel.main/stage.NEW: { $first: true, ▸$after: DIAG }', 'two-places: `$first` and `$after` are two places for one entry → keep one of them'],
  ['places in a circle', 'smartProcess.equipment/funnel.main: { stages: { NEW: { $after: ▸DIAG }, DIAG: { $after: NEW } } }', 'placing-circle: these entries are placed by one another in a circle: `NEW`, `DIAG` → place one of them beside an entry that has a place'],
  ['a place where there is no order', 'smartProcess.equipment: { ▸$first: true }', 'no-order: `equipment` does not stand in a map that has an order on the portal → remove the line'],
  ['an unknown directive', 'smartProcess.equipment/field.NOTE: { ▸$omitt: true }', 'unknown-directive: there is no directive `$omitt` → did you mean `$omit`?'],
  ['a directive in a list', 'smartProcess.equipment: { relations: [{ child: lead, ▸$omit: true }] }', 'unknown-key: `$omit` is not known in a relation → known here: parent, child, list, enabled, $initial, $ignore, adopt, description'],
  ['a value of the wrong type', 'smartProcess.equipment: { settings: { client: ▸maybe } }', 'wrong-type: `client` must be true or false, not "maybe"'],
  ['a property nobody knows', 'smartProcess.equipment/funnel.main/stage.NEW: { ▸colour: AABBCC }', 'unknown-key: `colour` is not known in a stage → did you mean `color`?'],
  ['null for a resource', 'smartProcess.equipment/funnel.main: { stages: { ▸NEW: null } }', 'deleting-unavailable: `NEW` is null, which asks for the stage to be deleted; this version does not delete → remove the line: a stage that is not listed stays as it is'],
  ['an entry that lacks what it needs', '▸smartProcess.equipment/field.HOURS: { mandatory: true }', 'missing-key: a field needs `type` → add `type: …`'],
  ['an unknown variable', 'smartProcess.equipment: { title: "▸${var.city}" }', 'unknown-variable: there is no variable `city` → declare it: variables: { city: … }'],
];

describe('an overlay that sets', () => {
  test.each(sets)('%s is told so at its line', async (_, set, ...told) => {
    const overlays = `overlays:\n  - portals: [gamma]\n    set:\n      ${set}\n`;
    expect(await problemsOf(overlays)).toEqual(expected(overlays, told));
  });
});

const overlays: readonly (readonly [what: string, overlay: string, ...told: string[]])[] = [
  ['an unknown portal', '{ portals: [▸gama], set: { smartProcess.equipment: { title: X } } }', 'unknown-portal: there is no portal `gama` → did you mean `gamma`? Known are: `gamma`, `env`'],
  ['an unknown tag', '{ tags: [▸prodution], set: { smartProcess.equipment: { title: X } } }', 'unknown-tag: no portal has the tag `prodution` → did you mean `production`?'],
  ['nobody', '▸{ set: { smartProcess.equipment: { title: X } } }', 'missing-key: an overlay needs `portals` or `tags` → add `portals: …` or `tags: …`'],
  ['an empty list of portals', '{ portals: ▸[], set: { smartProcess.equipment: { title: X } } }', 'empty: `portals` is empty → write a list of names of portals'],
  ['gamma, and sets nothing', '▸{ portals: [gamma] }', 'missing-key: an overlay needs `set` → add `set: …`'],
  ['gamma, and sets an address to nothing', '{ portals: [gamma], set: { ▸smartProcess.equipment: null } }', 'null-value: `smartProcess.equipment` has no value → to take it out for these portals write { $omit: true } or { enabled: false }'],
  ['gamma, and places itself', '{ portals: [gamma], ▸$first: true, set: { smartProcess.equipment: { title: X } } }', 'unknown-key: `$first` is not known in an overlay → known here: portals, tags, set'],
];
test.each(overlays)('an overlay for %s is told so', async (_, overlay, ...told) => {
  const file = `overlays:\n  - ${overlay}\n`;
  expect(await problemsOf(file)).toEqual(expected(file, told));
});

test('directives outside of overlays are refused, in the project file and after the overlays of a file too', async () => {
  const file = `overlays:\n  - { portals: [gamma], set: { smartProcess.equipment: { title: X } } }\nsmartProcesses:\n  vehicle: { title: Vehicles, fields: { A: { type: string, ▸$after: B } } }\n▸$omit: true\n`;
  const told = (key: string) => `reserved-key: keys that begin with $ are reserved, \`${key}\` cannot be used → \`${key}\` belongs into an overlay: here, leave the line out, or move the entry to its place`;
  expect(await problemsOf(file)).toEqual(expected(file, [told('$after'), told('$omit')]));
});

test('an address is not called unknown when a file that could declare it cannot be read', async () => {
  const found = await problemsOf('overlays: [{ portals: [gamma], set: { smartProcess.equipment/field.A: { type: string } } }]', 'smartProcesses: { equipment: [');
  expect(found.join('\n')).not.toContain('unknown-address');
  expect(found).toHaveLength(1);
});

test('all mistakes of all overlays come together, and those of the files keep their own lines', async () => {
  const found = await problemsOf(
    'overlays:\n  - { portals: [gamma], set: { smartProcess.equipment/field.NOTE: { mandatory: 1 }, smartProcess.x/field.A: { type: string } } }\n  - { tags: [production], set: { smartProcess.equipment/field.SERIAL: { colour: red } } }\n',
    EQUIPMENT.replace('client: false', 'client: 1'),
  );
  expect(found.map((line) => line.split(': ')[0])).toEqual(['config/equipment.yaml:4:63 wrong-type', 'config/portals.yaml:2:80 wrong-type', 'config/portals.yaml:2:85 unknown-address', 'config/portals.yaml:3:73 unknown-key']);
});

import { describe, expect, test } from 'vitest';
import { lines, loadFiles, marks } from './load-project.ts';

const project = (portals: string, variables: string, title: string): Record<string, string> => ({
  'bxform.yaml': `bxform: 1\nproject: repairs\nportals:\n${portals}\nvariables: ${variables}\nworkplaces: { service: { title: ${title} } }\n`,
});
const title = async (files: Record<string, string>, portal: string, environment: Record<string, string> = {}) => {
  const { source, problems } = await loadFiles(files, { portal, environment });
  const written = (source!.root.get('workplaces') as any)?.get('service').get('title');
  return { title: written?.reveal?.() ?? written, problems };
};

describe('variables of a portal', () => {
  const files = project('  minsk: { sandbox: true, variables: { city: Minsk, word: "${var.noun}s" } }\n  brest: { sandbox: true }', '{ city: everywhere, noun: repair, word: Service }', '"${var.word} in ${var.city}"');

  test('win over those of the project, and may be made of them', async () => {
    expect(await title(files, 'minsk')).toEqual({ title: 'repairs in Minsk', problems: [] });
    expect(await title(files, 'brest')).toEqual({ title: 'Service in everywhere', problems: [] });
  });

  test('stand in variables of the project and in overlays', async () => {
    const made = project('  minsk: { sandbox: true, variables: { city: Minsk } }', '{ name: "Service ${var.city}" }', '"${var.name}"');
    const overlay = `${made['bxform.yaml']}overlays: [{ portals: [minsk], set: { workplace.service: { title: "\${var.name}!" } } }]\n`;
    expect(await title(made, 'minsk')).toEqual({ title: 'Service Minsk', problems: [] });
    expect(await title({ 'bxform.yaml': overlay }, 'minsk')).toEqual({ title: 'Service Minsk!', problems: [] });
  });

  test('may be secrets, and their environment is needed on that portal only', async () => {
    const secret = project('  minsk: { sandbox: true, variables: { city: "${env.CITY}" } }\n  brest: { sandbox: true, variables: { city: Brest } }', '{}', '"${var.city}"');
    expect(await title(secret, 'brest')).toEqual({ title: 'Brest', problems: [] });
    expect(await title(secret, 'minsk', { CITY: 'Minsk' })).toEqual({ title: 'Minsk', problems: [] });
    expect(lines((await title(secret, 'minsk')).problems)).toEqual(['bxform.yaml:4:47 environment-unset: the environment variable CITY is not set → set it before running bxform: export CITY=…']);
  });

  test('fill the webhook of their portal, whichever portal is meant', async () => {
    const hooks = project('  minsk: { webhook: "${var.hook}", variables: { hook: { env: MINSK } } }\n  brest: { webhook: "${var.hook}", variables: { hook: { env: BREST } } }', '{}', 'Service');
    const { portal, problems } = await loadFiles(hooks, { portal: 'minsk', environment: { MINSK: 'https://minsk.bitrix24.eu/rest/1/secret/' } });
    expect([problems, portal?.webhook?.reveal()]).toEqual([[], 'https://minsk.bitrix24.eu/rest/1/secret/']);
  });

  const mistakes: readonly (readonly [what: string, portals: string, title: string, told: string])[] = [
    ['that only others have', '  minsk: { sandbox: true, variables: { city: Minsk } }\n  brest: { sandbox: true }', '"in ▸${var.city}"', 'unknown-variable: the portal `brest` has no variable `city`, which `minsk` has → add it to portals.brest.variables, or for all portals: variables: { city: … }'],
    ['that nobody has', '  minsk: { sandbox: true, variables: { city: Minsk } }\n  brest: { sandbox: true, variables: { town: Brest } }', '"in ▸${var.twon}"', 'unknown-variable: there is no variable `twon` → did you mean ${var.town}?'],
    ['made of one that nobody has, even when nobody uses it', '  brest: { sandbox: true, variables: { city: "▸${var.town}" } }', 'Service', 'unknown-variable: there is no variable `town` → declare it: variables: { town: … }'],
    ['with a name that is none', '  brest: { sandbox: true, variables: { ▸1st: Brest } }', 'Service', 'bad-key: the key `1st` must be letters, digits, _ and -, beginning with a letter'],
    ['that are no map', '  brest: { sandbox: true, variables: ▸[city] }', 'Service', 'wrong-type: `variables` must be a map from name to value, not a list'],
  ];
  test.each(mistakes)('%s are told so', async (_, portals, written, told) => {
    const files = project(portals, '{}', written);
    expect(lines((await loadFiles(files, { portal: 'brest' })).problems)).toEqual([`${marks('bxform.yaml', files['bxform.yaml']!)[0]} ${told}`]);
  });
});

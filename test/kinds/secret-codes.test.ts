import { expect, test } from 'vitest';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { lines, loadConfig } from '../engine/load-project.ts';

const environment = { CODE: 'onCrmDealAdd' };
const remarks = async (config: string): Promise<string[]> => {
  const { source, problems } = await loadConfig(config, { environment });
  return lines([...problems, ...resolve(source!, KINDS, 'en').problems]);
};

test.each([
  ['triggers: { visit: { name: Visit, code: "${env.CODE}" } }', 'code'],
  ['lines: { support: { number: "${env.CODE}" } }', 'number'],
  ['activityTypes: { visit: { name: Visit, typeId: "${env.CODE}" } }', 'typeId'],
  ['placements: { tab: { placement: "${env.CODE}", handler: https://a.example.com/ } }', 'placement'],
  ['events: { deal: { event: "${env.CODE}", offline: true } }', 'event'],
  ['events: { onCrmDealAdd: { connector: "${env.CODE}", offline: true } }', 'connector'],
])('%s: what a thing is known by cannot be a secret', async (config, property) => {
  expect(await remarks(config)).toEqual([expect.stringMatching(new RegExp(`^config/equipment\\.yaml:1:\\d+ secret-code: \`${property}\` is a secret, .* sensitive: false`))]);
  expect(await remarks(config.replace('${env.CODE}', '${var.code}').concat('\nvariables: { code: { env: CODE, sensitive: false } }\n'))).toEqual([]);
});

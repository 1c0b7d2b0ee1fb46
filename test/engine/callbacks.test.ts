import { describe, expect, test } from 'vitest';
import { checkEach } from '../../src/checks.ts';
import { loadEach } from '../../src/engine/load.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { lines, SECTIONS_OF_KINDS, write } from './load-project.ts';

const CONFIG = `placements:
  LEFT_MENU: { handler: "\${var.site}/menu" }
events:
  onCrmDealAdd: { handler: "https://service.example.com/deal" }
  onCrmLeadAdd: { offline: true }
triggers: { visit: Visit }
`;
const app = (url: string): string => `app: { clientId: local.65f0, clientSecret: "\${env.KEY}", host: acme.bitrix24.eu, url: ${url} }`;

async function told(portals: string, environment: Readonly<Record<string, string>> = {}, portal?: string): Promise<string[]> {
  const project = `bxform: 1\nproject: field-service\nportals: ${portals}\nvariables: { site: "https://service.example.com" }\ninclude: [config/*.yaml]\n`;
  const folder = await write({ 'bxform.yaml': project, 'config/app.yaml': CONFIG });
  const loaded = await loadEach(folder, { portal, environment: { KEY: 'quietword', ...environment }, hash: (text) => String(text.length), cacheFolder: null, sections: SECTIONS_OF_KINDS });
  return lines(checkEach(loaded, KINDS).problems);
}

describe('handlers on another host than the application', () => {
  test('are told with their place where the address of the application is known', async () => {
    expect(await told(`{ live: { ${app('"https://apps.example.com/"')} } }`)).toEqual([
      expect.stringMatching(/^config\/app\.yaml:2:25 handler-elsewhere: .*on service\.example\.com, not on the host of the application, apps\.example\.com: .* → .*app\.url/),
      expect.stringMatching(/^config\/app\.yaml:4:28 handler-elsewhere: /),
    ]);
  });

  test('are nobody\'s business where it is not', async () => {
    expect(await told('{ live: { sandbox: true, language: en } }')).toEqual([]);
  });

  test('are those of another host or port, whatever the path and the letters are', async () => {
    expect(await told(`{ live: { ${app('"https://Service.Example.com/install?x=1"')} } }`)).toEqual([]);
    expect(await told(`{ live: { ${app('"https://service.example.com:8443/"')} } }`)).toHaveLength(2);
  });

  test('are told for the portals they are wrong on', async () => {
    const portals = `{ live: { ${app('"https://service.example.com/"')}, variables: { site: "https://menu.example.com" } }, test: { ${app('"https://service.example.com/"')} } }`;
    expect(await told(portals)).toEqual([expect.stringMatching(/^config\/app\.yaml:2:25 handler-elsewhere: .*live/)]);
    expect(await told(portals, {}, 'test')).toEqual([]);
  });

  test('are told without the addresses that are secrets', async () => {
    const secret = { APP: 'https://hidden.example.net/', SITE: 'https://concealed.example.org' };
    const remarks = await told(`{ live: { ${app('"${env.APP}"')}, variables: { site: { env: SITE } } } }`, secret, 'live');
    expect(remarks).toEqual([
      expect.stringMatching(/^config\/app\.yaml:2:25 handler-elsewhere: the handler is not on the host of the application: /),
      expect.stringMatching(/^config\/app\.yaml:4:28 handler-elsewhere: the handler is on service\.example\.com, not on the host of the application: /),
    ]);
    expect(remarks.join()).not.toMatch(/hidden|concealed/);
  });

  test('are not looked for where the address of the application is none', async () => {
    expect(await told(`{ live: { ${app('service.example.com')} } }`)).toEqual([expect.stringMatching(/bad-value: `url` must be an address such as/)]);
  });
});

import { Ajv } from 'ajv';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/model/value.ts';
import { contractsOf, sameContracts } from '../../src/report/codegen-contract.ts';
import { codegenJson } from '../../src/report/codegen-json.ts';
import { moduleText, type Generated } from '../../src/report/codegen-module.ts';
import { schemaText } from '../../src/report/codegen-schema.ts';
import { encodeForm } from '../../src/sandbox/applications/delivery.ts';
import { bookRepair, declaredActivity, ping } from './codegen-repair-shop.ts';
import { hostileText } from './hostile.ts';
import { complaints } from './output-schemas.ts';

const shop: Generated = { project: 'repair-shop', contracts: contractsOf([ping, bookRepair], 'en').contracts };
const secret = new Secret('${env.KEY}', 'k-1234', () => 'hash');

interface Module {
  readonly readRequest: (body: string | object) => any;
  readonly decodeProperties: (request: any) => any;
  readonly answerTo: (request: any, values: object, log?: string) => any;
  readonly RequestError: new () => Error;
}

/** The generated code, running. */
function running(generated: Generated, language: 'ts' | 'js'): Promise<Module> {
  const { code } = transformSync(moduleText(generated, language), { loader: language, format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`) as Promise<Module>;
}

const posted = (properties: object, more: object = {}): Record<string, unknown> => ({
  workflow_id: '5f.1', code: 'book.repair', document_id: ['crm', 'CCrmDocumentDeal', 'DEAL_57'], document_type: ['crm', 'CCrmDocumentDeal', 'DEAL'], event_token: '5f.1|A1|e.sig',
  properties, use_subscription: 'Y', timeout_duration: 0, ts: 1_795_000_000, auth: { domain: 'acme.bitrix24.eu', member_id: 'm', application_token: 't' }, ...more,
});

/** As the portal posts it when nothing is filled in: empty lists are no part of a form. */
const nothing = { deal: '', estimate: '', urgent: '', engineer: '', helpers: [], delivery: '', sources: [], day: '', photo: '', note: '', phones: [], address: '', places: [], constructor: '' };
const least = { ...nothing, deal: '57', engineer: 'user_7', phones: ['+1 555'] };
const leastDecoded = {
  deal: 57, estimate: null, urgent: false, engineer: 7, helpers: [], delivery: null, sources: [], day: null, photo: null, note: '', phones: ['+1 555'], address: null, places: [], constructor: '',
};

describe('a contract', () => {
  test('is told in the language of the portal, else in English, on one line, and never with a secret', () => {
    const told = (language: string | undefined) => contractsOf([bookRepair], language).contracts[0]!;
    expect([told('ru').title, told(undefined).title, told('de').title]).toEqual(['Записать в ремонт', 'Book a repair', 'Book a repair']);
    expect(told('ru').note).toBe('Finds a day in the workshop. No Sundays.');
    const hidden = declaredActivity('ping', { name: secret, description: { en: secret } }, { to: { name: secret, type: 'string' } }, {});
    const { contracts, problems } = contractsOf([hidden], 'en');
    expect(problems).toEqual([]);
    for (const text of [moduleText({ project: 'x', contracts }, 'ts'), schemaText({ project: 'x', contracts })]) expect(text).not.toContain('k-1234');
  });

  test.each([
    ['a secret code', { code: secret }, {}, 'secret-contract', 'code is a secret, and would have to be written into the code'],
    ['a secret option', {}, { to: { name: 'To', type: 'select', options: [{ value: secret, text: 'x' }] } }, 'secret-contract', 'properties.to is a secret, and would have to be written into the code'],
    ['a type there is no code for', {}, { to: { name: 'To', type: 'money' } }, 'unknown-type', 'properties.to has the type money, which there is no code for'],
  ])('with %s is a problem', (_, body, properties, code, message) => {
    expect(contractsOf([declaredActivity('ping', body, properties, {})], 'en').problems).toMatchObject([{ code, message, address: 'activity.ping', level: 'error' }]);
  });

  test('is the same whatever people read, and another where programs would notice', () => {
    const of = (parameter: object) => contractsOf([declaredActivity('ping', { name: 'Ping' }, { to: { name: 'To', type: 'string', ...parameter } }, {})], 'en').contracts;
    expect(sameContracts(of({}), of({ name: 'Whom to', description: 'x', default: 'y' }))).toBe(true);
    for (const other of [{ type: 'text' }, { multiple: true }, { required: true }, { type: 'select', options: [{ value: 'a', text: 'A' }] }]) expect(sameContracts(of({}), of(other))).toBe(false);
  });

  test('comes in the order of the codes, in whatever order it was declared', () => {
    const texts = [[ping, bookRepair], [bookRepair, ping]].map((declared) => moduleText({ project: 'repair-shop', contracts: contractsOf(declared, 'en').contracts }, 'ts'));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toMatch(/ACTIVITIES: .* = \{\n {2}'book\.repair': \{[\s\S]*\n {2}ping: \{/);
  });
});

describe.each(['ts', 'js'] as const)('the module of %s', (language) => {
  const read = async (properties: object, more: object = {}): Promise<{ readonly code: Module; readonly request: any }> => {
    const code = await running(shop, language);
    return { code, request: code.readRequest(encodeForm(posted(properties, more))) };
  };

  test('reads a request as it was posted', async () => {
    const { request } = await read({ ...least, phones: ['1', '2'] });
    expect(request).toMatchObject({ ...posted({}), timeout_duration: '0', ts: '1795000000', properties: { deal: '57', phones: ['1', '2'], day: '' } });
    expect(request.properties).not.toHaveProperty('helpers');
  });

  test('takes a form that was read by others, and a step that says nothing of waiting', async () => {
    const { code, request } = await read(least);
    expect(code.readRequest({ ...posted(least), timeout_duration: '0', ts: '1' })).toMatchObject({ code: 'book.repair', properties: least });
    expect([request.use_subscription, code.readRequest(encodeForm(posted(least, { use_subscription: null }))).use_subscription]).toEqual(['Y', 'N']);
  });

  test.each([
    [least, {}],
    [{ ...least, estimate: '1200.50' }, { estimate: 1200.5 }], [{ ...least, estimate: '-,5' }, { estimate: -0.5 }], [{ ...least, deal: '57.0' }, { deal: 57 }],
    [{ ...least, urgent: 'Y' }, { urgent: true }], [{ ...least, urgent: '1' }, { urgent: true }], [{ ...least, urgent: 'n' }, { urgent: false }], [{ ...least, urgent: '0' }, { urgent: false }], [{ ...least, urgent: 'false' }, { urgent: false }],
    [{ ...least, engineer: ['user_7', 'user_9'] }, { engineer: 7 }], [{ ...least, engineer: '9' }, { engineer: 9 }], [{ ...least, engineer: 'group_hr5' }, { engineer: 'group_hr5' }],
    [{ ...least, helpers: ['user_7', 'group_hr5'] }, { helpers: [7, 'group_hr5'] }], [{ ...least, helpers: 'user_7' }, { helpers: [7] }],
    [{ ...least, delivery: '10' }, { delivery: '10' }], [{ ...least, sources: { CALL: 'CALL', 7: 'WEB' } }, { sources: ['WEB', 'CALL'] }],
    [{ ...least, day: '22.11.2026', photo: '812', note: 'a\nb & c' }, { day: '22.11.2026', photo: '812', note: 'a\nb & c' }],
    [{ ...least, address: 'Main street|;|', places: ['a', { city: 'b' }] }, { address: 'Main street|;|', places: ['a', { city: 'b' }] }], [{ ...least, constructor: 'Acme' }, { constructor: 'Acme' }],
  ])('decodes %o', async (properties, decoded) => {
    const { code, request } = await read(properties);
    expect(code.decodeProperties(request)).toEqual({ ...leastDecoded, ...decoded });
  });

  test('tells all that is wrong with properties at once', async () => {
    const { code, request } = await read({ ...nothing, deal: 'DEAL_57', estimate: '1 200', delivery: 'pigeon' });
    expect(() => code.decodeProperties(request)).toThrow(code.RequestError);
    expect(() => code.decodeProperties(request)).toThrow(expect.objectContaining({
      problems: [
        'deal cannot be "DEAL_57", its type is int', 'estimate cannot be "1 200", its type is double', 'engineer is required, and came empty', 'delivery cannot be "pigeon", it is one of pickup, 10',
        'phones is required, and came empty',
      ],
    }));
  });

  test.each([
    ['', ['code is missing', 'auth.domain is missing', 'auth.member_id is missing', 'auth.application_token is missing', 'workflow_id is missing', 'document_id is no list of three texts']],
    [encodeForm(posted({}, { code: 'toString' })), ['no activity with the code "toString" is known here']],
    [encodeForm(posted({}, { code: '__proto__', auth: '' })), ['no activity with the code "__proto__" is known here', 'auth.domain is missing']],
    [encodeForm(posted({}, { event_token: ['x'] })), ['event_token is missing']],
  ])('refuses %j', async (body, problems) => {
    const code = await running(shop, language);
    expect(() => code.readRequest(body)).toThrow(expect.objectContaining({ problems: expect.arrayContaining(problems) }));
  });

  test('is not led astray by names in brackets', async () => {
    const code = await running(shop, language);
    const request = code.readRequest(`${encodeForm(posted(least))}&__proto__[polluted]=1&properties[__proto__][polluted]=1&properties${'[a]'.repeat(5000)}=1&properties[note][polluted]=x`);
    expect(({} as any).polluted).toBeUndefined();
    expect(code.decodeProperties(request)).toEqual({ ...leastDecoded, note: 'x' });
  });

  test('answers what was declared as the portal wants it', async () => {
    const { code, request } = await read(least);
    expect(code.answerTo(request, { booked: true, engineer: 7, team: [7, 'group_hr5'], price: 12.5, slots: [1], delivery: null, unknown: 'x' }, 'Booked')).toEqual({
      EVENT_TOKEN: '5f.1|A1|e.sig', LOG_MESSAGE: 'Booked',
      RETURN_VALUES: { booked: 'Y', engineer: 'user_7', team: ['user_7', 'group_hr5'], price: 12.5, slots: [1], delivery: '' },
    });
    expect(code.answerTo(request, { booked: false })).toEqual({ EVENT_TOKEN: '5f.1|A1|e.sig', RETURN_VALUES: { booked: 'N' } });
  });

  test('keeps texts of others where they belong, and says the same with them', async () => {
    await fc.assert(fc.asyncProperty(hostileText, async (text) => {
      const parameter = { name: text, description: text, type: 'select', options: [{ value: text, text }] };
      const { contracts } = contractsOf([declaredActivity('ping', { name: text, description: text }, { to: parameter }, { to: parameter })], 'en');
      const code = await running({ project: text, contracts }, language);
      expect(Object.keys(code).sort()).toEqual(['RequestError', 'answerTo', 'decodeProperties', 'readRequest']);
      const request = code.readRequest(encodeForm(posted({}, { code: 'ping' })));
      const well = Buffer.from(text).toString() === text; // half of a pair cannot be posted
      if (well) expect(code.decodeProperties({ ...request, properties: { to: text } })).toEqual({ to: text });
      expect(() => code.decodeProperties({ ...request, properties: { to: `${text}x` } })).toThrow(code.RequestError);
    }), { numRuns: 60 });
  });
});

describe('the JSON Schema', () => {
  const ajv = new Ajv({ strict: true, allErrors: true, ownProperties: true, schemas: { shop: JSON.parse(schemaText(shop)) as object } });
  const accepts = (definition: string, value: unknown): boolean => ajv.validate(definition === '' ? 'shop' : `shop#/definitions/${definition}`, value) as boolean;

  test.each([[least], [{ ...least, urgent: 'Y', estimate: '12,5', delivery: '10', helpers: ['user_7'], places: [{ city: 'b' }] }]])('takes what the portal posts: %o', async (properties) => {
    const request = (await running(shop, 'ts')).readRequest(encodeForm(posted(properties)));
    expect(accepts('', request), ajv.errorsText()).toBe(true);
    expect(accepts('book.repair.request', request)).toBe(true);
    expect(accepts('ping.request', request)).toBe(false);
  });

  test.each([[{ ...least, deal: '' }], [{ ...least, deal: 'DEAL_57' }], [{ ...least, delivery: 'pigeon' }], [{ ...least, phones: undefined }], [{ ...least, more: '1' }]])('does not take %o', async (properties) => {
    const { helpers: _, sources: __, places: ___, ...given } = properties as Record<string, unknown>;
    expect(accepts('', { ...posted(JSON.parse(JSON.stringify(given)) as object), timeout_duration: '0', ts: '1' })).toBe(false);
  });

  test('takes what the module answers, and nothing that was not declared', async () => {
    const code = await running(shop, 'ts');
    const request = code.readRequest(encodeForm(posted(least)));
    expect(accepts('book.repair.returnValues', code.answerTo(request, { booked: true, engineer: 7, team: [7], price: 1, slots: [1], delivery: null }).RETURN_VALUES), ajv.errorsText()).toBe(true);
    for (const wrong of [{}, { booked: true }, { booked: 'Y', slots: ['one'] }, { booked: 'Y', price: 'much' }, { booked: 'Y', delivery: 'pigeon' }, { booked: 'Y', more: 1 }]) expect(accepts('book.repair.returnValues', wrong)).toBe(false);
  });

  test('is one whatever texts are in it', () => {
    fc.assert(fc.property(hostileText, (text) => {
      const { contracts } = contractsOf([declaredActivity('ping', { name: text, description: text }, { to: { name: text, type: 'select', options: [{ value: text, text }] } }, {})], 'en');
      expect(() => new Ajv({ strict: true }).compile(JSON.parse(schemaText({ project: text, contracts })) as object)).not.toThrow();
    }), { numRuns: 30 });
  });
});

test('the report for programs holds the text, or the file, as its schema promises', () => {
  for (const file of [undefined, 'handler/activities.ts']) {
    const report = codegenJson({ ...shop, language: 'ts', text: moduleText(shop, 'ts'), file });
    expect(complaints('codegen', report)).toEqual([]);
    expect(JSON.parse(report)).toMatchObject({ activities: [{ address: 'activity.book.repair', code: 'book.repair' }, { kind: 'robot', code: 'ping' }] });
  }
});

import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serialized } from '../bpt.ts';
import { mentionsOf } from '../../src/load/template-file.ts';
import { hashOf, templateBytes, templateIn, withIdsOf, type TemplateFile } from '../../src/model/bpt.ts';

const shop = (type: number, field: string, more: object = {}): Buffer =>
  Buffer.from(serialized({ VERSION: 2, TEMPLATE: [{ Type: 'A', Properties: { Title: 'Look', Text: `{=Document:${field}} of DYNAMIC_${type}`, Code: `item.ufCrm${field.slice(7, 8)}Serial` } }], PARAMETERS: [], VARIABLES: [], CONSTANTS: [], DOCUMENT_FIELDS: [], ...more }));
const carrying = (type: number, field: string): TemplateFile => ({
  ...templateIn(shop(type, field))!, type: String(type),
  references: new Map([[`type:${type}`, 'smartProcess.pump'], [`field:${field}`, 'smartProcess.pump/field.SERIAL'], [`field:ufCrm${field.slice(7, 8)}Serial`, 'smartProcess.pump/field.SERIAL']]),
});
const textOf = (base64: string): string => inflateSync(Buffer.from(base64, 'base64')).toString();

describe('a file that was pulled', () => {
  test('and is not whole any more is no template, rather than one with the ids of another portal', () => {
    const bytes = templateBytes(carrying(1040, 'UF_CRM_5_SERIAL'));
    const broken = Buffer.from(inflateSync(bytes).toString().replace('s:4:"Look"', 's:4:"Loo"'));
    expect([mentionsOf(bytes)?.references?.size, mentionsOf(broken)]).toEqual([3, undefined]);
  });
});

describe('a file', () => {
  test('is read compressed or not, and holds what it was written with', () => {
    const file = carrying(1040, 'UF_CRM_5_SERIAL');
    expect(templateIn(templateBytes(file))).toEqual(file);
    expect(templateIn(deflateSync(shop(1040, 'UF_CRM_5_SERIAL')))).toEqual({ ...file, type: '0', references: new Map() });
  });

  test.each([['no steps', 'a:1:{s:4:"NAME";N;}'], ['nothing', ''], ['an object', 'a:1:{s:8:"TEMPLATE";a:1:{i:0;O:8:"DateTime":0:{}}}']])('with %s is none', (_, text) => {
    expect(templateIn(Buffer.from(text))).toBeUndefined();
  });

  test('says the same wherever it was pulled', () => {
    expect(hashOf(carrying(1128, 'UF_CRM_9_SERIAL'))).toBe(hashOf(carrying(1040, 'UF_CRM_5_SERIAL')));
    expect(hashOf({ ...carrying(1128, 'UF_CRM_9_SERIAL'), references: new Map() })).not.toBe(hashOf(carrying(1040, 'UF_CRM_5_SERIAL')));
  });

  test('goes out with the ids of the portal, without what only files carry and without the fields of the document', () => {
    const fields = { UF_CRM_5_SERIAL: { Name: 'Serial number', Type: 'string' } };
    const { parts } = templateIn(shop(1040, 'UF_CRM_5_SERIAL', { DOCUMENT_FIELDS: fields }))!;
    const sent = withIdsOf(templateBytes({ ...carrying(1040, 'UF_CRM_5_SERIAL'), parts }).toString('base64'), new Map([['type:1040', '1128'], ['field:UF_CRM_5_SERIAL', 'UF_CRM_9_SERIAL'], ['field:ufCrm5Serial', 'UF_CRM_9_SERIAL']]));
    expect(textOf(sent)).toBe(shop(1128, 'UF_CRM_9_SERIAL').toString());
  });
});

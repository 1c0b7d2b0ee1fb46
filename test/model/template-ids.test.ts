import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJson, type PhpArray } from '../../src/model/php-serialized.ts';
import { idsIn, withIds } from '../../src/model/template-ids.ts';
import { runs } from '../property/runs.ts';

const workflow = (properties: object, more: object = {}): PhpArray => fromJson({ TEMPLATE: [{ Type: 'SetFieldActivity', Name: 'A1', Properties: { Title: 'Look at the pump', ...properties } }], ...more }) as PhpArray;
const tokens = (properties: object): readonly string[] => idsIn(workflow(properties), 1040).map(({ token }) => token);
const plain = (value: unknown): any => {
  if (!(value instanceof Map)) return value;
  const keys = [...value.keys()];
  return keys.every((key, index) => key === index) ? [...value.values()].map(plain) : Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
};

describe('ids in the texts of a template', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a document type', ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic', 'DYNAMIC_1040'], ['type:1040']],
    ['a record', 'DYNAMIC_1040_12', ['record:DYNAMIC_1040_12']],
    ['the stages of a funnel', 'DYNAMIC_1040_STAGE_5', ['type:1040', 'funnel:1040/5']],
    ['the stages of deals', 'DEAL_STAGE_3', ['funnel:2/3']],
    ['a stage', 'DT1040_5:NEW', ['stage:DT1040_5:NEW']],
    ['a stage of deals', 'C5:UC_1AB2C3', ['stage:C5:UC_1AB2C3']],
    ['a stage that the portal named', 'UC_1AB2C3', ['stage:UC_1AB2C3']],
    ['what stages begin with', 'DT1040_5', ['type:1040', 'funnel:1040/5']],
    ['a field', '{=Document:UF_CRM_5_SERIAL}', ['field:UF_CRM_5_SERIAL']],
    ['a field as it is printed', '{=Document:UF_CRM_5_SERIAL_PRINTABLE}', ['field:UF_CRM_5_SERIAL']],
    ['several within a text', 'No. {=Document:UF_CRM_5_SERIAL > printable} of {=Document:UF_CRM_1737036800}', ['field:UF_CRM_5_SERIAL', 'field:UF_CRM_1737036800']],
    ['a field of an item', 'item.ufCrm5Serial', ['field:ufCrm5Serial']],
    ['the parent of an item', 'parentId1040', ['type:1040']],
    ['a person', ['user_12', 'author'], ['user:12']],
    ['a group', 'group_hrr7', ['group:group_hrr7']],
    ['a list', 'iblock_7', ['list:7']],
    ['a step of an application', 'rest_0123456789abcdef0123456789abcdef', ['step:rest_0123456789abcdef0123456789abcdef']],
    ['nothing', 'CRM, UF_DEPARTMENT, superuser_12x, XUF_CRM_1, C4, rest_0123', []],
  ])('%s', (_, value, found) => {
    expect(tokens({ Text: value })).toEqual(found);
  });
});

describe('mere numbers', () => {
  test.each<[string, object, readonly string[]]>([
    ['a funnel', { CategoryId: 5 }, ['funnel:1040/5']],
    ['a funnel of the type beside it', { DynamicTypeId: '1032', Fields: { CATEGORY_ID: ['5'] } }, ['type:1032', 'funnel:1032/5']],
    ['a type, but none that every portal has', { EntityTypeId: 2, DynamicTypeId: 1032 }, ['type:1032']],
    ['the value of a field', { FieldValue: { UF_CRM_5_STATE: [45, '46'] } }, ['field:UF_CRM_5_STATE', 'option:UF_CRM_5_STATE/45', 'option:UF_CRM_5_STATE/46']],
    ['what a condition compares a field with', { fieldcondition: [['UF_CRM_5_STATE', '=', '45', '0']] }, ['field:UF_CRM_5_STATE', 'option:UF_CRM_5_STATE/45']],
    ['the same, as newer conditions say it', { mixedcondition: [{ object: 'Document', field: 'UF_CRM_5_STATE', operator: '=', value: 45, joiner: 0 }] }, ['field:UF_CRM_5_STATE', 'option:UF_CRM_5_STATE/45']],
    ['a condition on the funnel', { fieldcondition: [['CATEGORY_ID', '=', '5', '0']] }, ['funnel:1040/5']],
    ['fields of a record to be made, by its type', { DynamicTypeId: 1032, DynamicEntitiesFields: { '1032_UF_CRM_7_STATE': 45, '1032_CATEGORY_ID': 5, '1032_TITLE': '45' } }, ['type:1032', 'type:1032', 'field:UF_CRM_7_STATE', 'option:UF_CRM_7_STATE/45', 'type:1032', 'funnel:1032/5', 'type:1032']],
    ['the choices there are', { CATEGORY_ID: { Options: { 5: '45', 6: 'Repair' } }, UF_CRM_5_STATE: { Options: { 45: '46' } } }, ['funnel:1040/5', 'funnel:1040/6', 'field:UF_CRM_5_STATE', 'option:UF_CRM_5_STATE/45']],
    ['a person', { Fields: { ASSIGNED_BY_ID: 12 } }, ['user:12']],
    ['people by name and number', { MessageUserTo: 'Dmitri Orlov [12]' }, ['user:12']],
    ['no ids', { Delay: 45, Text: '[12]', Sort: '5', CategoryId: 0 }, []],
  ])('%s', (_, properties, found) => {
    expect(tokens(properties)).toEqual(found);
  });
});

test('what is said stands in their places, as what it was: keys, texts and numbers', () => {
  const said: Record<string, string> = { 'type:1040': '1128', 'field:UF_CRM_5_STATE': 'UF_CRM_9_STATE', 'option:UF_CRM_5_STATE/45': '77', 'funnel:1040/5': '8', 'user:12': '3' };
  const parts = workflow({ FieldValue: { UF_CRM_5_STATE: [45, '45', 46], PARENT_ID_1040: 'DYNAMIC_1040' }, CategoryId: 5, Permission: { user_12: ['user_12'] } });
  expect(plain(withIds(parts, 1040, ({ token }) => said[token])).TEMPLATE[0].Properties).toEqual({
    Title: 'Look at the pump', FieldValue: { UF_CRM_9_STATE: [77, '77', 46], PARENT_ID_1128: 'DYNAMIC_1128' }, CategoryId: 8, Permission: { user_3: ['user_3'] },
  });
  expect(withIds(parts, 1040, () => undefined)).toEqual(parts);
});

test('places are the titles of the steps on the way, and the property', () => {
  const inner = { Type: 'CodeActivity', Name: 'A2', Properties: { Text: 'user_5' } };
  const outer = { Type: 'IfElseActivity', Name: 'A1', Properties: { Title: 'Is it broken?', Users: ['user_4'] }, Children: [inner] };
  expect(idsIn(fromJson({ TEMPLATE: [outer], VARIABLES: { Engineer: { Default: 'user_6' } } }) as PhpArray, 0).map(({ place }) => place)).toEqual([
    'Is it broken?: Users.0', 'Is it broken? / A2: Text', 'VARIABLES.Engineer.Default',
  ]);
});

test('there and back again is the same tree, whatever is in it, and nothing but ids was touched', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('UF_CRM_5_STATE', 'CATEGORY_ID', 'Options', 'Properties', 'Children', 'Type', 'field', 'value', 'DynamicTypeId', '1040_UF_CRM_5_STATE', 'user_12', 'DT1040_5:NEW', 'DYNAMIC_1040_STAGE_5', 'group_hr3', '45', '1'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, word, fc.integer({ min: 0, max: 2000 }), fc.boolean(), fc.constant(null), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(word, tie('tree'), { maxKeys: 4 })),
  }));
  // every number of one portal is another one on the other, and stays out of the way of those that mean nothing
  const there = ({ token }: { readonly token: string }): string => token.slice(token.indexOf(':') + 1).replace(/^.*\/(?=\d+$)/, '').replace(/\d+/g, (number) => `${Number(number) + 500_000}`);
  const back = ({ token }: { readonly token: string }): string => token.slice(token.indexOf(':') + 1).replace(/^.*\/(?=\d+$)/, '').replace(/\d+/g, (number) => `${Number(number) - 500_000}`);
  fc.assert(fc.property(tree, (value) => {
    const parts = fromJson({ TEMPLATE: value }) as PhpArray;
    expect(withIds(parts, 1040, () => undefined)).toEqual(parts);
    const carried = withIds(parts, 1040, there);
    expect(withIds(carried, 501_040, back)).toEqual(parts);
  }), runs(500));
});

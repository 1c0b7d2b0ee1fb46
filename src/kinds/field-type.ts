// https://apidocs.bitrix24.com/api-reference/widgets/user-field/index.html
// A type of field an application draws itself. Fields know it as rest_{number of the application on the portal}_{code}
// (trap 36). A list shows its texts in one language, an update rewrites those of all languages: they are always sent
// whole. Its height does not read back.

import type { Call } from '../model/call.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import { revealed, sameValue, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Declared, Kind, LiveRow, ReadContext, Words, WriteInput } from './contract.ts';
import { fieldTypeTexts, sayTexts } from './field-type-texts.ts';
import { checkHandler } from './handler-address.ts';
import { pageRows, pages } from './paging.ts';
import { APPLICATION, applicationNumber } from './sources.ts';

const words = texts.fieldTypes;
const CODE = /^[a-z0-9_]+$/;
/** A code that can be a key. */
const KEY = /^[a-z][a-z0-9_]*$/;

function declare(body: Body, at: Words, key: string): Map<string, Value> {
  const code = (body.get('code') ?? key) as Value;
  const spec = new Map<string, Value>([['code', code]]);
  if (!body.has('code') && !CODE.test(key)) at.problem([], 'missing-code', words.noCode(key), words.noCodeHint);
  for (const property of ['handler', 'height']) if (body.has(property)) spec.set(property, body.get(property) as Value);
  if (spec.has('handler')) checkHandler(at, ['handler'], spec.get('handler')!);
  for (const property of ['title', 'description']) if (body.has(property)) sayTexts(spec, property, body.get(property)!, at);
  return spec;
}

function checkOnce(own: Declared, all: readonly Declared[]): Problem[] {
  const wrong = problemsOf(own.address);
  return (['code', 'handler'] as const).flatMap((path) => {
    const first = own.spec.has(path) ? all.find(({ spec }) => sameValue(spec.get(path) ?? null, own.spec.get(path)!)) : undefined;
    return first === undefined || first.address === own.address ? [] : [wrong(`same-${path}`, words.same[path](own.address, first.address), words.sameHint[path])];
  });
}

const lists = (context: ReadContext): Call[] => pages(context, 'userfieldtype.list', {}, 1, 'app');

function parse(context: ReadContext): LiveRow[] {
  const application = applicationNumber(context);
  return pageRows(context, lists(context), (result) => result, (row) => row.USER_TYPE_ID).map((row) => {
    const code = String(row.USER_TYPE_ID);
    const [handler, title, description] = [row.HANDLER, row.TITLE, row.DESCRIPTION].map((text) => String(text ?? ''));
    return {
      kind: 'fieldType',
      uid: `fieldType:${code}`,
      ids: { code, userTypeId: `rest_${application}_${code}` },
      key: code,
      name: title || code,
      spec: new Map<string, Value>([['code', code], ['handler', handler!], ['title', title!], ['description', description!]]),
    };
  });
}

function write({ own, action }: WriteInput): Call {
  const { spec, changed } = own!;
  const params = {
    USER_TYPE_ID: spec.get('code'),
    ...(changed.has('handler') ? { HANDLER: changed.get('handler')!.after } : {}),
    ...fieldTypeTexts(own!),
    ...(changed.has('height') ? { OPTIONS: { height: changed.get('height')!.after } } : {}),
  };
  if (action === 'create') return { method: 'userfieldtype.add', params, retry: 'create', context: 'app', seconds: 0.3 };
  return { method: 'userfieldtype.update', params, retry: 'idempotent', context: 'app', seconds: 0.3 };
}

export const fieldType: Kind = {
  name: 'fieldType',
  section: 'fieldTypes',
  title: 'title',
  scopes: ['placement'],
  context: 'app',
  probe: 'userfieldtype.add',
  keyed: true,
  handle: 'userTypeId',
  fixed: ['code'],
  callback: ['handler'],
  blind: ['height', 'translations'],
  unseen: true,
  declare,
  check: (own, _children, all) => checkOnce(own, all('fieldType')),
  identify: ({ spec }) => ({ key: revealed(spec.get('code')) ?? '', name: revealed(spec.get('code')) ?? '' }),
  pulled: {
    own: KEY,
    style: 'word',
    longest: 38,
    usual: ({ key = '' }) => ({ title: key, ...(KEY.test(key) ? { code: key } : {}) }),
  },
  reads: (context) => [APPLICATION, ...lists(context)],
  parse,
  write,
  uid: (ids) => `fieldType:${ids['code']}`,
};

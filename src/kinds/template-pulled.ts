// The content of a live template -> a file as the designer exports it, with the addresses of what its ids stand for
// carried along. What fits this portal alone keeps its id, and is told with its place. A template of another hand
// is written so that it gives way to that hand wherever it has made it, and is made anew elsewhere.

import { addressesIn, hashOf, partsOf, stepOfApplication, stepType, strangersIn, templateBytes, type TemplateFile } from '../model/bpt.ts';
import { HeldFile } from '../model/held-file.ts';
import { itemFieldName } from '../model/item-field-name.ts';
import { fromJson } from '../model/php-serialized.ts';
import { idsIn } from '../model/template-ids.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { LiveRow, PulledFile, PulledSite } from './contract.ts';
import { REFERENCES } from './template-references.ts';

const words = texts.carried;
/** What a file may be called on any disk. */
const NOT_IN_NAMES = /[^\w-]+/g;

const uidOfType = ({ spec }: LiveRow): string => {
  const type = spec.get('documentType');
  return isRef(type) ? type.$ref.replace(/^uid:/, '') : '';
};
const numberOfType = (uid: string): string => String(STANDARD_TYPES[uid]?.entityTypeId ?? /^smartProcess:(\d+)$/.exec(uid)?.[1] ?? 0);

/** Is it below this type, in a funnel or as a field? Fields of smart processes say so by their names. */
const isOf = (type: string) => ({ parent = '' }: LiveRow): boolean => parent === type || parent.startsWith(`funnel:${numberOfType(type)}/`);

function oneOf(rows: readonly LiveRow[], type: string): LiveRow | undefined {
  return rows.length === 1 ? rows[0] : rows.find(isOf(type));
}

const fieldsCalled = ({ rows }: PulledSite, name: string): LiveRow[] =>
  rows('field').filter(({ ids }) => ids['fieldName'] === name || itemFieldName(String(ids['fieldName'])) === name);

/** Fields whose values are numbers of records, which no other portal has. */
const OF_RECORDS: readonly unknown[] = ['crm', 'iblock_element', 'iblock_section'];

/** What the value of a field stands for: `UF_CRM_5_STATE/45`. */
function valueOf(id: string, type: string, site: PulledSite): LiveRow | { readonly uid: string } | 'nothing' | undefined {
  const [name = '', number = ''] = id.split('/');
  const field = oneOf(fieldsCalled(site, name), type);
  const sort = field?.spec.get('type');
  if (sort === 'employee') return { uid: `user:${number}` };
  if (sort === 'enumeration') return site.rows('option').find(({ parent, ids }) => parent === field!.uid && String(ids['id']) === number);
  return OF_RECORDS.includes(sort) ? undefined : 'nothing';
}

/** The row an id stands for; `nothing`: it is no id. */
function rowOf(token: string, type: string, site: PulledSite): LiveRow | { readonly uid: string } | 'nothing' | undefined {
  const [, kind, id = ''] = /^(\w+):(.*)$/.exec(token)!;
  switch (kind) {
    case 'type': return site.rows('smartProcess').find(({ ids }) => String(ids['entityTypeId']) === id);
    case 'field': return oneOf(fieldsCalled(site, id), type);
    case 'stage': return oneOf(site.rows('stage').filter(({ ids }) => ids['statusId'] === id), type);
    case 'funnel': return site.rows('funnel').find(({ uid }) => uid === token);
    case 'user': case 'list': return { uid: token };
    case 'option': return valueOf(id, type, site);
    default: return undefined;
  }
}

/** What an id stands for wherever it is taken; undefined: only this portal knows. */
function referenceOf(token: string, type: string, site: PulledSite): string | 'nothing' | undefined {
  if (token.startsWith('step:')) {
    const { clientId } = site;
    const own = [...site.rows('activity'), ...site.rows('robot')].find(({ key = '' }) => clientId !== undefined && token === `step:${stepType(clientId, key)}`);
    return own === undefined ? undefined : stepOfApplication(own.key!);
  }
  const row = rowOf(token, type, site);
  if (row === undefined || row === 'nothing') return row;
  return site.addressOf(row.uid) ?? ('given' in row && row.given ? 'nothing' : undefined);
}

/** Tokens without an address, each once, with all of its places. */
function strangersAt(file: TemplateFile, ignored: ReadonlySet<string>): string[] {
  const places = new Map<string, string[]>();
  for (const { token, place } of idsIn(file.parts, file.type)) {
    if (!file.references.has(token) && !ignored.has(token)) places.set(token, [...(places.get(token) ?? []), place]);
  }
  return [...places].map(([token, all]) => words.unmapped(words.id(token), [...new Set(all)].join('; ')));
}

export function templateFile(row: LiveRow, site: PulledSite): PulledFile | undefined {
  const { content } = row;
  const uid = uidOfType(row);
  if (content === undefined) return undefined;
  const parts = partsOf((name) => fromJson(content[name]));
  const type = numberOfType(uid);
  const found = [...new Set(idsIn(parts, type).map(({ token }) => token))].sort().map((token) => [token, referenceOf(token, uid, site)] as const);
  const references = new Map(found.flatMap(([token, reference]) => (reference === undefined || reference === 'nothing' ? [] : [[token, reference] as const])));
  const written: TemplateFile = { parts, type, references };
  const bytes = templateBytes(written).toString('base64');
  const mentions = { fields: [], activities: found.some(([token]) => token.startsWith('step:')), references, strangers: strangersIn(written) };
  const file = new HeldFile(`templates/${site.key.replaceAll(NOT_IN_NAMES, '-')}.bpt`, hashOf(written), bytes, mentions);
  const addresses = addressesIn(references);
  const list = uid.startsWith('list:') ? site.addressOf(uid) : undefined;
  return {
    property: 'file',
    file,
    says: [['alongside', false], ...(list === undefined ? [] : [['documentType', list] as const])],
    remembered: { file: { $file: file.$file, sha256: file.sha256 }, ...(addresses.length === 0 ? {} : { [REFERENCES]: addresses.map(($ref) => ({ $ref })) }) },
    left: strangersAt(written, new Set(found.flatMap(([token, reference]) => (reference === 'nothing' ? [token] : [])))),
  };
}

/** Kinds that are looked up, and that somebody's content speaks of. */
export function lookupsIn({ content }: LiveRow): string[] {
  const parts = content === undefined ? undefined : partsOf((name) => fromJson(content[name]));
  const tokens = parts === undefined ? [] : idsIn(parts, 0).map(({ token }) => token);
  // the value of a field may be a person
  return [['user', /^(?:user|option):/] as const, ['list', /^list:/] as const].filter(([, spoken]) => tokens.some((token) => spoken.test(token))).map(([kind]) => kind);
}

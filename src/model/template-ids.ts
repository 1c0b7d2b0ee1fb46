// Ids of a portal in a workflow template, and the same template with others in their places. They stand in texts (types of
// documents, fields, stages, users, lists, steps of an application: `{=Document:UF_CRM_5_SERIAL}`), and as mere numbers
// where the property says what they are: a funnel, a type, a person, or the value of a field that is a list. Whoever
// walks is shown every id as a token with its place, and says what stands there instead. What the portal itself moves
// between portals is among them: bizproc/lib/integration/rest/appconfiguration.php, changeDynamicTypeIdentifiers. Pure.

import { PhpFloat, isPhpArray, type PhpArray, type PhpKey, type PhpValue } from './php-serialized.ts';
import { textWithIds } from './template-texts.ts';

export interface Mention {
  /** `type:1040`, `field:UF_CRM_5_SERIAL`, `stage:DT1040_5:NEW`, `funnel:1040/5`, `option:UF_CRM_5_STATE/45`, `user:12`, `list:7`, `step:rest_…`, `group:group_hr3`, `record:DYNAMIC_1040_12` */
  readonly token: string;
  /** titles of the steps on the way, and the property */
  readonly place: string;
}

/** What stands in its place; undefined: what stands there now. */
export type Say = (mention: Mention) => string | undefined;

interface Walk {
  readonly say: Say;
  readonly steps: readonly string[];
  readonly path: readonly PhpKey[];
  /** number of the type that numbers of funnels are of */
  readonly type: string;
  /** property or field that the value belongs to */
  readonly about: string;
}

const FIELD = /^(UF_(?:CRM_)?[A-Z0-9_]+?)(?:_PRINTABLE)?$/;
/** Fields of a record to be made: `1040_UF_CRM_5_SERIAL`. */
const FIELD_OF_TYPE = /^(\d{3,})_([A-Z][A-Z0-9_]*)$/;
const FUNNEL = /^(?:crm_?)?category_?id$/i;
const TYPE = /^(?:(?:dynamic|target|destination)_?)?(?:entity_?)?type_?id$/i;
const PERSON = /^(?:ASSIGNED_BY(?:_ID)?|CREATED_BY(?:_ID)?|MODIFY_BY(?:_ID)?|UPDATED_BY(?:_ID)?|RESPONSIBLE_ID)$/i;
const PEOPLE = /user|responsible|approv|review|assign|auditor|accomplice|created_?by|modif|updated_?by/i;
const LIST = /^(?:iblock|list)_?id$/i;
/** Numbers below are those of the types every portal has. */
const FIRST_DYNAMIC = 128;

const placeOf = ({ steps, path }: Walk): string => [steps.join(' / '), path.join('.')].filter((part) => part !== '').join(': ');
const saying = (walk: Walk) => (token: string): string | undefined => walk.say({ token, place: placeOf(walk) });
const text = (walk: Walk, value: string): string => textWithIds(value, saying(walk), PEOPLE.test(walk.about));

/** What a mere number is, by what it stands under. */
function tokenOf({ about, type }: Walk, number: string): string | undefined {
  const [, field] = FIELD.exec(about) ?? [];
  if (field !== undefined) return `option:${field}/${number}`;
  if (FUNNEL.test(about)) return `funnel:${type}/${number}`;
  if (TYPE.test(about)) return Number(number) < FIRST_DYNAMIC ? undefined : `type:${number}`;
  if (PERSON.test(about)) return `user:${number}`;
  return LIST.test(about) ? `list:${number}` : undefined;
}

function scalar(walk: Walk, value: string | number | bigint): PhpValue {
  const token = /^[1-9]\d*$/.test(String(value)) ? tokenOf(walk, String(value)) : undefined;
  if (token === undefined) return typeof value === 'string' ? text(walk, value) : value;
  const said = saying(walk)(token);
  if (said === undefined) return value;
  return typeof value === 'string' || !/^\d+$/.test(said) ? said : Number(said);
}

/** Within the choices there are: their keys are numbers of what may be chosen, their texts are not. */
const isOption = ({ path, about }: Walk): boolean => path.at(-1) === 'Options' && about !== '';

/** A key with what is said in place of its ids, and the type the value below it is of. */
function keyOf(walk: Walk, key: PhpKey): { readonly key: PhpKey; readonly name: PhpKey; readonly type: string } {
  const { type } = walk;
  if (typeof key !== 'string') return { key: isOption(walk) ? (scalar(walk, key) as PhpKey) : key, name: key, type };
  const [, own, field] = FIELD_OF_TYPE.exec(key) ?? [];
  if (own === undefined || Number(own) < FIRST_DYNAMIC) return { key: text({ ...walk, about: '' }, key), name: key, type };
  const said = saying(walk)(`type:${own}`) ?? own;
  return { key: `${said}_${text({ ...walk, about: '' }, field!)}`, name: field!, type: own };
}

/** What a value in a map is about: its key, or the field that the same condition names. */
function aboutOf(walk: Walk, map: PhpArray, key: PhpKey): string {
  const field = typeof key === 'number' ? map.get(0) : map.get('field');
  if (key === 'Options') return walk.about;
  if (isOption(walk)) return '';
  const isValue = key === 'value' || (key === 2 && map.size >= 3);
  if (isValue && typeof field === 'string') return field;
  return typeof key === 'string' ? key : walk.about;
}

/** Number of the type a map speaks of, where it says so. */
function typeIn(walk: Walk, map: PhpArray): string {
  const [, own] = [...map].find(([key, value]) => TYPE.test(String(key)) && /^[1-9]\d*$/.test(String(value))) ?? [];
  return own === undefined ? walk.type : String(own);
}

function stepOf(map: PhpArray): string | undefined {
  const properties = map.get('Properties');
  if (typeof map.get('Type') !== 'string' || !isPhpArray(properties)) return undefined;
  const title = properties.get('Title');
  return typeof title === 'string' && title !== '' ? title : String(map.get('Name') ?? map.get('Type'));
}

function retold(walk: Walk, value: PhpValue): PhpValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return scalar(walk, value);
  if (value === null || typeof value === 'boolean' || value instanceof PhpFloat) return value;
  const step = stepOf(value);
  const type = typeIn(walk, value);
  return new Map([...value].map(([key, inner]) => {
    const here: Walk = { ...walk, type };
    if (step !== undefined) return [key, retold({ ...here, steps: [...walk.steps, step], path: key === 'Properties' || key === 'Children' ? [] : [key], about: String(key) }, inner)];
    const found = keyOf(here, key);
    return [found.key, retold({ ...here, type: found.type, path: [...walk.path, key], about: aboutOf(walk, value, found.name) }, inner)];
  }));
}

/** The same, with what `say` says in place of every id; `type`: the number of the type the template is about. */
export function withIds(parts: PhpArray, type: string | number, say: Say): PhpArray {
  const walk: Walk = { say, steps: [], path: [], type: String(type), about: '' };
  return new Map([...parts].map(([key, value]) => [key, retold({ ...walk, path: key === 'TEMPLATE' ? [] : [key] }, value)]));
}

/** Every id in it, with its place. */
export function idsIn(parts: PhpArray, type: string | number): readonly Mention[] {
  const found: Mention[] = [];
  withIds(parts, type, (mention) => {
    found.push(mention);
    return undefined;
  });
  return found;
}

// Ids of a portal within the texts of its workflow templates: types of documents, stages, fields, people, lists and the
// steps of applications, whatever stands around them. Tokens are those of template-ids.ts. Pure.

const TEXT = new RegExp(
  [
    'DYNAMIC_(?<stagesType>\\d+)_STAGE_(?<stagesFunnel>\\d+)',
    'DYNAMIC_(?<recordType>\\d+)_(?<record>\\d+)',
    'DYNAMIC_(?<type>\\d+)',
    'DEAL_STAGE_(?<dealStages>\\d+)',
    '(?<stage>(?:DT\\d+_|C)\\d+:\\w+|UC_[A-Z0-9]{6}(?!\\w))',
    'DT(?<funnelType>\\d+)_(?<funnel>\\d+)(?!\\w)',
    '(?<field>UF_CRM_[A-Z0-9_]+?)(?=_PRINTABLE(?!\\w)|(?!\\w))',
    '(?<camel>ufCrm_?\\w+)',
    '(?:PARENT_ID_|parentId)(?<parent>\\d+)(?!\\w)',
    'user_(?<user>\\d+)(?!\\w)',
    '(?<group>group_[a-z]*\\d+)(?!\\w)',
    'iblock_(?<list>\\d+)(?!\\w)',
    '(?<step>rest_[0-9a-f]{32})(?!\\w)',
  ].map((part) => `(?:${part})`).join('|').replace(/^/, '(?<![A-Za-z0-9])(?:').replace(/$/, ')'),
  'g',
);

type Groups = Readonly<Record<string, string | undefined>>;
type SayToken = (token: string) => string | undefined;

function idAt(say: SayToken, whole: string, groups: Groups): string {
  const said = (token: string, usual: string): string => say(token) ?? usual;
  const { stagesType, stagesFunnel, recordType, type, dealStages, stage, funnelType, funnel, field, camel, parent, user, group, list, step } = groups;
  if (stagesType !== undefined) return `DYNAMIC_${said(`type:${stagesType}`, stagesType)}_STAGE_${said(`funnel:${stagesType}/${stagesFunnel}`, stagesFunnel!)}`;
  if (recordType !== undefined) return said(`record:${whole}`, whole);
  if (type !== undefined) return `DYNAMIC_${said(`type:${type}`, type)}`;
  if (dealStages !== undefined) return `DEAL_STAGE_${said(`funnel:2/${dealStages}`, dealStages)}`;
  if (stage !== undefined) return said(`stage:${stage}`, stage);
  if (funnelType !== undefined) return `DT${said(`type:${funnelType}`, funnelType)}_${said(`funnel:${funnelType}/${funnel}`, funnel!)}`;
  if (field !== undefined) return said(`field:${field}`, field);
  if (camel !== undefined) return said(`field:${camel}`, camel);
  if (parent !== undefined) return whole.slice(0, -parent.length) + said(`type:${parent}`, parent);
  if (user !== undefined) return `user_${said(`user:${user}`, user)}`;
  if (list !== undefined) return `iblock_${said(`list:${list}`, list)}`;
  return group === undefined ? said(`step:${step}`, whole) : said(`group:${group}`, whole);
}

/** `isOfPeople`: a number in brackets after a name is a person's. */
export function textWithIds(text: string, say: SayToken, isOfPeople: boolean): string {
  const named = isOfPeople ? text.replace(/\[(\d+)\]/g, (_, id: string) => `[${say(`user:${id}`) ?? id}]`) : text;
  return named.replace(TEXT, (whole: string, ...rest: unknown[]) => idAt(say, whole, rest.at(-1) as Groups));
}

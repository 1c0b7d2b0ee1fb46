// What crm.item.* calls a user field unless asked for original names. Letters alone, or digits alone after the number of
// a smart process, become camel case; any mixture keeps its tail, as otherwise nobody could tell what it was.
// Sources: FACTS §2.5, crm/universal/index.md ("Field Naming Conventions"), crm/lib/Service/Converter.php
// (isSpecialDecodeWayFromUpperToCamel, convertFieldNameFromUpperCaseToCamelCase): the patterns are theirs, one by one.

const REGULAR = /^[A-Z_]+$|^UF_CRM_\d{1,4}_(?:[\d_]+|[A-Z_]+)$/;
const BETWEEN_DIGITS = '~~~';

/** `UF_CRM_41_SERIAL` -> `ufCrm41Serial`, `UF_CRM_41_1747309727` -> `ufCrm41_1747309727`, `UF_CRM_41_PART2` -> `ufCrm_41_PART2`. */
export function itemFieldName(column: string): string {
  if (!REGULAR.test(column)) return column.replace(/^UF_CRM_?|^UF_/i, (prefix) => ({ UF_CRM_: 'ufCrm_', UF_CRM: 'ufCrm' })[prefix.toUpperCase()] ?? 'uf');
  const marked = column.replace(/(\d)_(\d)/g, `$1${BETWEEN_DIGITS}$2`);
  const camel = marked.toLowerCase().split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return (camel.charAt(0).toLowerCase() + camel.slice(1)).replace(/(\d)~~~(\d)/g, '$1_$2');
}

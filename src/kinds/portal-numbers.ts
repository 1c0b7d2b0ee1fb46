// Numbers that differ from portal to portal. Codes name a smart process by its number (`CRM_DYNAMIC_1040_DETAIL_TAB`,
// `ONCRMDYNAMICITEMADD_1040`): the files say the rest of the code and, with `of`, whose it is. A number somebody
// wrote out is a smart process too, whether it is declared or not; a live row may speak of a user nobody mentions.

import { isRef, type Ref, type Value } from '../model/value.ts';
import type { LiveRow, WriteInput } from './contract.ts';

const BY_NUMBER = 'uid:smartProcess:';

/** The smart process with this number, whoever declares it. */
export const typeNumbered = (entityTypeId: string): Ref => ({ $ref: `${BY_NUMBER}${entityTypeId}` });

/** The number as it stands in a live code; undefined: it is not on the portal. */
export function numberOf(type: Value | undefined, uidOf: (address: string) => string | undefined): string | undefined {
  if (!isRef(type)) return undefined;
  const uid = type.$ref.startsWith(BY_NUMBER) ? type.$ref : `uid:${uidOf(type.$ref) ?? ''}`;
  return uid.startsWith(BY_NUMBER) ? uid.slice(BY_NUMBER.length) : undefined;
}

/** A code around the number of a smart process. */
export const codeAround = (input: Pick<WriteInput, 'id' | 'text'>, type: Ref, before: string, after = ''): unknown =>
  input.text(before, type.$ref.startsWith(BY_NUMBER) ? type.$ref.slice(BY_NUMBER.length) : input.id(type.$ref, 'entityTypeId'), after);

/** A user by the id in a live row, or by what is declared. */
export const userNumber = (input: Pick<WriteInput, 'id'>, user: Value | undefined): unknown => {
  if (!isRef(user)) return 0;
  const [, id] = /^uid:user:(\d+)$/.exec(user.$ref) ?? [];
  return id === undefined ? input.id(user.$ref, 'id') : Number(id);
};

/** A code and the type it is of, as words of a key: the number of a type is another on every portal. */
export function codeOfType(code: string, { spec }: LiveRow, keyOf: (uid: string) => string | undefined): string {
  const type = spec.get('of');
  return `${code} ${isRef(type) ? (keyOf(type.$ref.replace(/^uid:/, '')) ?? type.$ref.replace(/^uid:/, '')) : ''}`.trim();
}

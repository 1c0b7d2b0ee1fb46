// The activity "User information": what user.get tells of a person, and the names of the departments.

import { answerTo, decodeProperties } from './activities.mjs';

/** @typedef {import('./activities.mjs').ActivityReturnValues['user-information']} Profile */
/** @typedef {Readonly<Record<string, unknown>>} Row */

/** Return values that are fields of a user as they are. */
const FIELDS = /** @type {const} */ ({
  email: 'EMAIL',
  first_name: 'NAME',
  last_name: 'LAST_NAME',
  middle_name: 'SECOND_NAME',
  gender: 'PERSONAL_GENDER',
  profession: 'PERSONAL_PROFESSION',
  home_page: 'PERSONAL_WWW',
  birthday: 'PERSONAL_BIRTHDAY',
  photo: 'PERSONAL_PHOTO',
  icq: 'PERSONAL_ICQ',
  personal_phone: 'PERSONAL_PHONE',
  fax: 'PERSONAL_FAX',
  mobile: 'PERSONAL_MOBILE',
  pager: 'PERSONAL_PAGER',
  street: 'PERSONAL_STREET',
  city: 'PERSONAL_CITY',
  region: 'PERSONAL_STATE',
  zip: 'PERSONAL_ZIP',
  country: 'PERSONAL_COUNTRY',
  company: 'WORK_COMPANY',
  position: 'WORK_POSITION',
  company_phone: 'WORK_PHONE',
  interests: 'UF_INTERESTS',
  skills: 'UF_SKILLS',
  other_sites: 'UF_WEB_SITES',
  xing: 'UF_XING',
  linkedin: 'UF_LINKEDIN',
  facebook: 'UF_FACEBOOK',
  twitter: 'UF_TWITTER',
  skype: 'UF_SKYPE',
  district: 'UF_DISTRICT',
  inner_phone: 'UF_PHONE_INNER',
  user_type: 'USER_TYPE',
});

/**
 * @param {import('./portals.mjs').Call} call
 * @param {readonly number[]} ids
 * @returns {Promise<string[]>} in the same order
 */
async function namesOf(call, ids) {
  if (ids.length === 0) return [];
  const rows = /** @type {readonly Row[]} */ (await call('department.get', { ID: ids }));
  return ids.map((id) => String(rows.find((row) => Number(row['ID']) === id)?.['NAME'] ?? ''));
}

/**
 * @param {import('./portals.mjs').Call} call
 * @param {Row} user
 * @returns {Promise<Profile>}
 */
async function profileOf(call, user) {
  const departments = /** @type {unknown[]} */ (user['UF_DEPARTMENT'] ?? []).map(Number);
  const textOf = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
  const entries = Object.entries(FIELDS).map(([name, field]) => [name, textOf(user[field])]);
  const fields = /** @type {{ [Name in keyof typeof FIELDS]: string }} */ (Object.fromEntries(entries));
  return {
    ...fields,
    online: user['IS_ONLINE'] === 'Y',
    active: user['ACTIVE'] === true,
    department_ids: departments,
    department_names: await namesOf(call, departments),
  };
}

/**
 * @param {import('./portals.mjs').Call} call
 * @param {import('./activities.mjs').HandlerRequest<'user-information'>} request
 */
export async function userInformation(call, request) {
  try {
    const { user_id: id } = decodeProperties(request);
    if (typeof id !== 'number') throw new Error(`${id} is a group, not a person`);
    const [user] = /** @type {readonly Row[]} */ (await call('user.get', { ID: id }));
    if (user === undefined) throw new Error(`there is no user ${id}`);
    return answerTo(request, await profileOf(call, user));
  } catch (error) {
    return answerTo(request, {}, `User information: ${/** @type {Error} */ (error).message}`);
  }
}

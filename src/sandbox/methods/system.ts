// Methods that tell about the portal itself: who calls, what is granted, which methods exist
// (FACTS 6.3). Scope-free ones answer anyone with valid credentials.

import { applicationOf } from '../applications/registry.ts';
import { isoDate } from '../clock.ts';
import { RestError, type Answer, type Call, type Family } from '../contract.ts';
import { isFeatureOn, isServed } from '../features.ts';
import { ownerOf, upperKeys } from '../people-methods.ts';

/** `every` gives all methods of the portal, these included: method.get and methods look through them. */
export const systemFamily = (every: () => Family): Family => ({
  profile: { scopes: [], seconds: 0.01, run: profile },
  'user.admin': { scopes: [], seconds: 0.01, run: (call) => ({ result: call.user.admin }) },
  scope: { scopes: [], seconds: 0.01, run: scope },
  'method.get': { scopes: [], seconds: 0.01, run: (call) => methodGet(call, every()) },
  methods: { scopes: [], seconds: 0.01, run: (call) => methods(call, every()) },
  'server.time': { scopes: [], seconds: 0.01, run: (call) => ({ result: isoDate(call.now()) }) },
  'app.info': { scopes: [], seconds: 0.01, run: appInfo },
  'feature.get': { scopes: [], seconds: 0.01, run: featureGet },
  'access.name': { scopes: [], seconds: 0.01, run: accessName },
  'crm.enum.ownertype': { scopes: ['crm'], seconds: 0.02, run: ownerTypes },
  'crm.settings.mode.get': { scopes: ['crm'], seconds: 0.01, run: (call) => ({ result: call.data.options['crmMode'] ?? 1 }) },
});

function profile(call: Call): Answer {
  const owner = ownerOf(call);
  if (owner['ACTIVE'] !== 'Y') return { result: {} };
  return {
    result: {
      ID: owner['ID'], ADMIN: call.user.admin, NAME: owner['NAME'], LAST_NAME: owner['LAST_NAME'],
      PERSONAL_GENDER: owner['PERSONAL_GENDER'] ?? '', TIME_ZONE: owner['TIME_ZONE'] ?? '',
    },
  };
}

function scope(call: Call): Answer {
  const { FULL: full } = upperKeys(call.params);
  return { result: full && full !== '0' ? knownScopes : [...call.scopes] };
}

const knownScopes = `crm userfieldconfig user user_basic user_brief user.userfield department lists bizproc placement entity
  telephony disk task tasks tasks_extended im imbot imopenlines messageservice log calendar sonet_group contact_center
  documentgenerator catalog sale landing pay_system delivery timeman rating humanresources rpa mailservice salescenter
  biconnector ai_admin cashbox`.split(/\s+/);

/** Controllers: only the class is looked for, so a wrong action of theirs seems to exist (FACTS 6.3). */
const controllers = ['crm.type', 'crm.category', 'crm.item', 'crm.automatedsolution', 'userfieldconfig'];

/** Names are looked up as written: only lower case is found. */
function methodGet(call: Call, every: Family): Answer {
  const name = typeof call.params['name'] === 'string' ? call.params['name'] : '';
  const found = Object.hasOwn(every, name) ? every[name] : undefined;
  const method = found !== undefined && isServed(call.data, found) ? found : undefined;
  const controller = controllers.find((prefix) => name.toLowerCase().startsWith(`${prefix}.`));
  if (method === undefined && controller === undefined && name !== 'batch') {
    return { result: { isExisting: false, isAvailable: false } };
  }
  const scopes = method?.scopes ?? (controller === undefined ? [] : [controller.split('.', 1)[0] ?? '']);
  return { result: { isExisting: true, isAvailable: scopes.length === 0 || scopes.some((one) => call.scopes.has(one)) } };
}

/** Deprecated list without the controllers' methods; `scope=` empty: the common ones. */
function methods(call: Call, every: Family): Answer {
  const { SCOPE: one, FULL: full } = upperKeys(call.params);
  const listed = ([name, method]: [string, Family[string]]): boolean => {
    const { scopes } = method;
    if (!isServed(call.data, method)) return false;
    if (controllers.some((prefix) => name.startsWith(`${prefix}.`))) return false;
    if (one !== undefined && one !== null) return one === '' ? scopes.length === 0 : scopes.includes(String(one));
    return Boolean(full && full !== '0') || scopes.length === 0 || scopes.some((granted) => call.scopes.has(granted));
  };
  const names = Object.entries(every).filter(listed).map(([name]) => name);
  return { result: one === undefined || one === '' ? ['batch', ...names] : names };
}

function appInfo(call: Call): Answer {
  if (call.application !== undefined) return { result: ownInfo(call, call.application.clientId) };
  if (call.switches['appInfoForWebhook'] === false) throw notAnApplication();
  const license = licenseOf(call);
  return { result: { SCOPE: [...call.scopes], LICENSE: license } };
}

const licenseOf = (call: Call): string => String(call.data.options['license'] ?? `${call.data.language}_pro100`);

function ownInfo(call: Call, clientId: string): unknown {
  const application = applicationOf(call.data, clientId);
  const license = licenseOf(call);
  const type = license.slice(license.indexOf('_') + 1);
  return {
    ID: application?.['id'], CODE: clientId, VERSION: application?.['version'], STATUS: 'L', INSTALLED: application?.['installed'],
    PAYMENT_EXPIRED: 'N', DAYS: null, LANGUAGE_ID: call.data.language, LICENSE: license, LICENSE_TYPE: type, LICENSE_FAMILY: type.replace(/\d+$/, ''),
  };
}

const notAnApplication = (): RestError =>
  new RestError('ACCESS_DENIED', 'Access denied! Application context required', 403);

/** Any code is accepted; `features` in the options of the data says which are off (N). */
function featureGet(call: Call): Answer {
  if (call.application === undefined && call.switches['featureGetForWebhook'] === false) throw notAnApplication();
  const { CODE: code } = upperKeys(call.params);
  if (code === undefined || code === null || code === '' || code === '0') {
    throw new RestError('CODE_EMPTY', "CODE can't be empty");
  }
  return { result: { value: isFeatureOn(call.data, String(code)) ? 'Y' : 'N' } };
}

/** Codes nobody has are left out; without codes the answer is `false`. */
function accessName(call: Call): Answer {
  const { ACCESS: access } = upperKeys(call.params);
  const codes = typeof access === 'object' && access !== null ? Object.values(access).map(String) : [];
  if (codes.length === 0) return { result: false };
  const named = codes.map((code) => [code, nameOfAccess(call, code)] as const);
  return { result: Object.fromEntries(named.filter(([, name]) => name !== undefined)) };
}

function nameOfAccess(call: Call, code: string): unknown {
  const at = call.data.language === 'ru' ? 1 : 0;
  const group = groups[code];
  if (group !== undefined) return { provider: '', name: group[at], provider_id: 'other' };
  const user = (call.data.tables['users'] ?? []).find((row) => code === `U${row['ID']}`);
  if (user !== undefined) return { provider: '', name: `${user['NAME']} ${user['LAST_NAME']}`, provider_id: 'user' };
  const department = (call.data.tables['departments'] ?? []).find((row) => [`D${row['ID']}`, `DR${row['ID']}`].includes(code));
  return department === undefined ? undefined : { provider: '', name: department['NAME'], provider_id: 'intranet' };
}

const groups: Readonly<Record<string, readonly [english: string, russian: string]>> = {
  G1: ['Administrators', 'Администраторы'],
  G2: ['All visitors', 'Все посетители'],
  AU: ['All authorized users', 'Все авторизованные пользователи'],
};

function ownerTypes(call: Call): Answer {
  const at = call.data.language === 'ru' ? 1 : 0;
  const standard = standardOwnerTypes.map(([id, code, short, ...names]) =>
    ({ ID: id, NAME: names[at] ?? names[0], SYMBOL_CODE: code, SYMBOL_CODE_SHORT: short }));
  // Invoices and documents are rows of the same table, known by codes of their own.
  const own = (call.data.tables['types'] ?? []).map((row) => ({ id: Number(row['entityTypeId']), title: row['title'] }))
    .filter(({ id }) => !standard.some(({ ID }) => ID === id))
    .map(({ id, title }) => ({ ID: id, NAME: title, SYMBOL_CODE: `DYNAMIC_${id}`, SYMBOL_CODE_SHORT: `T${id.toString(16)}` }));
  return { result: [...standard, ...own] };
}

const standardOwnerTypes: readonly (readonly [id: number, code: string, short: string, english: string, russian: string])[] = [
  [1, 'LEAD', 'L', 'Lead', 'Лид'],
  [2, 'DEAL', 'D', 'Deal', 'Сделка'],
  [3, 'CONTACT', 'C', 'Contact', 'Контакт'],
  [4, 'COMPANY', 'CO', 'Company', 'Компания'],
  [5, 'INVOICE', 'I', 'Invoice (old version)', 'Счёт (старая версия)'],
  [31, 'SMART_INVOICE', 'SI', 'Invoice', 'Счёт'],
  [7, 'QUOTE', 'Q', 'Quote', 'Предложение'],
  [8, 'REQUISITE', 'RQ', 'Billing Details', 'Реквизиты'],
  [36, 'SMART_DOCUMENT', 'DO', 'Document', 'Документ'],
  [39, 'SMART_B2E_DOC', 'SBD', 'Company Document', 'Документ компании'],
];

// Доступ к порталу по-русски.

import type { english } from '../english/index.ts';

const login = (portal: string): string => `выполните \`bxform login --portal ${portal}\``;

export const access: typeof english.access = {
  wire: {
    noCredential: 'У портала нет ни вебхука, ни приложения',
    badHost: 'У приложения указан не адрес портала',
    badServer: 'Сервер, который выдаёт токены, должен работать по https; http допустим только на этом компьютере',
    appElsewhere: (host, expected) => `Приложение относится к ${host}, а в проекте указан ${expected ?? 'другой портал'}`,
    lacks: {
      app: 'этот метод доступен только приложению, а у портала в проекте его нет',
      webhook: 'этот метод нужно вызывать вебхуком, а у портала в проекте его нет',
    },
    expiredAtOnce: 'портал считает просроченным только что выданный токен; сравните часы: bxform doctor',
    readyExpired: 'срок токена доступа истёк, а готовый токен не обновляется; передайте новый',
    commandFailed: (name, reason) => `команда ${name} из \`auth\` не сработала (${reason}); выполните её вручную, чтобы увидеть причину`,
    commandPrints: (name) => `команда ${name} из \`auth\` должна вывести JSON с host и access_token`,
    commandOther: (host, ours) => `команда из \`auth\` вывела токен для ${host}, а портал — ${ours}`,
    commandExpired: (place) =>
      `срок токена доступа истёк, а команда из \`auth\` снова вывела его же${place === undefined ? '' : `; токен обновления хранится здесь: ${place}`}`,
    tookTooLong: (seconds) => `не завершилась за ${seconds} с`,
    printsTooMuch: 'выводит слишком много',
    endedWith: (code) => `код ${code}`,
    notHanded: (name, reason) =>
      `новый токен обновления не удалось передать команде ${name} из \`save\` (${reason}), поэтому он не использован; старый, возможно, уже недействителен: выполните bxform login для этого портала или задайте новый токен в окружении`,
    loginRequired: (portal) => `для этого портала нет сохранённого токена; ${login(portal)}`,
    issuerUnreachable: (server, code) => `нужно обновить токен доступа, но нет соединения с ${server} (${code})`,
    issuerSilent: (server, code, portal) =>
      `нужно обновить токен доступа, но ${server} не ответил (${code}); повторите команду, а если токен не примут, ${login(portal)}`,
    revoked: (portal) => `токен обновления больше не действует: его отозвали, вышел срок или приложение удалили; ${login(portal)}`,
    spent: (portal) => `ответ на запрос обновления потерян вместе с новым токеном, а старый уже использован; ${login(portal)}`,
    issuerRefused: (server, code, message) => `${server} не обновляет токен доступа: ${message === '' ? code : message}`,
    issuedForOther: (host, ours) => `токены выданы для ${host}, а портал указан как ${ours}; исправьте \`host\``,
  },
  store: {
    damaged: (file) => `${file} не похож на файл токенов bxform; удалите его и выполните bxform login для этого портала`,
  },
  files: {
    severalWays: (name, ways) => `у портала \`${name}\` несколько способов входа приложением: ${ways.join(', ')}`,
    severalWaysHint: 'оставьте что-то одно: `app`, `accessToken` или `auth`',
    sandboxToo: (name) => `портал \`${name}\` — либо тестовый, либо с приложением, но не одновременно`,
    sandboxTooHint: 'уберите приложение или `sandbox: true`',
    noHost: (name) => `у приложения портала \`${name}\` не указано, к какому порталу оно относится`,
    noHostHint: 'добавьте host: acme.bitrix24.eu',
    hostUnset: 'приложению портала env нужна переменная BXFORM_PORTAL_HOST, а она не задана',
    hostUnsetHint: 'задайте её: export BXFORM_PORTAL_HOST=acme.bitrix24.eu',
    badHost: 'адрес портала — это имя вроде acme.bitrix24.eu, без https:// и без пути',
    badHostHint: 'исправьте `host` или BXFORM_PORTAL_HOST',
    otherHost: (given, declared) => `приложение относится к ${given}, а в описании портала указан ${declared}`,
    otherHostHint: 'исправьте BXFORM_PORTAL_HOST или `host`',
  },
  login: {
    summary: 'Войти приложением: авторизовать его на портале и сохранить токены.',
    description:
      'Выводит адрес: откройте его в браузере, где вы вошли на портал администратором. Портал вернёт браузер по адресу из карточки ' +
      'приложения: укажите там http://localhost:8765/, и bxform примет код, или запустите с --paste и вставьте адрес, на котором ' +
      'остановился браузер. Код живёт 30 секунд. Токены хранятся вне проекта ($XDG_STATE_HOME/bxform/tokens, доступны только ' +
      'владельцу) или передаются команде из `save`. Простой путь без браузера: при установке портал отправляет auth[refresh_token] ' +
      'обработчику приложения (ONAPPINSTALL); поместите его в переменную окружения и укажите как `refreshToken`.',
    paste: 'прочитать из ввода адрес, на который вернулся браузер, или код',
    port: 'порт этого компьютера, на который вернётся браузер (0: любой)',
    timeout: 'сколько ждать',
    noApplication: (portal) => `у портала \`${portal}\` нет приложения, которым можно войти`,
    noApplicationHint: 'опишите его: app: { clientId: "${env.CLIENT_ID}", clientSecret: "${env.CLIENT_SECRET}" }; вебхуку и готовому токену вход не нужен',
    open: 'Откройте этот адрес в браузере как администратор портала:',
    waiting: (port, seconds) => `Жду на http://localhost:${port}/ в течение ${seconds} с …`,
    pasteHere: 'Затем вставьте адрес, на котором он остановился, или код:',
    done: 'Приложение авторизовано. Страницу можно закрыть.',
    noCode: 'В этом адресе нет кода.',
    otherState: 'Этот ответ не относится к начатому входу: state не совпадает.',
    otherPortal: (host) => `Этот ответ не от портала ${host}.`,
    notPasted: 'это не адрес и не код',
    again: 'повторите команду; код живёт 30 секунд и действует один раз',
    codeOver: 'срок кода вышел, или он уже использован',
    refused: (server, why) => `${server} не выдал токены: ${why}`,
    unanswered: (server, code) => `${server} не ответил (${code})`,
    timedOut: (seconds) => `за ${seconds} с портал никого не вернул`,
    timedOutHint: 'в карточке приложения указан http://localhost:8765/? Если нет, используйте --paste',
    portTaken: (port, code) => `порт ${port} этого компьютера занят или недоступен (${code})`,
    portTakenHint: 'выберите другой параметром --port и укажите его в карточке приложения или используйте --paste',
    loggedIn: (host, user, isAdministrator) =>
      `Вход на ${host} выполнен: пользователь ${user}${isAdministrator ? ', администратор' : ', не администратор: войдите администратором'}.`,
    kept: (file) => `Токены сохранены в ${file}.`,
    handed: 'Токены переданы команде из `save`.',
    logout: 'Забыть токены приложения.',
    logoutDescription: 'Удаляет их с этого компьютера. Приложение остаётся на портале; чтобы отозвать токены, удалите его там.',
    loggedOut: (host) => `Токены для ${host} удалены.`,
    nothingKept: (host) => `Токенов для ${host} нет.`,
  },
};

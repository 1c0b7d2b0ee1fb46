// Места, события и линии, где приложение встречается с порталом, по-русски.

import type { english } from '../english/index.ts';

export const bindings: typeof english.bindings = {
  notHttps: 'обработчик вызывался бы по http: всё, что отправляет портал, мог бы прочитать любой по дороге',
  notHttpsHint: 'укажите адрес https; http годится только для обработчика на этой же машине (localhost, 127.0.0.1)',
  notAddress: 'это не адрес, по которому можно обратиться',
  notAddressHint: 'укажите адрес обработчика целиком, например https://app.example.com/handler',
  elsewhere: (host, own) =>
    `обработчик ${host === undefined ? '' : `на ${host}, `}не на хосте приложения${own === undefined ? '' : ` ${own}`}: портал его не примет`,
  elsewhereHint: 'хост обработчика должен быть тем же, что в `app.url` портала; если на порталах он разный, задайте его переменной',
  gap: {
    placement: 'портал не умеет менять встройку: она удаляется и создаётся заново, а в промежутке её не видно',
    event: 'портал не умеет менять обработчик события: он удаляется и создаётся заново, а о событиях в промежутке не сообщается',
    activityType: 'портал не умеет менять тип дела: он удаляется и создаётся заново, а дела этого типа в промежутке остаются без названия',
  },
  noCode: (property) => `нет \`${property}:\`, а ключ не подходит вместо этого кода`,
  noCodeHint: { placement: 'укажите код места, например placement: CRM_DEAL_DETAIL_TAB', event: 'укажите имя события, например event: onCrmDealAdd' },
  wholeCode: (code) => `в ${code} уже сказано, чьё это место`,
  wholeCodeHint: 'вместе с `of` пишут остаток кода, например DETAIL_TAB; или уберите `of`',
  notOfType: (event) => `${event} — не событие элементов отдельного смарт-процесса`,
  notOfTypeHint: 'вместе с `of` пишут onCrmDynamicItemAdd, onCrmDynamicItemUpdate или onCrmDynamicItemDelete',
  userMode: (code) => `${code} показывают всем, а не одному пользователю`,
  userModeHint: 'для одного пользователя бывает только PAGE_BACKGROUND_WORKER: уберите `user`',
  noTitle: (word) => `\`${word}\` без заголовка оставляет встройку без названия`,
  noTitleHint: 'добавьте `title: …`; если текстов нет совсем, берётся название приложения',
  noErrorAddress: 'у фонового обработчика нет адреса, куда портал сообщит, что отключил его',
  noErrorAddressHint: 'добавьте `options: { errorHandlerUrl: https://… }`: это место его требует',
  droppedOption: (code, option) => `у ${code} нет параметра ${option}, и портал молча его отбросит`,
  droppedOptionHint: (known) => (known.length === 0 ? 'уберите `options`: у этого места их нет' : `его параметры: ${known.join(', ')}`),
  secretCode: (property) => `\`${property}\` — секрет, а по нему узнают сам объект: он был бы записан и показан`,
  secretCodeHint: 'напишите его прямо или возьмите из окружения как обычный текст: variables: { name: { env: NAME, sensitive: false } }',
  twice: (own, first) => `${own} на портале — то же самое, что ${first}`,
  twiceHint: (properties) => `уберите одно из них: то, чем они там различаются, совпадает (${properties.join(', ')})`,
  noHandler: 'о событии без обработчика никто не узнает',
  noHandlerHint: 'добавьте `handler: https://…` или `offline: true`, чтобы события копились в очереди',
  offlineOnly: (property) => `\`${property}\` бывает только у офлайн-событий`,
  offlineOnlyHint: 'добавьте `offline: true` или уберите это',
  onlineOnly: (property) => `\`${property}\` ничего не значит для офлайн-события: оно ждёт в очереди и никого не вызывает`,
  onlineOnlyHint: 'уберите это или уберите `offline: true`',
};

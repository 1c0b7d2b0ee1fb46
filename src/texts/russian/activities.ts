// Activities and robots in Russian.

import type { english } from '../english/index.ts';

export const activities: typeof english.activities = {
  typeNeedsDocument: (type) => `${type} — тип поля документа, а документ не указан`,
  typeNeedsDocumentHint: 'укажите `documentType:` рядом с `properties:`, например `documentType: deal`',
  idleOptions: (type) => `options нужны типу select; тип ${type} их не учитывает`,
  idleOptionsHint: 'напишите `type: select` или уберите options',
  stagesOfFunnel: (dictionary) => `в ${dictionary} стадии воронки, номер которой на каждом портале свой`,
  stagesOfFunnelHint: 'из стадий можно назвать стадии лидов (STATUS), предложений (QUOTE_STATUS) и первой воронки сделок (DEAL_STAGE)',
  defaultOfMany: 'список значений по умолчанию допустим только там, где значений несколько',
  defaultOfManyHint: 'напишите `multiple: true` или одно значение',
  defaultNotAnOption: 'значения по умолчанию нет среди вариантов',
  defaultNotAnOptionHint: (values) => `напишите значение варианта, а не его текст: ${values}; или выражение, например {=Document:ID}`,
  wrongDefault: (type) => `значение по умолчанию не подходит типу ${type}`,
  wrongDefaultHint: 'bool принимает true или false, int и double — число; любой тип — выражение, например {=Document:ID}',
  namesAlike: (name, first) => `${name} и ${first} отличаются только регистром букв`,
  nobodyWaits: 'возвращаемые значения описаны, но их никто не ждёт',
  nobodyWaitsHint: 'напишите `useSubscription: true` или уберите `returnProperties`',
  codeTaken: (own, first, code) => `у ${own} и ${first} один и тот же код ${code}`,
  codeTakenHint: 'у действий и роботов приложения общее пространство кодов: дайте одному из них другой ключ или `code`',
  pageTaken: (own, first) => `у ${own} и ${first} одна и та же страница настроек`,
  pageTakenHint: 'портал принимает каждую страницу один раз: напишите другой путь или добавьте параметр, например ?of=invoice',
  tooLong: (address, section, bytes) => `${section} у ${address} не помещаются: портал хранит не больше ${bytes} байт`,
  tooLongHint: 'уберите часть или сократите тексты; буквы вне латиницы занимают два байта и больше',
  reservedName: (address, name) => `у любого действия есть собственное свойство ${name}: ${address} получит его вместо вашего`,
  reservedNameHint: 'назовите свойство иначе',
  nothingToChoose: (path) => `${path} не из чего выбирать: на портале этого нет`,
  notPulled: 'портал сообщает только код, и больше ничего: записано выключенным, допишите остальное',
  oneNameForTwo: (address, name) => `${name} у ${address} — и свойство, и возвращаемое значение: портал хранит для них одно значение`,
  oneNameForTwoHint: 'назовите одно из них иначе',
};

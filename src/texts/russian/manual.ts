// What bxform says about what only a person can do on the portal, and about its being acknowledged, in Russian.

import type { english } from '../english/index.ts';
import { counted } from './counted.ts';

export const manual: typeof english.manual = {
  secret: 'ручной шаг виден всем, кто видит план, поэтому секрета в нём быть не может',
  secretHint: 'назовите место, где хранится секрет, или напишите { env: NAME, sensitive: false }, если это не секрет',
  noId: (address, name) => `у ${address} нет идентификатора ${name}`,
  noIdHint: (names) => (names === '' ? 'у него нет ни одного' : `у него есть ${names}`),
  title: 'Сделать вручную:',
  heading: 'Вручную',
  acknowledge: (address, portal) => `когда сделано: \`bxform state ack ${address} --portal ${portal}\``,
  who: (who) => `кто: ${who}`,
  waits: (addresses) => `когда появится ${addresses}`,
  changed: 'при подтверждении здесь было написано другое',
  ack: 'Отметить, что ручной шаг сделан.',
  ackDescription:
    'План напоминает о шаге из раздела `manual`, пока его не подтвердят, и снова, если потом изменятся текст, ссылка или исполнитель. ' +
    'На портал ничего не отправляется.',
  argAddresses: 'адреса шагов, например manual.robots',
  noneNamed: 'не назван ни один шаг',
  noneNamedHint: (known) => (known === '' ? 'в файлах их нет: они описываются в разделе `manual`' : `есть такие: ${known}`),
  notManual: (address) => `${address} — не ручной шаг`,
  noStep: (address) => `в файлах нет шага ${address}`,
  acknowledged: (count, addresses) => `${counted(count, 'шаг подтверждён', 'шага подтверждены', 'шагов подтверждено')}: ${addresses}.`,
  already: (addresses) => `Уже подтверждено в этом виде: ${addresses}.`,
};

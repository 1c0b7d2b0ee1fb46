// The state, the journal and the lock in Russian.

import type { english } from '../english/index.ts';

const restore =
  'восстановите файл из системы контроля версий или резервной копии либо уберите его и постройте план заново: своё bxform найдёт по ' +
  'меткам, закреплённым кодам и ключам';

export const memory: typeof english.memory = {
  unreadable: (file, why) => `не удалось прочитать ${file} (${why}); проверьте, что это файл и что его разрешено читать`,
  unwritable: (file, why) => `не удалось записать ${file} (${why}); проверьте права на папку и свободное место`,
  otherJournal: (file, line) => `${file}:${line}: запись сделана другой версией bxform; завершите применение той версией, которая его начала`,
  damagedJournal: (file, line) =>
    `${file}:${line}: запись не читается, поэтому неизвестно, что успело отправить прерванное применение; восстановите файл ` +
    'или проверьте портал вручную на повторы, а затем удалите файл',
  holder: (pid, host, since) => `процесс ${pid} на ${host} с ${since}`,
  unnamedHolder: 'процесс, не записавший своё имя',
  locked: (holder, file) => `портал заблокирован другим запуском bxform: ${holder}; дождитесь его или, если он точно больше не работает, удалите ${file}`,
  overtaken: (file, theirs, ours) => `${file} тем временем изменён другим запуском bxform (номер ${theirs}, а наш следует за ${ours}); постройте план заново`,
  notState: (file) => `${file} не является файлом состояния bxform; ${restore}`,
  noFormat: (file, format) => `${file} не является файлом состояния bxform (нет формата ${format}); ${restore}`,
  damaged: (file, what) => `${file} повреждён (${what}); ${restore}`,
  lacks: (what) => `нет ${what}`,
  entry: (address) => `запись ${address}`,
  merging: (file) => `в ${file} остались метки незавершённого слияния; оставьте одну из сторон целиком (ту, что применялась последней) и постройте план заново`,
  empty: (file) => `${file} пуст; ${restore}`,
  notJson: (file) => `${file} не является JSON; ${restore}`,
  newer: (file, found, known) => `${file} записан более новой версией bxform (${found}, а эта понимает ${known}); обновите bxform`,
  otherProject: (theirs, ours) => `состояние принадлежит проекту «${theirs}», а не «${ours}»`,
  otherProjectHint:
    'имя проекта никогда не меняется: верните его в bxform.yaml или дайте этому проекту другую папку состояния; ' +
    '`bxform state list` покажет, что хранится в состоянии',
  otherPortal: (theirs, ours) => `состояние принадлежит порталу ${theirs}, а не ${ours}`,
  otherPortalHint:
    'проверьте вебхук этого портала; если у портала действительно новый адрес, выполните `bxform state rebind`',
};

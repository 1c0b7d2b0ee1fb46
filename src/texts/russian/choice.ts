// What a project chooses, in Russian: policies, a part of it, ids written down.

import { counted } from './counted.ts';
import type { choice as english } from '../english/choice.ts';

export const choice: typeof english = {
  idlePolicy: 'эта политика не относится ни к чему из описанного',
  idlePolicyHint: 'исправьте адрес, вид или свойства либо уберите её',
  nothingAt: (pattern) => `по адресу ${pattern} ничего не описано`,
  nothingAtHint: 'напишите адрес, например smartProcess.equipment или deal/field.*',
  didYouMean: (address) => `возможно, имелось в виду ${address}?`,
  behindLeftOut: (address) => `нужен ${address}, а он оставлен в стороне и на портале его нет`,
  only: 'только эти адреса и всё под ними (`*` и `**` заменяют части); чего им недостаёт, то создаётся',
  exclude: 'всё, кроме этих адресов и того, что под ними',
  savedWhole: 'сохранённый план применяется как есть: --only и --exclude выбирают, что попадёт в план',
  savedWholeHint: 'составьте план заново: `bxform plan --only … --out`',
  selection: 'План составлен только для части проекта:',
  chosen: (addresses) => `запрошено: ${addresses}`,
  everythingBut: (addresses) => `по запросу пропущено: ${addresses}`,
  needed: (addresses) => `нужно для этого (создаётся, если нет, а иначе остаётся как есть): ${addresses}`,
  leftOut: (count) => `не рассматривалось: ${counted(count, 'адрес', 'адреса', 'адресов')}`,
  kept: 'Отличается, но по политике оставлено порталу:',
  commands: (lines) => (lines > 1 ? 'или выполните одну из команд:' : 'или выполните:'),
  rivals: (count, which) => `на портале под этим ключом ${counted(count, 'объект', 'объекта', 'объектов')}: ${which}`,
  idsShape: 'идентификаторы записывают словарём: адрес и то, как это называется на портале',
  idsHint: 'напишите smartProcess.equipment: { entityTypeId: 1040 } или выполните `bxform import`',
  idsOfNothing: (address) => `по адресу ${address} ничего не описано, эти идентификаторы ни к чему`,
  idsOfNothingHint: 'исправьте адрес или удалите строку',
  idGone: (ids) => `в файле идентификаторов записано ${ids}, но здесь на портале такого нет`,
};

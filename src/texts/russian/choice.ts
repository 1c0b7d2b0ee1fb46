// What a project chooses, in Russian: policies, a part of it, ids written down.

import type { choice as english } from '../english/choice.ts';

export const choice: typeof english = {
  idlePolicy: 'эта политика не относится ни к чему из описанного',
  idlePolicyHint: 'исправьте адрес, вид или свойства либо уберите её',
  nothingAt: (pattern) => `по адресу ${pattern} ничего не описано`,
  nothingAtHint: 'напишите адрес, например smartProcess.equipment или deal/field.*',
  didYouMean: (address) => `возможно, имелось в виду ${address}?`,
  behindLeftOut: (address) => `нужен ${address}, а он оставлен в стороне и на портале его нет`,
  idGone: (ids) => `в файле идентификаторов записано ${ids}, но здесь на портале такого нет`,
};

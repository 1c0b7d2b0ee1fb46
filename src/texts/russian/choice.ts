// Что bxform говорит там, где у проекта есть выбор: политики, часть проекта, записанные идентификаторы.

import type { choice as english } from '../english/choice.ts';

export const choice: typeof english = {
  idlePolicy: 'эта политика не относится ни к чему из описанного',
  idlePolicyHint: 'исправьте адрес, вид или свойства либо уберите её',
  nothingAt: (pattern) => `по адресу ${pattern} ничего не описано`,
  nothingAtHint: 'напишите адрес, например smartProcess.equipment или deal/field.*',
  didYouMean: (address) => `может быть, ${address}?`,
  behindLeftOut: (address) => `нужен ${address}, а он оставлен в стороне и на портале его нет`,
  idGone: (ids) => `в файле идентификаторов записано ${ids}, но здесь на портале такого нет`,
};

// What a field has when nothing is said, by its type, in the words of YAML (FACTS §12.2, §12.6). Texts, bounds and
// lists are empty by themselves and need no line here.

import type { Value } from './value.ts';

type Usual = Readonly<Record<string, Value>>;

export const USUAL_FLAGS: Usual = { editInList: true, sort: 100 };

const TEXT: Usual = { size: 20, rows: 1 };
const IBLOCK: Usual = { display: 'ui', height: 1 };

export const USUAL_SETTINGS: Readonly<Record<string, Usual>> = {
  string: TEXT,
  integer: { size: 20 },
  double: { size: 20, precision: 0 },
  boolean: { display: 'checkbox', labels: { yes: '', no: '' } },
  datetime: { useSeconds: true },
  enumeration: { display: 'list', height: 1, showNoValue: true },
  url: { ...TEXT, popup: true },
  address: { showMap: true },
  file: { size: 20, listWidth: 0, listHeight: 0, maxShowSize: 0, maxAllowedSize: 0, targetBlank: true },
  iblock_section: IBLOCK,
  iblock_element: IBLOCK,
};

// Every word bxform says, in one catalogue a language, all of one shape: a text that one of them lacks does not
// compile. The language is that of the process, settled before this is loaded.

import { english } from './english/index.ts';
import { russian } from './russian/index.ts';

export type Texts = typeof english;

export const texts: Texts = process.env['BXFORM_LANG'] === 'ru' ? russian : english;

// Every word bxform says, in one catalogue a language, all of one shape. The language is that of the process.

import { english } from './english/index.ts';

export type Texts = typeof english;

export const texts: Texts = english;

// What the things of a picture are called, safe to print: by their names, by what a standard type is called in
// the language of the process, or by the last word of their address. A secret is only said to be one.

import { splitAddress } from '../model/address.ts';
import type { PictureName, PictureType } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { visible } from './visible.ts';

export const typeTitle = ({ id, title }: PictureType): string => said(title) ?? texts.review.standardTypes[id] ?? visible(id);

export const partName = ({ id, name }: { readonly id: string; readonly name?: PictureName }): string =>
  said(name) ?? visible((splitAddress(id).at(-1) ?? id).replace(/^\w+\./, ''));

function said(name: PictureName | undefined): string | undefined {
  if (name === undefined) return undefined;
  return typeof name === 'string' ? visible(name) : texts.value.secret;
}

// What files would have to say so that a portal is as they say, and what is left for people to read.

import type { Edit } from './edit.ts';
import type { Written } from './source.ts';

export interface Wish {
  readonly edit: Edit;
  readonly address: string;
  /** absent: all of it, or the order of what is below it */
  readonly property?: string;
  readonly action: 'set' | 'remove' | 'add' | 'order';
  /** addresses that would be declared by it */
  readonly adds?: readonly string[];
  /** only for the sake of what is added: nothing is told of it */
  readonly quiet?: true;
  /** what the portal says, where it may be shown */
  readonly says?: Written;
}

export interface Listed {
  readonly address: string;
  readonly property?: string;
  readonly reason: string;
}

/** What a wish is known by from one round to the next. */
export const wishName = ({ address, property, action, quiet }: Wish): string => `${action === 'remove' ? 'set' : action} ${address} ${property ?? ''}${quiet ? ' quietly' : ''}`;

const plain = (value: Written): unknown => (value instanceof Map ? Object.fromEntries([...value].map(([key, each]) => [key, plain(each)])) : Array.isArray(value) ? value.map(plain) : value);
/** A value for people; nothing is nothing. */
export const shown = (value: Written | undefined): string | undefined => (value === undefined ? undefined : JSON.stringify(plain(value)));

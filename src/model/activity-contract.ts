// What an activity or a robot and its handler agree on, whatever language it is written down in: what the portal
// posts and what it takes back, by name and in order. The address of the handler is no part of it.

export const PARAMETER_TYPES = ['bool', 'date', 'datetime', 'double', 'file', 'int', 'select', 'string', 'text', 'user'] as const;

export interface Parameter {
  readonly name: string;
  /** one of PARAMETER_TYPES, or `UF:` and a type of fields */
  readonly type: (typeof PARAMETER_TYPES)[number] | `UF:${string}`;
  readonly multiple: boolean;
  readonly required: boolean;
  /** values of a select that are written down; absent where the portal has them */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** what people see */
  readonly title: string;
  readonly note?: string;
}

export interface ActivityContract {
  readonly address: string;
  readonly kind: string;
  readonly code: string;
  readonly title: string;
  readonly note?: string;
  readonly properties: readonly Parameter[];
  readonly returnProperties: readonly Parameter[];
}

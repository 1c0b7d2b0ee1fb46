// How the CRM methods describe a field in their `…fields` answers.

type Attribute = 'isRequired' | 'isReadOnly' | 'isImmutable' | 'isMultiple';

type Flags = { readonly type: string; readonly isDynamic: boolean } & { readonly [attribute in Attribute]: boolean };

export type Description = Flags & { readonly title: string; readonly upperName: string };

export const upperName = (name: string): string => name.replace(/([A-Z])/g, '_$1').toUpperCase();

export const flags = (type: string, ...attributes: readonly Attribute[]): Flags => ({
  type,
  isRequired: attributes.includes('isRequired'),
  isReadOnly: attributes.includes('isReadOnly'),
  isImmutable: attributes.includes('isImmutable'),
  isMultiple: attributes.includes('isMultiple'),
  isDynamic: false,
});

/** One entry of the CRM controllers, which also tell the column's name. */
export const describe = (name: string, type: string, title: string, ...attributes: readonly Attribute[]): Description => ({
  ...flags(type, ...attributes),
  title,
  upperName: upperName(name),
});

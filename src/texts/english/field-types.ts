// Types of fields an application draws itself, and the fields of such types.

export const fieldTypes = {
  noCode: (key: string): string => `the key ${key} cannot be the code of a field type, and no other is given`,
  noCodeHint: 'write `code:` with small letters and digits, or a key of these alone',
  same: {
    code: (address: string, first: string): string => `${address} and ${first} have the same code`,
    handler: (address: string, first: string): string => `${address} and ${first} have the same handler`,
  },
  sameHint: {
    code: 'the portal knows a field type by its code: give one of them another',
    handler: 'the portal takes one field type of an application for each address: add something to one of them, such as ?type=…',
  },
  orphaned: (type: string): string =>
    `a field of ${type} belongs to an application that is not this one any more, or to another: the portal does not take fields over. ` +
    'Remove the field on the portal, which deletes its values, or declare a new one under another key',
};

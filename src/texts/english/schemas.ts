// The words of the schemas (`x-is`, `x-says`, `x-hint`, `x-name`, `x-null`, `x-entry`) are English where they stand.

export const schemas = {
  /** a sentence of a schema */
  said: (english: string): string => english,
};

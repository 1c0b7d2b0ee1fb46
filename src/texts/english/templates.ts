// Workflow templates: their files, whose they are, and what importing one brings along.

export const templates = {
  files: {
    empty: (path: string): string => `${path} is empty`,
    wrongFormat: { bpt: (path: string): string => `${path} is not a workflow template: there are no steps in it` },
    exportHint: 'export the template from the designer of workflows again: its file ends in .bpt',
    relativeHint: (file: string): string => `a path is relative to the file that says it, ${file}`,
  },
  alike: (address: string, first: string): string => `${address} and ${first} have the same name and document type`,
  alikeHint: 'a template is found by its name among those of its document type: rename one of them',
  secretName: 'the name of a template cannot be a secret: it is what the template is found by',
  secretNameHint: 'write the name out, or take it from a variable that says `sensitive: false`',
  neverOurs: (which: string, whose: string): string => `the portal has ${which} already, made ${whose}: this application may not change it`,
  noLongerOurs: (which: string, whose: string): string =>
    `${which} was made ${whose}, which this application was before it was installed anew: it may not change it any more`,
  edited: (address: string, at: string): string => `${address} was changed on the portal since it was last applied (${at}); what is in it does not read back`,
  editedHint: 'to keep the change, export it from the designer into its file and apply; the declared file is written over it with --reapply',
  overwritesEdit: (at: string): string => `it was changed on the portal since it was last applied (${at}): that change is lost`,
  byHand: 'by hand',
  ofApplication: (code: string): string => `by another application (${code})`,
  ofPortal: (code: string): string => `by the portal itself (${code})`,
  makesFields: (fields: string, more: number): string =>
    `the file brings fields of its document along: ${fields}${more > 0 ? ` and ${more} more` : ''}; the portal makes those it does not have`,
  fitsApplication: 'the file calls activities of an application: it fits the application with the client id it was made for, and its activities must be there',
};

// Workflow templates that are carried from one portal to another, and the ids in them.

const KINDS: Readonly<Record<string, (id: string) => string>> = {
  type: (id) => `the type ${id}`,
  field: (id) => `the field ${id}`,
  stage: (id) => `the stage ${id}`,
  funnel: (id) => `the funnel ${id.split('/')[1]} of the type ${id.split('/')[0]}`,
  option: (id) => `the value ${id.split('/')[1]} of ${id.split('/')[0]}`,
  user: (id) => `the user ${id}`,
  list: (id) => `the list ${id}`,
  step: (id) => `the step of an application ${id}`,
  group: (id) => `the group ${id}`,
  record: (id) => `the record ${id}`,
};

export const carried = {
  /** `user:12` */
  id: (token: string): string => {
    const kind = token.slice(0, token.indexOf(':'));
    return KINDS[kind]?.(token.slice(kind.length + 1)) ?? token;
  },
  unmapped: (id: string, places: string): string => `nothing in the files stands for ${id}: it stays as it is, at ${places}`,
  strangers: (count: number, some: string): string => `the file speaks of ${count === 1 ? 'an id' : `${count} ids`} of the portal it was pulled from, ${count === 1 ? 'which stays as it is' : 'which stay as they are'}: ${some}`,
  noDocument: (type: string): string => `files have no templates for documents of the type ${type}`,
  madeBy: (whose: string): string => `made ${whose}: it is left to that hand where it is, and made anew as this application's own elsewhere (\`alongside: false\`)`,
  dangling: (address: string): string => `the file speaks of ${address}, which is not declared`,
  danglingHint: 'declare it under that name, or pull the template again',
  twin: 'it has no name, or another template of its document type has the same one: a template is found by its name',
  steps: (codes: string): string => `the file calls activities of this application, which must be there: ${codes}`,
  toKnow: 'To know:',
};

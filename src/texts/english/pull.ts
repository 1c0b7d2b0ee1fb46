// What bxform says while it turns a portal into files, and of what cannot be had from it.

export const pull = {
  summary: 'Write a live portal as files: what it has, as a person would have declared it.',
  description:
    'Smart processes, the standard types with what was added to them, dictionaries, workplaces and what an application made, with names instead of ids and without what every portal has anyway. The ids of what the files call otherwise than the portal go to ids/PORTAL.yaml, and the state remembers all of it as adopted: a plan after that is empty. Nothing changes on the portal, and no file is written over.',
  out: 'folder to write to (default: here)',
  only: 'only these addresses and what is below them (`*` and `**` stand for parts)',
  language: 'also the labels of fields in this language, beside that of the portal',
  pin: 'also the numbers and codes of the portal (entityTypeId, fieldName, code, xmlId)',
  noLanguage: 'it is not known which language the portal speaks, and labels are kept by language',
  noLanguageHint: 'give the portal a `language` (for the portal `env`: BXFORM_LANGUAGE)',
  exists: (path: string): string => `${path} is there already and says something else`,
  existsHint: 'pull into an empty folder with --out',
  wrote: (portal: string, folder: string): string => `Pulled ${portal} into ${folder}:`,
  counted: (counts: string): string => `On the portal: ${counts}.`,
  nothing: 'The portal has nothing that could be declared.',
  nameless: 'Named by their number, because their name has no letters to make a key of; rename them in the files and in ids/ as you like:',
  left: 'Not pulled:',
  never: 'What no program can read: the robots and triggers placed on stages, required fields by stage, roles and rights, the contents of activities and robots. Declare as `manual:` steps what has to be done by hand.',
  otherStages: 'stages of documents are not managed',
  homeless: (count: number, kind: string): string => `not there, or nothing that files declare (${kind}: ${count})`,
  dangling: (end: string): string => `it leads to ${end}, which is not pulled`,
  danglingProperty: (path: string): string => `${path} leads to something that is not pulled`,
  fieldType: (type: string): string => `files have no fields of the type ${type}`,
};

// What an audit says of a portal, and the words of its passport.

import { counted } from './counted.ts';

export const audit = {
  summary: 'Look a live portal over: what is unused, doubled, broken or missing, with a score.',
  description:
    'Reads the configuration of a portal and tells what nobody uses, what people cannot tell apart, funnels that lead nowhere, fields without labels. Records are only counted, never read: --no-records leaves that out. The score is a hundred points less ten for an error and two for a warning, at most twenty for findings of one kind; notes cost nothing. Nothing changes on the portal. Findings are the result, so the exit code is 0.',
  html: 'write the passport of the portal here: one page with types, fields, funnels, relations, findings and the score',
  format: 'how to print: text, json or markdown (default: text)',
  records: 'count records, to find fields nobody filled and types nobody uses (--no-records: do not)',
  language: 'fields are to have labels in this language too, beside that of the portal',
  failUnder: 'exit with 4 when the score is lower than this',
  levels: { error: 'error', warning: 'warning', note: 'note' },
  rules: {
    labelMissing: {
      none: (address: string): string => `${address} has no label, so people see its code`,
      language: (address: string, languages: string): string => `${address} has no label in ${languages}`,
      hint: 'give it a label in every language people work in',
    },
    orphanField: {
      message: (name: string, owner: string): string => `the field ${name} belongs to ${owner}, and there is no such smart process any more`,
      hint: 'nobody can reach it; ask the support of Bitrix24, or leave it: it does no harm but to whoever reads the list of fields',
    },
    unservedFieldType: {
      message: (address: string, type: string): string => `${address} is of the type ${type}, and no application serves that type any more`,
      hint: 'install the application again, or remove the field: people see it empty',
    },
    funnelWithoutFinal: {
      message: (address: string, missing: readonly string[]): string => `${address} has ${missing.join(' and ')}`,
      ends: { success: 'no stage of success', failure: 'no stage of failure' },
      hint: 'add it: without it records stay open for ever, and reports count them so',
    },
    noRelations: {
      message: (address: string): string => `${address} is linked with nothing: no relation and no field leads to it or away from it`,
      hint: 'link it with what its records are about, or say why it stands alone',
    },
    emptyWorkplace: {
      message: (address: string): string => `${address} has no smart processes`,
      hint: 'put smart processes into it, or remove it from the menu',
    },
    noRecords: { message: (address: string): string => `${address} has no records`, hint: 'remove it when nobody is going to use it' },
    unusedField: {
      message: (address: string): string => `${address} is filled in no record`,
      hint: 'remove it from the cards, or find out why people pass it by',
    },
    unchosenOption: {
      message: (address: string): string => `${address} is chosen in no record`,
      hint: 'a shorter list is chosen from faster',
    },
  },
  /** findings of one id, as a heading */
  titles: {
    'mandatory-uneditable': 'Demanded, and cannot be filled',
    'mandatory-boolean': 'Yes or no, demanded in vain',
    'title-clash': 'Names that read alike',
    'too-many-mandatory': 'Too much is demanded',
    'unused-options': 'Lists with nothing to choose from',
    'colours-alike': 'Stages of one colour',
    'stage-name-long': 'Long names of stages',
    'empty-workplace': 'Workplaces with nothing in them',
    'funnel-without-final': 'Funnels without an end',
    'label-missing': 'Fields without a label',
    'no-records': 'Smart processes without records',
    'no-relations': 'Smart processes that stand alone',
    'orphan-field': 'Fields of what is gone',
    'unchosen-option': 'Options nobody chooses',
    'unserved-field-type': 'Fields of applications that are gone',
    'unused-field': 'Fields nobody fills',
  } as Readonly<Record<string, string>>,
  /** what to do on a portal, where lint says what to write in files */
  hints: {
    'mandatory-uneditable': 'make it editable in the card, or do not demand it',
    'mandatory-boolean': 'do not demand it, or make it a list with the options yes and no',
    'title-clash': 'people see only the names: give one of them another',
  },
  text: {
    title: (portal: string, host: string): string => `Audit of ${portal} (${host})`,
    score: (score: number): string => `Score: ${score} of 100`,
    costs: 'What it cost:',
    cost: (count: number, id: string, points: number): string => `-${points}  ${id}: ${counted(count, 'finding', 'findings')}`,
    none: 'Nothing to find fault with.',
    name: 'Name',
    address: 'Address',
    found: 'Finding',
    todo: 'What to do',
    level: 'Level',
    sum: (errors: number, warnings: number, notes: number): string =>
      `${counted(errors, 'error', 'errors')}, ${counted(warnings, 'warning', 'warnings')}, ${counted(notes, 'note', 'notes')}.`,
    notCounted: 'Records were not counted, so nothing is said of unused fields and types.',
    uncounted: (count: number): string => `The portal would not count ${counted(count, 'thing', 'things')}; nothing is said of their use.`,
    counted: 'Records are counted as far as whoever asks may see them.',
    unread: 'Not read:',
    formula: (error: number, warning: number, most: number): string =>
      `100 points, less ${error} for each error and ${warning} for each warning, at most ${most} for findings of one kind. Notes cost nothing.`,
  },
  page: {
    title: (portal: string): string => `Passport of ${portal}`,
    kind: 'Passport of a portal',
    sections: { score: 'Score', types: 'Smart processes', standard: 'Standard types', diagram: 'Types and relations', dictionaries: 'Dictionaries', workplaces: 'Workplaces', automation: 'Automation', findings: 'Findings', changes: 'Changes since the last pull' },
    asOf: (day: string): string => `As of ${day}`,
    summary: 'Summary',
    outOf: 'of 100',
    tiles: { types: 'smart processes', fields: 'fields', funnels: 'funnels', relations: 'relations', dictionaries: 'dictionaries', workplaces: 'workplaces', automation: 'automations', records: 'records' },
    diagram: 'What stands above what',
    records: (count: number): string => counted(count, 'record', 'records'),
    fields: (count: number): string => counted(count, 'field', 'fields'),
    inWorkplace: (title: string): string => `in the workplace ${title}`,
    noFields: 'No fields of its own.',
    columns: { field: 'Field', type: 'Type', options: 'Options', code: 'Code' },
    mandatory: 'mandatory',
    multiple: 'multiple',
    neverFilled: 'never filled',
    entries: (count: number): string => counted(count, 'value', 'values'),
    members: (count: number): string => counted(count, 'smart process', 'smart processes'),
    empty: 'nothing in it',
    costs: { what: 'What', count: 'Findings', points: 'Points' },
    points: 'left',
    unread: 'Could not be read:',
    changes: {
      none: 'This folder has no saved pull of the portal to compare with: `bxform pull` makes one.',
      same: 'Nothing: the portal is as the files say.',
      broken: 'The files in this folder cannot be compared with the portal:',
      lead: 'What would be done to bring the portal back to what the files say:',
    },
    footer: (version: string): string => `Made by bxform ${version}. This page is complete: it loads nothing and sends nothing.`,
    fieldTypes: {
      string: 'Text', integer: 'Whole number', double: 'Number', boolean: 'Yes/No', date: 'Date', datetime: 'Date and time', enumeration: 'List', money: 'Money', url: 'Link',
      address: 'Address', file: 'File', employee: 'User', crm: 'Link to CRM', crm_status: 'Dictionary', iblock_element: 'Element of a list', iblock_section: 'Section of a list',
    } as Readonly<Record<string, string>>,
    ofApplication: 'Field of an application',
    automation: {
      activities: 'Activities', robots: 'Robots', triggers: 'Triggers', placements: 'Placements', templates: 'Workflow templates', fieldTypes: 'Field types', events: 'Events', activityTypes: 'Types of activities', lines: 'Telephone lines',
    } as Readonly<Record<string, string>>,
  },
};

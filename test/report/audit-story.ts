// The audit of a workshop's portal and its passport, and the same with every text another one.

import type { AuditReport } from '../../src/report/audit.ts';
import type { Passport } from '../../src/model/passport.ts';
import type { Drawing } from '../../src/model/picture.ts';
import { costsOf, scoreOf } from '../../src/audit/points.ts';
import type { AuditFinding } from '../../src/model/audit.ts';
import { hostilePicture, repairPicture } from './repair-picture.ts';

const equipment = 'smartProcess.equipment';
const findings: readonly AuditFinding[] = [
  { id: 'mandatory-uneditable', level: 'error', address: `${equipment}/field.SERIAL`, name: 'Serial number', message: `${equipment}/field.SERIAL is mandatory and cannot be edited`, hint: 'make it editable in the card' },
  { id: 'unused-field', level: 'warning', address: `${equipment}/field.NOTES`, name: 'Notes | remarks', message: `${equipment}/field.NOTES is filled in no record`, hint: 'remove it from the cards' },
  { id: 'no-relations', level: 'note', address: 'smartProcess.visit', name: 'Выезды', message: 'smartProcess.visit is linked with nothing', hint: 'link it' },
];
const costs = costsOf(findings);

export const repairAudit: AuditReport = {
  portal: 'staging', host: 'acme.bitrix24.eu', findings, costs, score: scoreOf(costs), counted: true, uncounted: 2, unread: new Map([['placements', 'no application may'], ['events', 'no application may']]),
};

export const repairDrawing: Drawing = repairPicture.after;

export const repairPassport: Passport = {
  types: [
    {
      address: equipment, title: 'Equipment', records: 37, workplace: 'Service',
      fields: [
        { address: `${equipment}/field.SERIAL`, label: 'Serial number', type: 'string', code: 'UF_CRM_7_SERIAL', mandatory: true, multiple: false, options: [], used: true },
        { address: `${equipment}/field.STATE`, label: 'Condition', type: 'enumeration', code: 'UF_CRM_7_STATE', mandatory: false, multiple: true, options: ['Works', 'Broken'], used: true },
        { address: `${equipment}/field.NOTES`, label: 'Notes', type: 'rest_7_notes', code: 'UF_CRM_7_NOTES', mandatory: false, multiple: false, options: [], used: false },
      ],
    },
    { address: 'smartProcess.visit', title: 'Выезды', records: 0, fields: [] },
  ],
  standard: [{ address: 'lead', fields: [], records: 12 }],
  dictionaries: [{ name: 'Sources', address: 'dictionary.SOURCE', entries: ['Fair', 'Leaflet'] }],
  workplaces: [{ name: 'Service', address: 'workplace.service', entries: ['Equipment'] }, { name: 'Old', address: 'workplace.old', entries: [] }],
  automation: [{ name: 'robots', entries: ['Send an SMS'] }],
  relations: 3,
  funnels: 4,
};

export function hostileAudit(text: string): { readonly report: AuditReport; readonly passport: Passport; readonly drawing: Drawing } {
  const found: AuditFinding[] = (['error', 'warning', 'note'] as const).map((level) => ({ id: 'unused-field', level, address: text, name: text, message: text, hint: text }));
  const list = { name: text, address: text, entries: [text, text] };
  const field = { address: text, label: text, type: text, code: text, mandatory: true, multiple: true, options: [text], used: false };
  const type = { address: text, title: text, records: 1, workplace: text, fields: [field] };
  return {
    report: { portal: text, host: text, findings: found, costs: costsOf(found), score: 50, counted: true, uncounted: 1, unread: new Map([[text, text]]) },
    passport: { types: [type], standard: [{ address: text, fields: [field] }], dictionaries: [list], workplaces: [list], automation: [list], relations: 1, funnels: 1 },
    drawing: hostilePicture(text).after,
  };
}

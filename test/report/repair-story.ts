// The story the report tests tell: a service company keeps its equipment on a portal, somebody
// renamed things by hand, and the next plan meets all of it.

import type { Change } from '../../src/model/plan.ts';
import { Secret } from '../../src/model/value.ts';

export const equipment = 'smartProcess.equipment';
export const place = (line: number, col: number) => ({ file: 'config/equipment.yaml', line, col });

const instructions = [
  'Look at the machine.',
  'Write down the serial number.',
  'Ask who used it last.',
  'Take a photo.',
  'Switch it off.',
  'Put a red label on it.',
  'Call the workshop.',
  'Close the card.',
];

export const changes: readonly Change[] = [
  {
    address: equipment,
    kind: 'smartProcess',
    action: 'update',
    name: 'Equipment',
    properties: [
      { path: 'title', before: 'Machines', after: 'Equipment' },
      { path: 'settings.counters', before: false, after: true },
      { path: 'settings.linkedTo', before: [], after: [{ $ref: 'smartProcess.request' }, { $ref: 'deal' }] },
    ],
  },
  {
    address: `${equipment}/field.SERIAL`,
    kind: 'field',
    action: 'create',
    properties: [
      { path: 'type', after: 'string' },
      { path: 'label.en', after: 'Serial number' },
      { path: 'label.ru', after: 'Серийный номер' },
      { path: 'mandatory', after: true },
      { path: 'settings.rows', after: 1 },
    ],
  },
  {
    address: `${equipment}/field.STATE`,
    kind: 'field',
    action: 'update',
    name: 'State',
    properties: [
      { path: 'help.en', before: instructions.join('\n'), after: instructions.with(5, 'Put a yellow label on it. ').join('\n') },
      { path: 'label.en', before: 'Condition', after: 'State' },
      { path: 'sort', before: 100, after: 20 },
    ],
    risks: ['the label in "de" is not declared and would be lost'],
  },
  {
    address: `${equipment}/field.STATE/option.broken`,
    kind: 'option',
    action: 'create',
    properties: [{ path: 'name', after: 'Broken' }],
  },
  {
    address: `${equipment}/funnel.main`,
    kind: 'funnel',
    action: 'update',
    name: 'Общая',
    automatic: true,
    properties: [{ path: 'name', before: 'Общая', after: 'Repair' }],
  },
  {
    address: `${equipment}/funnel.main/stage.DIAG`,
    kind: 'stage',
    action: 'create',
    properties: [
      { path: 'name', after: 'Diagnosis' },
      { path: 'color', after: '22B9FF' },
    ],
  },
  {
    address: `${equipment}/funnel.main/stage.PREPARATION`,
    kind: 'stage',
    action: 'delete',
    name: 'Preparation',
    automatic: true,
    reason: 'made by the portal with its funnel and not declared; removed while empty',
    properties: [],
  },
  {
    address: 'relation(deal,smartProcess.equipment)',
    kind: 'relation',
    action: 'create',
    properties: [{ path: 'list', after: true }],
  },
  {
    address: 'smartProcess.request',
    kind: 'smartProcess',
    action: 'blocked',
    name: 'Requests',
    reason: 'a smart process "Requests" is on the portal and was not made by this project',
    answers: ['adopt: true', 'create: true'],
    commands: ['bxform import smartProcess.request 31 --portal staging'],
    place: { file: 'config/request.yaml', line: 3, col: 3 },
    properties: [{ path: 'settings.client', before: false, after: true }],
  },
  {
    address: 'smartProcess.request/field.URGENT',
    kind: 'field',
    action: 'blocked',
    reason: 'smartProcess.request is blocked',
    answers: [],
    waitsFor: 'smartProcess.request',
    properties: [
      { path: 'type', after: 'boolean' },
      { path: 'label.en', after: 'Urgent' },
    ],
  },
  {
    address: 'smartProcess.visit/funnel.default/stage["call\u001B[2Jback"]',
    kind: 'stage',
    action: 'adopt',
    name: 'Call\u001B[2Jback',
    reason: 'adopted because the configuration says so',
    properties: [{ path: 'color', before: 'FF0000', after: null }],
  },
  {
    address: 'activity.create-invoice',
    kind: 'activity',
    action: 'update',
    properties: [
      { path: 'properties.token', before: { $env: '${env.INVOICE_TOKEN}', hash: 'old' }, after: new Secret('${env.INVOICE_TOKEN}', 'hunter2-plaintext', () => 'new') },
      { path: 'properties.key', after: 'plain-but-secret', secret: true },
      {
        path: 'description',
        before: 'Makes an invoice in the accounting system, waits for its number and writes the number back into the card of the request.',
        after: 'Makes an invoice in the accounting system, waits for its number and writes it back into the card of the request.',
      },
      { path: 'handler', after: 'https://hooks.example.com/invoice' },
    ],
  },
  { address: 'workplace.service', kind: 'workplace', action: 'none', properties: [] },
];

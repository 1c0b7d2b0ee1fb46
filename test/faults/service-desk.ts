// Two smart processes that refer to each other, each with fields, two funnels and linked fields, in one
// workplace: small enough for a hundred runs, with a step of every kind.

import type { Configuration } from '../in-process.ts';

export const serviceDesk: Configuration = {
  smartProcesses: {
    equipment: {
      title: 'Equipment',
      settings: { stages: true, funnels: true, client: true, useInUserFields: true, openPermissions: false },
      linkedUserFields: ['calendarEvent', 'task'],
      relations: [{ parent: 'deal', list: true }, { child: 'smartProcess.request', list: true }],
      fields: {
        SERIAL: { type: 'string', label: { en: 'Serial number', ru: 'Серийный номер' }, mandatory: true },
        CONDITION: { type: 'enumeration', label: 'Condition', options: { works: { name: 'Works', default: true }, broken: 'Out of order' } },
        REQUESTS: { type: 'crm', label: 'Requests', to: ['smartProcess.request'], multiple: true },
      },
      funnels: {
        repair: {
          name: 'Repair',
          default: true,
          stages: { NEW: 'Reported', DIAGNOSIS: { name: 'Diagnosis', color: '47D1E2' }, PARTS: 'Waiting for parts', WORK: 'Under repair', SUCCESS: 'Repaired', FAIL: 'Written off', DECLINED: { name: 'Declined', semantics: 'failure' } },
        },
        visits: { name: 'Visits', stages: { NEW: 'Planned', SUCCESS: 'Done', NO_ACCESS: { name: 'No access', semantics: 'failure' } } },
      },
    },
    request: {
      title: 'Request',
      settings: { stages: true, funnels: true, useInUserFields: true, openPermissions: true },
      linkedUserFields: ['task'],
      fields: {
        SUBJECT: { type: 'string', label: 'Subject' },
        KIND: { type: 'enumeration', label: 'Kind', multiple: true, options: { parts: 'Spare parts', tools: 'Tools', help: 'Help' } },
        MACHINE: { type: 'crm', label: 'Machine', to: ['smartProcess.equipment', 'deal'] },
      },
      funnels: {
        purchase: { name: 'Purchase', default: true, stages: { NEW: 'New', ORDERED: 'Ordered', SUCCESS: 'Received', FAIL: 'Rejected' } },
        support: { name: 'Support', stages: { NEW: 'New', SUCCESS: 'Solved', FAIL: 'Not solved' } },
      },
    },
  },
  workplaces: { service: { title: 'Field service', smartProcesses: ['equipment', 'request'] } },
};

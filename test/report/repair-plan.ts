// The plan of the repair story, and the plan of the day after, when nothing is left to do.

import type { Plan, Step } from '../../src/model/plan.ts';
import { changes, equipment, place } from './repair-story.ts';

const step = (action: Step['action'], address: string, method: string, needs: readonly string[] = []): Step => ({
  id: `${action} ${address}`,
  action,
  address,
  call: { method, params: { fields: { token: { $env: '${env.INVOICE_TOKEN}', hash: 'new' } } }, retry: 'idempotent' },
  targets: [address],
  needs,
});

const steps: readonly Step[] = [
  step('update', equipment, 'crm.type.update'),
  step('create', `${equipment}/field.SERIAL`, 'userfieldconfig.add', [`update ${equipment}`]),
  step('update', `${equipment}/field.STATE`, 'userfieldconfig.update', [`update ${equipment}`]),
  step('update', `${equipment}/funnel.main`, 'crm.category.update', [`update ${equipment}`]),
  step('create', `${equipment}/funnel.main/stage.DIAG`, 'crm.status.add', [`update ${equipment}/funnel.main`]),
  step('delete', `${equipment}/funnel.main/stage.PREPARATION`, 'crm.status.delete', [`create ${equipment}/funnel.main/stage.DIAG`]),
];
export const ids = steps.map(({ id }) => id);

export const repairPlan: Plan = {
  format: 'bxform-plan/1',
  bxform: '0.1.0',
  project: 'field-service',
  portal: { name: 'staging', host: 'acme.bitrix24.eu', language: 'en' },
  state: { instance: 'b7c1', serial: 12 },
  changes,
  waves: [ids.slice(0, 1), ids.slice(1, 4), ids.slice(4, 5), ids.slice(5)],
  steps: Object.fromEntries(steps.map((each) => [each.id, each])),
  targets: Object.fromEntries(
    steps.map(({ address }) => {
      const [kind = '', key = ''] = address.split('/').at(-1)!.split('.');
      return [address, { address, kind, key, spec: {}, expect: {}, origin: 'created' as const }];
    }),
  ),
  leftAlone: [
    { address: `${equipment}/field.OLD_NUMBER`, name: 'Old number' },
    { address: `${equipment}/funnel.main/stage.PAUSED` },
  ],
  unknown: ['activity.call-back'],
  recorded: [
    'smartProcess.visit',
    ...['DATE', 'PLACE', 'PERSON', 'RESULT'].map((key) => `smartProcess.visit/field.${key}`),
    'dictionary.SOURCE/entry.EXPO',
  ],
  warnings: [
    {
      code: 'code-not-kept',
      level: 'warning',
      message: 'this portal does not keep the code of a smart process',
      address: equipment,
      hint: 'keep the state file: it is the only proof of what is ours',
    },
    { code: 'unused-variable', level: 'warning', message: 'variable "inspector" is not used', place: place(7, 14) },
  ],
  fingerprint: 'f0f0',
  kept: [{ address: `${equipment}/funnel.main/stage.NEW`, properties: ['name', 'color'] }],
  usage: { requests: 4, commands: 57, seconds: 24.2 },
};

export const emptyPlan: Plan = { ...repairPlan, changes: changes.filter(({ action }) => action === 'none'), waves: [], steps: {}, warnings: [], kept: [], unknown: [] };

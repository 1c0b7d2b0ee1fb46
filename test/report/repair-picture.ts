// The portal of the repair story as its people see it, before and after the plan. The equipment has a funnel
// named by a secret; requests are blocked, so they stay as they are.

import type { Picture, PictureStage } from '../../src/model/picture.ts';
import { equipment } from './repair-story.ts';

const stage = (funnel: string, key: string, name: string, color: string, semantics: PictureStage['semantics'] = 'process'): PictureStage => ({
  id: `${funnel}/stage.${key}`,
  name,
  color,
  semantics,
});
const main = `${equipment}/funnel.main`;
const [fresh, done, failed] = [stage(main, 'NEW', 'Поступило', '22B9FF'), stage(main, 'SUCCESS', 'Works again', '7BD500', 'success'), stage(main, 'FAIL', 'Beyond repair', 'FF5752', 'failure')];
const requests = {
  id: 'smartProcess.request',
  title: 'Requests',
  funnels: [{ id: 'funnel:1050/12', name: 'Общая', stages: [{ id: 'stage:301', name: 'New', color: '000000', semantics: 'process' as const }, { id: 'stage:302', name: 'Done', semantics: 'success' as const }] }],
  stages: [],
};
const secret = { id: `${equipment}/funnel.lab`, name: { secret: true as const }, stages: [] };
const lead = { id: 'lead', funnels: [], stages: [stage('lead', 'NEW', 'Не обработан', '39A8EF'), stage('lead', 'JUNK', 'Junk', 'FF5752', 'failure')] };
const visit = { id: 'smartProcess.visit', title: 'Выезды', funnels: [], stages: [] };
const known = { id: 'relation(smartProcess.equipment,smartProcess.visit)', parent: equipment, child: 'smartProcess.visit' };

export const repairPicture: Picture = {
  before: {
    types: [
      lead,
      { id: equipment, title: 'Machines', funnels: [{ id: main, name: 'Общая', stages: [fresh, stage(main, 'PREPARATION', 'Preparation', '88B9FF'), done, failed] }, secret], stages: [] },
      requests,
      visit,
    ],
    relations: [known, { id: 'relation:1060>1050', parent: equipment, child: 'smartProcess.request' }],
  },
  after: {
    types: [
      { id: 'deal', funnels: [], stages: [] },
      lead,
      { id: equipment, title: 'Equipment', funnels: [{ id: main, name: 'Repair', stages: [fresh, stage(main, 'DIAG', 'Diagnosis', '22B9FF'), done, { ...failed, color: '8A1C1C' }] }, secret], stages: [] },
      requests,
      visit,
    ],
    relations: [{ id: 'relation(deal,smartProcess.equipment)', parent: 'deal', child: equipment }, known, { id: 'relation:1060>1050', parent: equipment, child: 'smartProcess.request' }],
  },
};

/** Every name is the same text. */
export function hostilePicture(text: string): Picture {
  const key = JSON.stringify(text);
  const stages: readonly PictureStage[] = [
    { id: `smartProcess[${key}]/funnel[${key}]/stage[${key}]`, name: text, color: '22B9FF', semantics: 'process' },
    { id: text, name: text, semantics: 'failure' },
  ];
  const own = { id: `smartProcess[${key}]`, title: text, funnels: [{ id: `smartProcess[${key}]/funnel[${key}]`, name: text, stages }], stages };
  const types = [own, { id: text, title: text, funnels: [], stages: [] }];
  const relations = [{ id: text, parent: text, child: own.id }, { id: `again ${text}`, parent: own.id, child: text }];
  return { before: { types: [types[1]!], relations: [] }, after: { types, relations } };
}

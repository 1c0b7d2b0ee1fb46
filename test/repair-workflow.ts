// The workflow of a repair shop as the designer keeps it, for a portal with these ids: a pump comes in, somebody looks
// at it, and what is to be done hangs on its state. The same shop on another portal has the same tree with other ids.

export interface ShopIds {
  readonly type: number;
  readonly serial: string;
  readonly state: string;
  readonly fitter: string;
  readonly owner: string;
  readonly works: number;
  readonly broken: number;
  readonly funnel: number;
  readonly waiting: string;
  readonly contract: string;
  readonly engineer: number;
  readonly parts: number;
  /** what its step of the application is called */
  readonly step: string;
}

const step = (Type: string, Name: string, Title: string, properties: object = {}, Children: readonly object[] = []): object =>
  ({ Type, Name, Activated: 'Y', Node: null, Properties: { Title, ...properties }, Children });

const documentType = (ids: ShopIds): readonly string[] => ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic', `DYNAMIC_${ids.type}`];
const camel = ({ serial }: ShopIds): string => `ufCrm${/\d+/.exec(serial)![0]}Serial`;

/** Steps within steps, conditions by fields of the document, and texts that speak of them. */
export const sequential = (ids: ShopIds): readonly object[] => [
  step('SequentialWorkflowActivity', 'Template', 'Осмотр насоса', { Permission: { read: [`user_${ids.engineer}`, 'author', 'group_hr3'] } }, [
    step('SetFieldActivity', 'A1', 'Fill in', {
      FieldValue: new Map<string, unknown>([
        [ids.serial, `№ {=Document:${ids.serial} > printable}, {=Document:${ids.serial}_PRINTABLE}`],
        [ids.state, [String(ids.works)]],
        ['ASSIGNED_BY_ID', [`user_${ids.engineer}`]],
        [ids.fitter, ids.engineer],
        [ids.owner, '12'],
        ['CATEGORY_ID', String(ids.funnel)],
        ['STAGE_ID', ids.waiting],
        [`PARENT_ID_${ids.type}`, '{=Document:ID}'],
      ]),
      MergeMultipleFields: 'N',
    }),
    step('IfElseActivity', 'A2', 'Is it broken?', {}, [
      step('IfElseBranchActivity', 'A3', 'Broken', { fieldcondition: [[ids.state, '=', String(ids.broken), '0'], [ids.serial, '!empty', '', '0'], ['STAGE_ID', '=', ids.waiting, '0']] }, [
        step('CrmCreateDynamicActivity', 'A4', 'Order parts', {
          DynamicTypeId: ids.type,
          DynamicEntitiesFields: { [`${ids.type}_${ids.serial}`]: '{=Document:TITLE}', [`${ids.type}_${ids.state}`]: [ids.broken], [`${ids.type}_CATEGORY_ID`]: ids.funnel, [`${ids.type}_STAGE_ID`]: ids.waiting },
          CATEGORY_ID: { Type: 'select', Options: new Map([['0', 'None'], [String(ids.funnel), 'Repair']]) },
          EntityType: documentType(ids),
        }),
        step(ids.step, 'A5', 'Make an invoice', { deal: `{=Document:${ids.contract}}`, rate: 0.2, urgent: true, none: null }),
        step('CreateListsDocumentActivity', 'A6', 'Note in the list', { DocumentType: ['lists', 'Bitrix\\Lists\\BizprocDocumentLists', `iblock_${ids.parts}`] }),
      ]),
      step('IfElseBranchActivity', 'A7', 'Works', {
        mixedcondition: [{ object: 'Document', field: ids.state, operator: '=', value: ids.works, joiner: 0 }, { object: 'Document', field: 'CATEGORY_ID', operator: '=', value: String(ids.funnel), joiner: 0 }],
      }, [
        step('CodeActivity', 'A8', 'Tell the client', { ExecuteCode: `// item.${camel(ids)} in DYNAMIC_${ids.type}_STAGE_${ids.funnel}, sent by Boris [3]`, MessageUserTo: `Dmitri Orlov [${ids.engineer}]`, Sum: 45 }),
      ]),
    ]),
  ]),
];

export const stateMachine = (ids: ShopIds): readonly object[] => [
  step('StateMachineWorkflowActivity', 'Template', 'Repair by states', { InitialStateName: 'S1' }, [
    step('StateActivity', 'S1', 'Waiting', { Permission: { read: [`user_${ids.engineer}`] } }, [
      step('StateInitializationActivity', 'I1', 'On entry', {}, [step('SetFieldActivity', 'F1', 'Set the stage', { FieldValue: { STAGE_ID: ids.waiting } })]),
      step('EventDrivenActivity', 'E1', 'Approved', {}, [
        step('HandleExternalEventActivity', 'H1', 'Approve', { Permission: { [`user_${ids.engineer}`]: `user_${ids.engineer}` } }),
        step('SetStateActivity', 'T1', 'Go on', { TargetStateName: 'S2' }),
      ]),
    ]),
    step('StateActivity', 'S2', 'Done', {}, []),
  ]),
];

export const variables = (ids: ShopIds): object => ({
  Engineer: { Name: 'Engineer', Type: 'user', Required: '0', Multiple: '0', Default: `user_${ids.engineer}` },
  // chosen in this order, which is that of no numbers
  Urgency: { Name: 'Urgency', Type: 'select', Options: new Map([['30', 'Today'], ['10', 'This week'], ['20', 'Some day']]), Default: '10' },
});

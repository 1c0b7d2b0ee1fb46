// Fields outside CRM that may point at the records of a smart process: word in YAML -> entity and field.

export const LINKED_FIELDS: Readonly<Record<string, string>> = {
  calendarEvent: 'CALENDAR_EVENT|UF_CRM_CAL_EVENT',
  task: 'TASKS_TASK|UF_CRM_TASK',
  taskTemplate: 'TASKS_TASK_TEMPLATE|UF_CRM_TASK',
};

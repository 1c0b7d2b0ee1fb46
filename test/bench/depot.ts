// A configuration as large as asked for: smart processes of 40 fields, four of them lists of options, and
// three funnels of six stages each.

export const FIELDS = 40;
export const LISTS = 4;
export const FUNNELS = 3;
export const STAGES = 6;

const label = (text: string, number: number): object => ({ en: `${text} ${number}` });

function processOf(number: number): object {
  const fields = Array.from({ length: FIELDS }, (_, index) => {
    const key = `F_${index}`;
    if (index < LISTS) return [key, { type: 'enumeration', label: label('Condition', index), options: { works: 'In working order', limited: 'Works with limits', broken: 'Out of order' } }];
    return [key, { type: ['string', 'integer', 'double', 'date', 'boolean', 'url'][index % 6], label: label('Reading', index), showInFilter: index % 2 === 0 }];
  });
  const stages = { NEW: { name: 'Reported', color: '22B9FF' }, DIAGNOSIS: 'Diagnosis', PARTS: 'Waiting for parts', WORK: 'Under repair', SUCCESS: 'Repaired', FAIL: 'Written off' };
  const funnels = Array.from({ length: FUNNELS }, (_, index) => [`line_${index}`, { name: `Line ${index}`, ...(index === 0 ? { default: true } : {}), stages }]);
  return {
    title: `Machine ${number}`,
    settings: { stages: true, funnels: true, openPermissions: false },
    fields: Object.fromEntries(fields),
    funnels: Object.fromEntries(funnels),
  };
}

/** The body of `smartProcesses`. */
export const depot = (count: number, first = 0): Record<string, object> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`machine_${first + index}`, processOf(first + index)]));

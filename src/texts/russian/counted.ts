// Russian counts in three forms: 1 ресурс, 2 ресурса, 5 ресурсов; what is not whole takes the second.

const forms = new Intl.PluralRules('ru');

/** The form that stands beside the number. */
export const form = (count: number, one: string, few: string, many: string): string => {
  const rule = forms.select(count);
  return rule === 'one' ? one : rule === 'many' ? many : few;
};

export const counted = (count: number, one: string, few: string, many: string): string => `${count} ${form(count, one, few, many)}`;

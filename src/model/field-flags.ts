// Switches that fields of every type have: word in YAML -> key of `userfieldconfig.*`.

export const FIELD_FLAGS: Readonly<Record<string, string>> = {
  mandatory: 'mandatory',
  multiple: 'multiple',
  showInFilter: 'showFilter',
  editInList: 'editInList',
  searchable: 'isSearchable',
};

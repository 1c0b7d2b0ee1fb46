// The passport of a portal: what it is made of, in the words of those who work with it. Plain data; the picture of
// types, funnels and relations goes beside it.

export interface PassportField {
  readonly address: string;
  readonly label: string;
  /** `string`, or `rest_…` */
  readonly type: string;
  readonly code: string;
  readonly mandatory: boolean;
  readonly multiple: boolean;
  /** names of the options of a list, of the types of a link */
  readonly options: readonly string[];
  /** absent: not counted */
  readonly used?: boolean;
}

export interface PassportType {
  readonly address: string;
  /** absent for a standard type */
  readonly title?: string;
  readonly fields: readonly PassportField[];
  /** absent: not counted */
  readonly records?: number;
  readonly workplace?: string;
}

/** A dictionary with its entries, a workplace with its smart processes, a kind of automation with what there is of it. */
export interface PassportList {
  readonly name: string;
  readonly address?: string;
  readonly entries: readonly string[];
}

export interface Passport {
  readonly types: readonly PassportType[];
  readonly standard: readonly PassportType[];
  readonly dictionaries: readonly PassportList[];
  readonly workplaces: readonly PassportList[];
  /** by section */
  readonly automation: readonly PassportList[];
  readonly relations: number;
  readonly funnels: number;
}

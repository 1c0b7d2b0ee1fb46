/** What a file can be checked to be when it is loaded. */
export type FileFormat = 'bpt';

/** Where steps for people stand in the files; they are no resources, but are chosen, switched and overlaid like them. */
export const MANUAL: Section = { name: 'manual', section: 'manual', parents: [] };

/** Where resources of a kind stand in the files. */
export interface Section {
  /** the kind, as addresses name it */
  readonly name: string;
  /** the word in the body of a parent, or at the top, under which they stand by key */
  readonly section: string;
  /** kinds they stand under; none: they stand at the top */
  readonly parents: readonly string[];
  /** words that are addresses by themselves and keys of the section: `deal` */
  readonly bare?: readonly string[];
  /** they are on every portal, so nobody need declare one to say something below it */
  readonly always?: true;
  /** they stand in a list and have no key */
  readonly listed?: true;
  /** a text alone stands for this property of the body */
  readonly short?: string;
  /** properties that are paths of files, and what is in those */
  readonly files?: Readonly<Record<string, FileFormat>>;
}

// A file that a property stands for, such as a workflow template. What is written down of it is where it lies and the
// hash of its bytes, which is what it is compared by; the bytes themselves are there only while it is loaded and
// leave in the one call that sends them.

import type { Mention } from './template-ids.ts';

export interface FileMark {
  /** path as it is written in the configuration */
  readonly $file: string;
  readonly sha256: string;
}

/** What can be told of a file without knowing the portal. */
export interface Mentions {
  /** codes of user fields of the document that it brings along */
  readonly fields: readonly string[];
  /** it calls activities of an application */
  readonly activities: boolean;
  /** addresses of what its ids stand for, or `app:CODE`, by token; only in a file that was pulled */
  readonly references?: ReadonlyMap<string, string>;
  /** ids in it that none of them is about */
  readonly strangers?: readonly Mention[];
}

export class HeldFile implements FileMark {
  readonly $file: string;
  readonly sha256: string;
  readonly #base64: string;
  readonly #mentions: Mentions;
  constructor(path: string, sha256: string, base64: string, mentions: Mentions) {
    this.$file = path;
    this.sha256 = sha256;
    this.#base64 = base64;
    this.#mentions = mentions;
  }
  get base64(): string {
    return this.#base64;
  }
  get mentions(): Mentions {
    return this.#mentions;
  }
  /** the last part of its path */
  get name(): string {
    return this.$file.slice(Math.max(this.$file.lastIndexOf('/'), this.$file.lastIndexOf('\\')) + 1);
  }
}

/** Keys that begin with `$` are reserved, so nothing of the user's looks like this. */
export const isFile = (value: unknown): value is FileMark =>
  typeof value === 'object' && value !== null && '$file' in value && 'sha256' in value && typeof value.sha256 === 'string';

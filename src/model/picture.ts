// What a portal looks like to those who work in it: types with their funnels, the stages of those in their
// order and colours, and which type stands above which. Drawn of what is declared, of what a portal has, or
// of a plan: before and after it. Plain JSON; a name made of a secret is only said to be one.

export type PictureName = string | { readonly secret: true };
export type Semantics = 'process' | 'success' | 'failure';

export interface PictureStage {
  readonly id: string;
  /** what people call it; absent where nobody named it yet */
  readonly name?: PictureName;
  /** six hexadecimal digits */
  readonly color?: string;
  readonly semantics: Semantics;
}

export interface PictureFunnel {
  readonly id: string;
  readonly name?: PictureName;
  /** in the order of the kanban */
  readonly stages: readonly PictureStage[];
}

export interface PictureType {
  /** the address, or the portal's own name for what nobody declared */
  readonly id: string;
  /** absent for a standard type: its name is the same on every portal */
  readonly title?: PictureName;
  readonly funnels: readonly PictureFunnel[];
  /** stages of a type that has no funnels */
  readonly stages: readonly PictureStage[];
}

export interface PictureRelation {
  readonly id: string;
  /** ids of types */
  readonly parent: string;
  readonly child: string;
}

export interface Drawing {
  readonly types: readonly PictureType[];
  readonly relations: readonly PictureRelation[];
}

export interface Picture {
  readonly before: Drawing;
  readonly after: Drawing;
}

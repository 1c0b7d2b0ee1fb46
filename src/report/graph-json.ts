// A drawing for programs.

import type { Drawing } from '../model/picture.ts';
import { jsonText } from './json.ts';

export interface GraphOf {
  readonly project: string;
  /** absent when only the files were drawn */
  readonly portal?: { readonly name: string; readonly host: string };
  readonly drawing: Drawing;
}

export const graphJson = ({ project, portal, drawing }: GraphOf): string =>
  jsonText({ format: 'bxform-graph-report/1', project, portal, types: drawing.types, relations: drawing.relations });

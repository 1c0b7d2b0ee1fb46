// A drawing for Mermaid, which GitHub, GitLab and many wikis show as a diagram. In a label everything but
// letters, digits and blanks is an entity: Mermaid reads neither its own syntax, nor Markdown, nor HTML in it.

import type { Drawing, PictureStage, PictureType } from '../model/picture.ts';
import { partName, typeTitle } from './picture-names.ts';
import { roads } from './stage-roads.ts';
import { PLAIN_STAGE, textOn } from './stage-colour.ts';

export function graphMermaid({ types, relations }: Drawing): string {
  const names = new Map(types.map(({ id }, at) => [id, `t${at + 1}`]));
  const lines = [
    'flowchart LR',
    ...types.flatMap((type, at) => typeLines(type, `t${at + 1}`)),
    ...relations.map(({ parent, child }) => `  ${names.get(parent)} --> ${names.get(child)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function typeLines(type: PictureType, name: string): readonly string[] {
  const inside = [
    ...type.funnels.flatMap((funnel, at) => {
      const own = `${name}f${at + 1}`;
      const stages = funnel.stages.length === 0 ? [`  ${own}s0[" "]`] : stageLines(funnel.stages, own);
      return [`  subgraph ${own}[${label(partName(funnel))}]`, '    direction LR', ...stages.map(deeper), '  end'];
    }),
    ...stageLines(type.stages, name),
  ];
  if (inside.length === 0) return [`  ${name}[${label(typeTitle(type))}]`];
  return [`  subgraph ${name}[${label(typeTitle(type))}]`, '    direction LR', ...inside.map(deeper), '  end'];
}

function stageLines(stages: readonly PictureStage[], above: string): readonly string[] {
  const name = (at: number): string => `${above}s${at + 1}`;
  return [
    ...stages.map((stage, at) => `  ${name(at)}[${label(partName(stage))}]`),
    ...stages.map(({ color = PLAIN_STAGE }, at) => `  style ${name(at)} fill:#${color},color:#${textOn(color)},stroke:#888888`),
    ...roads(stages).map(({ from, to, ends }) => `  ${name(from)} ${ends ? '-.->' : '-->'} ${name(to)}`),
  ];
}

const label = (text: string): string => `"${text.replace(/[!-/:-@[-`{-~]/g, (sign) => `#${sign.charCodeAt(0)};`) || ' '}"`;

const deeper = (line: string): string => `  ${line}`;

// A drawing for Graphviz: every type is a box, its funnels are frames around it with the stages in a row.

import type { Drawing, PictureStage, PictureType } from '../model/picture.ts';
import { partName, typeTitle } from './picture-names.ts';
import { roads } from './stage-roads.ts';
import { PLAIN_STAGE, textOn } from './stage-colour.ts';

export function graphDot({ types, relations }: Drawing): string {
  const names = new Map(types.map(({ id }, at) => [id, `t${at + 1}`]));
  const lines = [
    'digraph bxform {',
    '  graph [rankdir=LR, fontname="sans-serif"]',
    '  node [shape=box, style="rounded,filled", fillcolor="#FFFFFF", fontname="sans-serif"]',
    ...types.flatMap((type, at) => typeLines(type, `t${at + 1}`)),
    ...relations.map(({ parent, child }) => `  ${names.get(parent)} -> ${names.get(child)}`),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function typeLines(type: PictureType, name: string): readonly string[] {
  const box = `${name} [label=${label(typeTitle(type))}, penwidth=2]`;
  const inside = [
    ...type.funnels.flatMap((funnel, at) => {
      const own = `${name}f${at + 1}`;
      const stages = funnel.stages.length === 0 ? [`  ${own}s0 [style=invis]`] : stageLines(funnel.stages, own);
      return [`  subgraph cluster_${own} {`, `    label=${label(partName(funnel))}`, ...stages.map(deeper), '  }'];
    }),
    ...stageLines(type.stages, name),
  ];
  if (inside.length === 0) return [`  ${box}`];
  return [`  subgraph cluster_${name} {`, '    label=""', `    ${box}`, ...inside.map(deeper), '  }'];
}

function stageLines(stages: readonly PictureStage[], above: string): readonly string[] {
  const name = (at: number): string => `${above}s${at + 1}`;
  return [
    ...stages.map((stage, at) => {
      const color = stage.color ?? PLAIN_STAGE;
      return `  ${name(at)} [label=${label(partName(stage))}, fillcolor="#${color}", fontcolor="#${textOn(color)}"]`;
    }),
    ...roads(stages).map(({ from, to, ends }) => `  ${name(from)} -> ${name(to)}${ends ? ' [style=dashed]' : ''}`),
  ];
}

/** Graphviz reads escapes and entities in a label: neither is left in a text of others. */
const label = (text: string): string => `"${text.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const deeper = (line: string): string => `  ${line}`;

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../src/model/picture.ts';
import { graphDot } from '../../src/report/graph-dot.ts';
import { graphJson } from '../../src/report/graph-json.ts';
import { graphMermaid } from '../../src/report/graph-mermaid.ts';
import { hostileText } from './hostile.ts';
import { complaints } from './output-schemas.ts';
import { hostilePicture, repairPicture } from './repair-picture.ts';

const drawing = repairPicture.after;
const nothing: Drawing = { types: [], relations: [] };

describe('the graph of the repair shop', () => {
  test('for Mermaid', async () => {
    await expect(graphMermaid(drawing)).toMatchFileSnapshot('golden/graph.mmd');
  });

  test('for Graphviz', async () => {
    await expect(graphDot(drawing)).toMatchFileSnapshot('golden/graph.dot');
  });

  test('for programs, as its schema promises', async () => {
    const text = graphJson({ project: 'field-service', portal: { name: 'staging', host: 'acme.bitrix24.eu' }, drawing });
    await expect(text).toMatchFileSnapshot('golden/graph.json');
    expect(complaints('graph', text)).toEqual([]);
    expect(complaints('graph', graphJson({ project: 'field-service', drawing: nothing }))).toEqual([]);
  });

  test('of nothing is a diagram of nothing', () => {
    expect(graphMermaid(nothing)).toBe('flowchart LR\n');
    expect(graphDot(nothing)).toMatch(/^digraph bxform \{\n[^{}]*\}\n$/);
  });

  test('leads from stage to stage, and to a failure only from where work still goes on', () => {
    const lines = graphDot(drawing).split('\n').map((line) => line.trim());
    const roads = lines.filter((line) => line.startsWith('t3f1s') && line.includes('->'));
    expect(roads).toEqual(['t3f1s1 -> t3f1s2', 't3f1s2 -> t3f1s3', 't3f1s2 -> t3f1s4 [style=dashed]']);
  });
});

describe('a name of others in a graph', () => {
  test('is nothing but a label in Mermaid: letters, digits, blanks and entities between two quotes', () => {
    const lines = graphMermaid(hostilePicture('plain').after).split('\n');
    fc.assert(
      fc.property(hostileText, (text) => {
        const found = graphMermaid(hostilePicture(text).after).split('\n');
        const skeleton = (line: string): string => line.replace(/"(?:[^"#;`<>&%{}[\]()|\\]|#\d+;)+"/g, 'LABEL');
        expect(found.map(skeleton)).toEqual(lines.map(skeleton));
      }),
    );
  });

  test('is nothing but a string in DOT, without escapes or entities of its own', () => {
    const lines = graphDot(hostilePicture('plain').after).split('\n');
    fc.assert(
      fc.property(hostileText, (text) => {
        const found = graphDot(hostilePicture(text).after).split('\n');
        const skeleton = (line: string): string => line.replace(/label="(?:[^"\\&]|\\\\|\\"|&amp;)*"/g, 'LABEL');
        expect(found.map(skeleton)).toEqual(lines.map(skeleton));
      }),
    );
  });
});

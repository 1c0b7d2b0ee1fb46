import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drawing, PictureRelation, PictureType } from '../../src/model/picture.ts';
import { roadKey } from '../../src/report/diagram-columns.ts';
import { extent } from '../../src/report/page-lines.ts';
import { BOX_WIDTH, layout, type Place } from '../../src/report/diagram-layout.ts';
import { runs } from '../property/runs.ts';

const type = (id: string): PictureType => ({ id, funnels: [], stages: [] });
const relation = (parent: string, child: string): PictureRelation => ({ id: `relation(${parent},${child})`, parent, child });
const laid = (after: Drawing, before: Drawing = { types: [], relations: [] }) => layout({ before, after }, () => 50);
const shop: Drawing = { types: ['deal', 'equipment', 'request', 'visit', 'lonely'].map(type), relations: [relation('deal', 'equipment'), relation('equipment', 'request'), relation('deal', 'request'), relation('request', 'visit')] };

const anyDrawing = fc
  .array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 })
  .map((pairs): Drawing => ({ types: Array.from({ length: 12 }, (_, at) => type(`t${at}`)), relations: [...new Map(pairs.map(([a, b]) => [`${a}>${b}`, relation(`t${a}`, `t${b}`)])).values()] }));

const overlap = (a: Place, b: Place): boolean => Math.abs(a.x - b.x) < BOX_WIDTH && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout of a diagram', () => {
  test('puts what is above left of what is below it, and what has no relations below all', () => {
    const { places } = laid(shop);
    const x = (id: string): number => places.get(id)!.x;
    expect(x('deal')).toBeLessThan(x('equipment'));
    expect(x('equipment')).toBeLessThan(x('request'));
    expect(x('request')).toBeLessThan(x('visit'));
    expect(places.get('lonely')!.y).toBeGreaterThan(Math.max(...['deal', 'equipment', 'request', 'visit'].map((id) => places.get(id)!.y)));
  });

  test('keeps a way free for a line that passes a column', () => {
    const { roads, places } = laid(shop);
    const road = roads.get(roadKey({ parent: 'deal', child: 'request' }))!;
    expect(road).toHaveLength(3);
    expect(places.get(road[1]!)!.x).toBe(places.get('equipment')!.x);
    expect(overlap(places.get(road[1]!)!, places.get('equipment')!)).toBe(false);
  });

  test('ends a circle somewhere instead of going round for ever', () => {
    const circle: Drawing = { types: ['a', 'b', 'c'].map(type), relations: [relation('a', 'b'), relation('b', 'c'), relation('c', 'a'), relation('a', 'a')] };
    const { places, roads } = laid(circle);
    expect([...places.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect([...roads.keys()]).toEqual([['a', 'b'], ['b', 'c']].map(([parent, child]) => roadKey({ parent: parent!, child: child! })));
  });

  test('never puts one box on another, nor outside the picture', () => {
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        const { places, width, height } = laid(drawing);
        const all = [...places.values()];
        expect(all.length).toBeGreaterThanOrEqual(12);
        for (const [at, place] of all.entries()) {
          expect(place.x + BOX_WIDTH).toBeLessThanOrEqual(width);
          expect(place.y + place.height).toBeLessThanOrEqual(height);
          expect(all.slice(at + 1).filter((other) => overlap(place, other))).toEqual([]);
        }
      }),
      runs(100),
    );
  });

  test('shows of a picture that shares it no more than that picture needs, and no less', () => {
    const small: Drawing = { types: [type('t0'), type('t1')], relations: [relation('t0', 't1')] };
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        const shared = laid(drawing, small);
        const { top, height } = extent(small, shared);
        const road = shared.roads.get(roadKey(small.relations[0]!)) ?? [];
        const own = [...new Set(['t0', 't1', ...road])].map((id) => shared.places.get(id)!);
        expect(Math.min(...own.map(({ y }) => y))).toBe(top + 16);
        for (const { y, height: tall } of own) expect(y + tall).toBeLessThan(top + height);
        expect(extent(drawing, shared).height).toBeLessThanOrEqual(shared.height + 14);
      }),
      runs(100),
    );
  });

  test('is the same whatever the order it is told in, and for before and after', () => {
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        const turned = { types: [...drawing.types].reverse(), relations: [...drawing.relations].reverse() };
        const sorted = (each: ReturnType<typeof laid>): unknown => [...each.places].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(laid(turned))).toEqual(sorted(laid(drawing)));
        expect(sorted(laid(shop, drawing))).toEqual(sorted(laid(drawing, shop)));
      }),
      runs(100),
    );
  });
});

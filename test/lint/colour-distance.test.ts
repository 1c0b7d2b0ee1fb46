import { describe, expect, test } from 'vitest';
import { colourDistance, labDistance, labOf } from '../../src/lint/colour-distance.ts';

type Lab = readonly [number, number, number];

// Sharma, Wu, Dalal (2005), table 1: pairs that go wrong in a wrong implementation.
const PAIRS: readonly (readonly [Lab, Lab, number])[] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
  [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];

test.each(PAIRS)('%j and %j are %d apart, either way round', (one, other, distance) => {
  expect(labDistance(one, other)).toBeCloseTo(distance, 4);
  expect(labDistance(other, one)).toBeCloseTo(distance, 4);
});

describe('colours of stages', () => {
  test('have the Lab coordinates of sRGB under D65', () => {
    expect(labOf('FFFFFF').map((part) => Math.round(part * 10) / 10 + 0)).toEqual([100, 0, 0]);
    expect(labOf('FF0000').map((part) => Math.round(part * 10) / 10)).toEqual([53.2, 80.1, 67.2]);
    expect(labOf('0000ff').map((part) => Math.round(part * 10) / 10)).toEqual([32.3, 79.2, -107.9]);
  });

  test('are 100 apart when one is black and one white, 0 when they are one', () => {
    expect(colourDistance('000000', 'FFFFFF')).toBeCloseTo(100, 3);
    expect(colourDistance('22B9FF', '22b9ff')).toBe(0);
  });
});

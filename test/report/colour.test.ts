import { describe, expect, test } from 'vitest';
import { colourWanted, paintWith } from '../../src/report/colour.ts';

describe('colour', () => {
  test.each([
    ['a terminal', {}, true, true],
    ['a file or a pipe', {}, false, false],
    ['NO_COLOR on a terminal', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR in a pipeline', { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0 on a terminal', { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR against NO_COLOR', { FORCE_COLOR: '', NO_COLOR: '1' }, false, true],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
  ] as const)('with %s', (_title, environment, isTerminal, wanted) => {
    expect(colourWanted(environment, isTerminal)).toBe(wanted);
  });

  test('is our decision alone, whatever this process writes to', () => {
    expect(paintWith(true)('red', 'failed')).toBe('\u001B[31mfailed\u001B[39m');
    expect(paintWith(false)('red', 'failed')).toBe('failed');
  });
});

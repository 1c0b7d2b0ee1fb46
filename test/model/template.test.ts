import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asTemplate, pieces } from '../../src/model/template.ts';

test('a text is cut into what is literal and what is to be filled in', () => {
  expect(pieces('Bearer ${env.TOKEN} for ${ var.city } costs $${5}')).toEqual([
    { kind: 'text', text: 'Bearer ' },
    { kind: 'environment', name: 'TOKEN', written: '${env.TOKEN}' },
    { kind: 'text', text: ' for ' },
    { kind: 'variable', name: 'city', written: '${ var.city }' },
    { kind: 'text', text: ' costs ${' },
    { kind: 'text', text: '5}' },
  ]);
});

test.each(['${city}', '${}', '${var.}', '${env.A.B}', '${var.a', '${VAR.a}'])('%s is neither', (text) => expect(pieces(text)).toEqual([{ kind: 'malformed', written: text }]));

test('any text survives being part of a template', () => {
  const text = fc.array(fc.constantFrom('$', '{', '}', 'env.TOKEN', 'x', '$${'), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (literal) => {
      const read = pieces(asTemplate(literal)).map((piece) => (piece.kind === 'text' ? piece.text : undefined));
      expect(read.join('')).toBe(literal);
      expect(read).not.toContain(undefined);
    }),
  );
});

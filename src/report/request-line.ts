// One request on one line, for whoever wants to know what takes so long or what was refused.

interface Told {
  readonly context: string;
  readonly methods: readonly string[];
  readonly milliseconds: number;
  readonly outcomes: readonly string[];
}

const counted = (words: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => (count === 1 ? word : `${word} x${count}`)).join(', ');
};

export const requestLine = ({ context, methods, milliseconds, outcomes }: Told): string =>
  `debug ${context} ${Math.round(milliseconds)} ms  ${counted(methods)}: ${counted(outcomes)}\n`;

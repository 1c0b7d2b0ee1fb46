// Contrast of two colours as WCAG 2.2 defines it.

/** Six hexadecimal digits each; between 1 and 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [brightness(one), brightness(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function brightness(color: string): number {
  const channel = (at: number): number => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  };
  return channel(0) * 0.2126 + channel(2) * 0.7152 + channel(4) * 0.0722;
}

// Stages have any colour a person likes; the text on it is black or white, whichever can be read better
// (contrast as in WCAG 2: never below 4.5 to 1).

/** Of a stage nobody gave a colour. */
export const PLAIN_STAGE = 'D5D9DE';

/** Six hexadecimal digits -> six hexadecimal digits. */
export const textOn = (color: string): '000000' | 'FFFFFF' => (luminance(color) > 0.179 ? '000000' : 'FFFFFF');

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

// How far apart two colours look: CIEDE2000 (Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula, 2005).
// About 1 is just noticeable side by side; below 5 people mix them up in two thin stripes of a kanban.

type Lab = readonly [lightness: number, a: number, b: number];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => ((angle * 180) / Math.PI + 360) % 360;

/** sRGB, `RRGGBB`, under D65. */
export function labOf(colour: string): Lab {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const curve = (part: number): number => (part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116);
  const x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = curve(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = curve((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const mean = (one: number, other: number): number => (one + other) / 2;
/** 0 for greys, near 1 for strong colours */
const strength = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

function meanHue(one: number, other: number, grey: boolean): number {
  if (grey) return one + other;
  if (Math.abs(one - other) <= 180) return mean(one, other);
  return one + other < 360 ? mean(one, other) + 180 : mean(one, other) - 180;
}

function hueTurn(from: number, to: number, grey: boolean): number {
  if (grey) return 0;
  const turn = to - from;
  return Math.abs(turn) <= 180 ? turn : turn - Math.sign(turn) * 360;
}

export function labDistance([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const stretch = 1 + 0.5 * (1 - strength(mean(Math.hypot(a1, b1), Math.hypot(a2, b2))));
  const [red1, red2] = [a1 * stretch, a2 * stretch];
  const [chroma1, chroma2] = [Math.hypot(red1, b1), Math.hypot(red2, b2)];
  const grey = chroma1 * chroma2 === 0;
  const [hue1, hue2] = [chroma1 === 0 ? 0 : degrees(Math.atan2(b1, red1)), chroma2 === 0 ? 0 : degrees(Math.atan2(b2, red2))];
  const [lightness, chroma, hue] = [mean(l1, l2), mean(chroma1, chroma2), meanHue(hue1, hue2, grey)];
  const wave = (times: number, shift: number): number => Math.cos(radians(times * hue + shift));
  const t = 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.2 * wave(4, -63);
  const byLightness = (l2 - l1) / (1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2));
  const byChroma = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const byHue = (2 * Math.sqrt(chroma1 * chroma2) * Math.sin(radians(hueTurn(hue1, hue2, grey) / 2))) / (1 + 0.015 * chroma * t);
  const rotation = -2 * strength(chroma) * Math.sin(radians(60 * Math.exp(-(((hue - 275) / 25) ** 2))));
  return Math.sqrt(byLightness ** 2 + byChroma ** 2 + byHue ** 2 + rotation * byChroma * byHue);
}

export const colourDistance = (one: string, other: string): number => labDistance(labOf(one), labOf(other));

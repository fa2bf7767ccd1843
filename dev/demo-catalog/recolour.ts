import { type Lab, labFromHex, labFromRgb, rgbFromLab } from "./oklab.ts";

/**
 * Dyes a thing in a swatch's colour, in place. Only its main stuff takes the dye: the largest family of hues, or the
 * greys when there are more of them. The zip of the rucksack, the pages of the book and the lens of the camera stay.
 * Colours are worked out once per shade of 6 bits a channel (some 3,000 a thing, not 50,000) and applied as a shift.
 */
export function recolour(rgba: Uint8Array, hex: string, part?: Part): void {
  const shades = shadesOf(rgba);
  const stuff = mainStuff([...shades.values()], part);
  const dye = labFromHex(hex);
  for (const shade of shades.values()) {
    const share = stuff.share(shade.lab);
    if (share === 0) continue;
    const after = rgbFromLab(mix(shade.lab, dyed(shade.lab, stuff, dye), share));
    const before = rgbFromLab(shade.lab);
    shade.shift = [after[0] - before[0], after[1] - before[1], after[2] - before[2]];
  }
  for (let at = 0; at < rgba.length; at += 4) {
    const shift = rgba[at + 3] ? shades.get(shadeKey(rgba, at))?.shift : undefined;
    for (let c = 0; shift && c < 3; c++)
      rgba[at + c] = Math.min(255, Math.max(0, (rgba[at + c] ?? 0) + (shift[c] ?? 0)));
  }
}

/** What to dye where the largest area isn't the thing itself: a laptop's case and not its screen. A hue, or the greys. */
export type Part = number | "light greys" | "dark greys";

interface Shade {
  lab: Lab;
  /** Opaque pixels that have it. */
  weight: number;
  shift?: [number, number, number];
}

function shadesOf(rgba: Uint8Array): Map<number, Shade> {
  const shades = new Map<number, Shade>();
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    if (alpha === 0) continue;
    const key = shadeKey(rgba, at);
    const shade = shades.get(key);
    if (shade) shade.weight += alpha / 255;
    else
      shades.set(key, {
        lab: labFromRgb(((key >> 12) << 2) | 2, (((key >> 6) & 63) << 2) | 2, ((key & 63) << 2) | 2),
        weight: alpha / 255,
      });
  }
  return shades;
}

const shadeKey = (rgba: Uint8Array, at: number) =>
  (((rgba[at] ?? 0) >> 2) << 12) | (((rgba[at + 1] ?? 0) >> 2) << 6) | ((rgba[at + 2] ?? 0) >> 2);

interface Stuff {
  /** How much of a pixel is this stuff, 0 to 1; soft at the edges of the family so that no seam shows. */
  share(lab: Lab): number;
  lightness: number;
  chroma: number;
}

function mainStuff(shades: Shade[], part = largestPart(shades)): Stuff {
  const share = part === "light greys" || part === "dark greys" ? greys(part) : family(part);
  return { share, ...typical(shades, share) };
}

function largestPart(shades: Shade[]): Part {
  const bins = new Float64Array(36);
  const greyArea = { "light greys": 0, "dark greys": 0 };
  for (const { lab, weight } of shades) {
    const colourful = weight * colourfulness(lab);
    const bin = Math.floor(hueOf(lab) / 10) % 36;
    bins[bin] = (bins[bin] ?? 0) + colourful;
    greyArea[lab[0] < 0.5 ? "dark greys" : "light greys"] += weight - colourful;
  }
  const area = (middle: number) =>
    [-4, -3, -2, -1, 0, 1, 2, 3, 4].reduce((sum, d) => sum + (bins[(middle + d + 36) % 36] ?? 0), 0);
  const best = [...bins.keys()].reduce((a, b) => (area(b) > area(a) ? b : a));
  const grey = greyArea["dark greys"] > greyArea["light greys"] ? "dark greys" : "light greys";
  // A colour is what one sees first: it wins over half as much grey again.
  return area(best) * 1.5 >= greyArea[grey] ? best * 10 + 5 : grey;
}

function greys(part: "light greys" | "dark greys"): Stuff["share"] {
  const lit = (lab: Lab) => (part === "dark greys" ? 1 - step(0.5, 0.62, lab[0]) : step(0.38, 0.5, lab[0]));
  return (lab) => (1 - colourfulness(lab)) * lit(lab);
}

function family(hue: number): Stuff["share"] {
  const violet = distance(hue, violetHue) < 35;
  const coloured = (lab: Lab) => (violet ? step(0.02, 0.045, chromaOf(lab)) : colourfulness(lab));
  return (lab) => coloured(lab) * (1 - step(40, 56, distance(hueOf(lab), hue)));
}

/** The median lightness and mean chroma of the stuff: what becomes exactly the swatch. */
function typical(shades: Shade[], share: Stuff["share"]): { lightness: number; chroma: number } {
  const members = shades.filter(({ lab }) => share(lab) > 0.5).sort((a, b) => a.lab[0] - b.lab[0]);
  const total = members.reduce((sum, { weight }) => sum + weight, 0) || 1;
  let passed = 0;
  const median = members.find(({ weight }) => {
    passed += weight;
    return passed >= total / 2;
  });
  const chroma = members.reduce((sum, { lab, weight }) => sum + chromaOf(lab) * weight, 0) / total;
  return { lightness: median?.lab[0] ?? 0.6, chroma };
}

function dyed(lab: Lab, stuff: Stuff, dye: Lab): Lab {
  // Ink at its true lightness would leave no room for shading and would vanish on a dark ground.
  const target = Math.min(0.93, Math.max(0.4, dye[0]));
  const from = lab[0] - stuff.lightness;
  const reach =
    from > 0 ? Math.min(1, (0.985 - target) / (1 - stuff.lightness)) : Math.min(1, (target - 0.1) / stuff.lightness);
  const depth =
    stuff.chroma > 0.06 ? Math.min(1.25, Math.max(0.7, chromaOf(lab) / stuff.chroma)) : 1 - Math.max(0, from);
  return [target + from * reach, dye[1] * depth, dye[2] * depth];
}

const chromaOf = (lab: Lab) => Math.hypot(lab[1], lab[2]);
const hueOf = (lab: Lab) => ((Math.atan2(lab[2], lab[1]) * 180) / Math.PI + 360) % 360;
const distance = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);
const mix = (a: Lab, b: Lab, share: number): Lab => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

const violetHue = 305;

/** The set's greys lean towards violet: there it takes more chroma to count as a colour, save in the dark. */
function colourfulness(lab: Lab): number {
  const violet = (1 - step(25, 50, distance(hueOf(lab), violetHue))) * step(0.28, 0.5, lab[0]);
  return step(0.035 + 0.03 * violet, 0.06 + 0.05 * violet, chromaOf(lab));
}

function step(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

import { blend, type Canvas } from "./canvas.ts";
import type { CutOut } from "./cut-out.ts";

/** Where a thing stands: its middle and its size as shares of the canvas, its turn in degrees. */
export interface Standing {
  x: number;
  y: number;
  width: number;
  height: number;
  turn: number;
  mirrored: boolean;
}

/** Drawn small and enlarged: a shadow has no edges to lose, and blurring 80 px is nothing next to blurring 640. */
const grain = 80;
const ink = { r: 38, g: 28, b: 40 };

/** Two shadows in one: a close one that seats the thing, and a wide one that falls down from it. */
export function castShadow(canvas: Canvas, thing: CutOut, standing: Standing): void {
  const close = blur(silhouette(thing, standing, 0.012), 1);
  const wide = blur(silhouette(thing, standing, 0.045), 2);
  const mask = close.map((value, i) => 255 * (0.14 * value + 0.26 * (wide[i] ?? 0)));
  enlargeOnto(canvas, mask);
}

function silhouette(thing: CutOut, at: Standing, drop: number): Float64Array {
  const mask = new Float64Array(grain * grain);
  const cos = Math.cos((at.turn * Math.PI) / 180);
  const sin = Math.sin((at.turn * Math.PI) / 180);
  for (let row = 0; row < grain; row++) {
    for (let column = 0; column < grain; column++) {
      const dx = (column + 0.5) / grain - at.x;
      const dy = (row + 0.5) / grain - at.y - drop;
      const u = ((cos * dx + sin * dy) / at.width) * (at.mirrored ? -1 : 1) + 0.5;
      const v = (cos * dy - sin * dx) / at.height + 0.5;
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue;
      const pixel = Math.floor(v * thing.height) * thing.width + Math.floor(u * thing.width);
      mask[row * grain + column] = (thing.rgba[pixel * 4 + 3] ?? 0) / 255;
    }
  }
  return mask;
}

/** Three box blurs each way look like a Gaussian. */
function blur(mask: Float64Array, radius: number): Float64Array {
  let blurred = mask;
  for (let pass = 0; pass < 3; pass++) blurred = boxes(boxes(blurred, radius, 1, grain), radius, grain, 1);
  return blurred;
}

/** A running sum along every line; beyond the edge there is nothing. */
function boxes(mask: Float64Array, radius: number, along: number, across: number): Float64Array {
  const blurred = new Float64Array(mask.length);
  for (let line = 0; line < grain; line++) {
    let sum = 0;
    for (let step = -radius; step < grain; step++) {
      if (step + radius < grain) sum += mask[line * across + (step + radius) * along] ?? 0;
      if (step - radius > 0) sum -= mask[line * across + (step - radius - 1) * along] ?? 0;
      if (step >= 0) blurred[line * across + step * along] = sum / (2 * radius + 1);
    }
  }
  return blurred;
}

/** Alpha goes in steps of 3, which nobody sees and which store in less. */
function enlargeOnto(canvas: Canvas, mask: Float64Array): void {
  const places = Float64Array.from({ length: canvas.size }, (_, i) =>
    Math.min(grain - 1.001, Math.max(0, ((i + 0.5) * grain) / canvas.size - 0.5)),
  );
  const columns = new Float64Array(grain);
  for (let y = 0; y < canvas.size; y++) {
    const row = places[y] ?? 0;
    const above = Math.floor(row) * grain;
    let first = grain;
    let last = 0;
    for (let x = 0; x < grain; x++) {
      const value = between(mask[above + x], mask[above + x + grain], row % 1);
      columns[x] = value;
      if (value >= 1.5) {
        first = Math.min(first, x);
        last = x;
      }
    }
    const scale = canvas.size / grain;
    const end = Math.min(canvas.size, (last + 2) * scale);
    for (let x = Math.max(0, Math.floor((first - 1) * scale)); x < end; x++) {
      const column = places[x] ?? 0;
      const left = column | 0;
      const alpha = ((between(columns[left], columns[left + 1], column - left) / 3 + 0.5) | 0) * 3;
      blend(canvas.rgba, (y * canvas.size + x) * 4, ink.r, ink.g, ink.b, alpha);
    }
  }
}

function between(from = 0, to = 0, share: number): number {
  return from + (to - from) * share;
}

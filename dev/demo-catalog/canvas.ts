/** Raw RGBA, not premultiplied. Laying layers over each other here is cheaper than a round through libvips. */
export interface Canvas {
  rgba: Uint8Array;
  size: number;
}

export interface Layer {
  rgba: Uint8Array;
  width: number;
  height: number;
  left: number;
  top: number;
}

export function emptyCanvas(size: number): Canvas {
  return { rgba: new Uint8Array(size * size * 4), size };
}

/** What bleeds off the canvas is cut away. */
export function layOver({ rgba, size }: Canvas, layer: Layer): void {
  const fromX = Math.max(0, layer.left);
  const toX = Math.min(size, layer.left + layer.width);
  const toY = Math.min(size, layer.top + layer.height);
  const from = layer.rgba;
  for (let y = Math.max(0, layer.top); y < toY; y++) {
    let source = ((y - layer.top) * layer.width + fromX - layer.left) * 4;
    let target = (y * size + fromX) * 4;
    for (let x = fromX; x < toX; x++, source += 4, target += 4) {
      blend(rgba, target, from[source] ?? 0, from[source + 1] ?? 0, from[source + 2] ?? 0, from[source + 3] ?? 0);
    }
  }
}

export function blend(rgba: Uint8Array, at: number, r: number, g: number, b: number, alpha: number): void {
  if (alpha === 0) return;
  const below = alpha === 255 ? 0 : (rgba[at + 3] ?? 0);
  if (below === 0) {
    rgba[at] = r;
    rgba[at + 1] = g;
    rgba[at + 2] = b;
    rgba[at + 3] = alpha;
    return;
  }
  const total = alpha + (below * (255 - alpha)) / 255;
  const share = alpha / total;
  rgba[at] = r * share + (rgba[at] ?? 0) * (1 - share) + 0.5;
  rgba[at + 1] = g * share + (rgba[at + 1] ?? 0) * (1 - share) + 0.5;
  rgba[at + 2] = b * share + (rgba[at + 2] ?? 0) * (1 - share) + 0.5;
  rgba[at + 3] = total + 0.5;
}

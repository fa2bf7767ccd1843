import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { type Part, recolour } from "./recolour.ts";

/** A thing without its empty margin: raw RGBA. */
export interface CutOut {
  rgba: Uint8Array;
  width: number;
  height: number;
}

/** Laptop and screen: the case. Pot: the metal. Knife: the handle. Cactus: the thorns, for it stays green. */
const partOf: Record<string, Part> = {
  "1f4bb": "light greys",
  "1f5a5-fe0f": "light greys",
  "1f372": "light greys",
  "1f335": 45,
  "1f52a": 250,
  "1f4d3": 300,
  "1f6f9": 295,
};

const assets = new URL("./assets/", import.meta.resolve("@lobehub/fluent-emoji-3d/package.json"));
const recent = new Map<string, Promise<CutOut>>();
const recentMax = 64;

/** Keeps the last few, because the pictures of one product are drawn together. */
export function cutOut(emoji: string, dye?: string): Promise<CutOut> {
  const key = `${emoji} ${dye ?? ""}`;
  const known = recent.get(key);
  if (known) return known;
  const [oldest] = recent.keys();
  if (oldest !== undefined && recent.size >= recentMax) recent.delete(oldest);
  const made = make(emoji, dye);
  recent.set(key, made);
  return made;
}

async function make(emoji: string, dye?: string): Promise<CutOut> {
  const file = await readFile(fileURLToPath(new URL(`${emoji}.webp`, assets)));
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const thing = trim({ rgba: data, width: info.width, height: info.height });
  if (dye) recolour(thing.rgba, dye, partOf[emoji]);
  return thing;
}

function trim({ rgba, width, height }: CutOut): CutOut {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 3] ?? 0) <= 4) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  const trimmed = new Uint8Array((right - left) * (bottom - top) * 4);
  for (let y = top; y < bottom; y++)
    trimmed.set(rgba.subarray((y * width + left) * 4, (y * width + right) * 4), (y - top) * (right - left) * 4);
  return { rgba: trimmed, width: right - left, height: bottom - top };
}

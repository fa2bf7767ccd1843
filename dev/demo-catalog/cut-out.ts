import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { recolour } from "./recolour.ts";

/** A thing without its empty margin: raw RGBA. */
export interface CutOut {
  rgba: Uint8Array;
  width: number;
  height: number;
}

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
  const { data, info } = await sharp(file).ensureAlpha().trim({ background: "#00000000", threshold: 4 }).raw().toBuffer({ resolveWithObject: true });
  const rgba = new Uint8Array(data);
  if (dye) recolour(rgba, dye);
  return { rgba, width: info.width, height: info.height };
}

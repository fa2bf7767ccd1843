import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { DemoCatalog, DemoImage } from "./catalog.ts";
import { composePicture } from "./compose-picture.ts";

/** Two cores' worth of encoding beside the drawing, which stays on the main thread. */
const lanes = 3;

/**
 * Draws every picture of the catalog that isn't in the folder yet, as `<key>.webp`. What people see first comes first:
 * the pictures of the lists, best sellers leading, then the rest of each gallery.
 */
export async function writePictures(catalog: DemoCatalog, folder: string, onProgress?: (done: number, total: number) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  const images = picturesOf(catalog);
  const missing = images.filter(({ key }) => !existsSync(join(folder, `${key}.webp`)));
  let done = images.length - missing.length;
  const queue = missing.values();
  const draw = async () => {
    for (const { key, recipe } of queue) {
      await writeWhole(join(folder, `${key}.webp`), await composePicture(recipe));
      onProgress?.(++done, images.length);
    }
  };
  sharp.concurrency(1);
  await Promise.all(Array.from({ length: lanes }, draw));
}

/** Each picture once, in the order they are wanted. */
export function picturesOf(catalog: DemoCatalog): DemoImage[] {
  const bestFirst = [...catalog.products].sort((a, b) => b.soldCount - a.soldCount);
  const galleries = bestFirst.flatMap(({ images }) => images).sort((a, b) => a.position - b.position);
  const all = [...catalog.categories.map(({ image }) => image), ...galleries];
  return [...new Map(all.map((image) => [image.key, image])).values()];
}

/** Under another name first: whoever looks meanwhile sees no file or all of it. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}

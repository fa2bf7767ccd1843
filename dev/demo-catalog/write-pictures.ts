import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { DemoCatalog, DemoImage } from "./catalog.ts";
import { composePicture } from "./compose-picture.ts";

/** Two cores' worth of encoding beside the drawing, which stays on the main thread. */
const lanes = 3;

/**
 * Draws the pictures that aren't in the folder yet, as `<key>.webp`. What people see first comes first. A shop can open
 * with `firstPicturesOf` its catalog, a third of all, and have the galleries drawn while people look around.
 */
export async function writePictures(
  catalog: DemoCatalog,
  folder: string,
  onProgress?: (done: number, total: number) => void,
  images = picturesOf(catalog),
): Promise<void> {
  await mkdir(folder, { recursive: true });
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

/** Each picture once: those of the lists, best sellers leading, then the rest of the galleries. */
export function picturesOf(catalog: DemoCatalog): DemoImage[] {
  const galleries = bestSellersFirst(catalog).flatMap(({ images }) => images.slice(1));
  return once([...firstPicturesOf(catalog), ...galleries.sort((a, b) => a.position - b.position)]);
}

/** What lists and menus show: one picture for each category and each product. */
export function firstPicturesOf(catalog: DemoCatalog): DemoImage[] {
  return once([...catalog.categories.map(({ image }) => image), ...bestSellersFirst(catalog).flatMap(({ images }) => images.slice(0, 1))]);
}

const bestSellersFirst = ({ products }: DemoCatalog) => [...products].sort((a, b) => b.soldCount - a.soldCount);
const once = (images: DemoImage[]) => [...new Map(images.map((image) => [image.key, image])).values()];

/** Under another name first: whoever looks meanwhile sees no file or all of it. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import os from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { DemoCatalog, DemoImage } from "./catalog.ts";
import type { Drawn, ToDraw } from "./draw-worker.ts";

/**
 * Draws the pictures that aren't in the folder yet, as `<key>.png`, on every core. What people see first comes first:
 * the pictures of lists and menus, then the galleries.
 */
export async function writePictures(
  catalog: DemoCatalog,
  folder: string,
  onProgress?: (done: number, total: number) => void,
  images = picturesOf(catalog),
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const missing = images.filter(({ key }) => !existsSync(fileOf(folder, key)));
  let done = images.length - missing.length;
  const queue = missing.values();
  const cores = Math.min(os.availableParallelism(), 8, Math.ceil(missing.length / 4));
  await Promise.all(
    Array.from({ length: cores }, () => drawFrom(queue, folder, () => onProgress?.(++done, images.length))),
  );
}

const fileOf = (folder: string, key: string) => join(folder, `${key}.png`);

/** One worker, which is given the next picture whenever it has drawn one. */
function drawFrom(queue: Iterator<DemoImage>, folder: string, onDrawn: () => void): Promise<void> {
  const worker = new Worker(new URL("./draw-worker.ts", import.meta.url));
  return new Promise((resolve, reject) => {
    const next = () => {
      const { value: image, done } = queue.next();
      if (done) return void worker.terminate().then(() => resolve(), reject);
      worker.postMessage({ file: fileOf(folder, image.key), recipe: image.recipe } satisfies ToDraw);
    };
    worker.on("error", reject);
    worker.on("message", (drawn: Drawn) => {
      if (drawn.error !== null) return reject(new Error(`${drawn.file}: ${drawn.error}`));
      onDrawn();
      next();
    });
    next();
  });
}

/** Each picture once: those of the lists, best sellers leading, then the rest of the galleries. */
function picturesOf(catalog: DemoCatalog): DemoImage[] {
  const galleries = bestSellersFirst(catalog).flatMap(({ images }) => images.slice(1));
  return once([...firstPicturesOf(catalog), ...galleries.sort((a, b) => a.position - b.position)]);
}

/** What lists and menus show: one picture for each category and each product. */
export function firstPicturesOf(catalog: DemoCatalog): DemoImage[] {
  return once([
    ...catalog.categories.map(({ image }) => image),
    ...bestSellersFirst(catalog).flatMap(({ images }) => images.slice(0, 1)),
  ]);
}

const bestSellersFirst = ({ products }: DemoCatalog) => [...products].sort((a, b) => b.soldCount - a.soldCount);
const once = (images: DemoImage[]) => [...new Map(images.map((image) => [image.key, image])).values()];

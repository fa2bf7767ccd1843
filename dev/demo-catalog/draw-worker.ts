import { rename, writeFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import { reasonOf } from "../../lib/core/reason-of.ts";
import { composePicture } from "./compose-picture.ts";
import type { PictureRecipe } from "./poses.ts";

export interface ToDraw {
  file: string;
  recipe: PictureRecipe;
}

export interface Drawn {
  file: string;
  error: string | null;
}

/** A thread that draws what it is handed, one picture after the other. */
sharp.concurrency(1);
parentPort?.on("message", async ({ file, recipe }: ToDraw) => {
  try {
    await writeWhole(file, await composePicture(recipe));
    parentPort?.postMessage({ file, error: null } satisfies Drawn);
  } catch (error) {
    parentPort?.postMessage({ file, error: reasonOf(error) } satisfies Drawn);
  }
});

/** Under another name first: whoever looks meanwhile sees no file or all of it. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, bytes);
  await rename(partial, file);
}

import type { Db } from "@/lib/db/client";
import { buildSuggestions } from "@/lib/search/build-suggestions";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { buildCatalog } from "./demo-catalog/build-catalog.ts";
import { firstPicturesOf, writePictures } from "./demo-catalog/write-pictures.ts";
import { catalogVersion } from "./seed/catalog-version.ts";
import { demoFolder } from "./seed/media-key.ts";
import { pictureProgress } from "./seed/picture-progress.ts";
import { readDemoVersion, writeDemo } from "./seed/write-demo.ts";
import { demoPassword } from "./seed/write-merchants.ts";

export interface SeedOptions {
  /** The media store's folder. */
  mediaDir: string;
  onProgress?: (sentence: string) => void;
  /** The day the shop opens: publication dates count back from it. */
  now?: Date;
  /** Of every staff account. */
  password?: string;
}

/**
 * Puts the demo catalog into the database, whole or not at all, and the pictures that lists show into the media store;
 * `drawGalleries` draws the rest, two thirds of them, while other things get ready. Done once: a second run writes
 * nothing but pictures that have gone missing, and a catalog of an older version is left as it is, for people may have
 * worked on it.
 */
export async function seed(
  db: Db,
  { mediaDir, onProgress = () => undefined, now = new Date(), password = demoPassword }: SeedOptions,
): Promise<void> {
  const catalog = buildCatalog(now);
  await writePictures(
    catalog,
    demoFolder(mediaDir),
    pictureProgress("Drawing pictures", onProgress),
    firstPicturesOf(catalog),
  );

  const version = catalogVersion();
  const there = await readDemoVersion(db);
  if (there === null) {
    onProgress(`Writing ${catalog.products.length} products in ${catalog.categories.length} categories.`);
    await writeDemo(db, catalog, { now, password, version });
    onProgress("The demo catalog is in place.");
  } else {
    onProgress(`The demo catalog is there already${there === version ? "" : ", from another version of the shop"}.`);
  }
  // After the commit, for it counts in a transaction of its own; missing when a run was ended right before it.
  if ((await db.suggestionSnapshot.count()) > 0) return;
  await refreshVocabulary(db);
  await buildSuggestions(db, now);
}

import { buildCatalog } from "../demo-catalog/build-catalog.ts";
import { writePictures } from "../demo-catalog/write-pictures.ts";
import { demoFolder } from "./media-key.ts";
import { pictureProgress } from "./picture-progress.ts";

/** Draws what `seed` left: every picture that isn't in the media store yet. Ends at once when all are there. */
export async function drawGalleries(
  mediaDir: string,
  onProgress: (sentence: string) => void = () => undefined,
): Promise<void> {
  await writePictures(
    buildCatalog(new Date(0)),
    demoFolder(mediaDir),
    pictureProgress("Drawing galleries", onProgress),
  );
}

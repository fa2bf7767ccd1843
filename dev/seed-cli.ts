import { databaseUrl } from "@/lib/core/env";
import { connect } from "@/lib/db/client";
import { seed } from "./seed";
import { drawGalleries } from "./seed/draw-galleries";

/**
 * `npm run seed`: the demo catalog into the database at DATABASE_URL, its pictures into MEDIA_DIR. With `--lists-only`
 * the galleries' pictures are left to `draw-galleries-cli.ts`.
 */
const mediaDir = process.env.MEDIA_DIR || ".shop/media";
const onProgress = (sentence: string) => console.log(sentence);
const db = connect(databaseUrl(), 4);
try {
  await seed(db, { mediaDir, onProgress });
  if (!process.argv.includes("--lists-only")) await drawGalleries(mediaDir, onProgress);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}

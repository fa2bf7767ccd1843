import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl, mediaDir } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { connect } from "@/lib/db/client";
import { seed } from "./seed";
import { drawGalleries } from "./seed/draw-galleries";

/**
 * `npm run seed`: the demo catalog into the database at DATABASE_URL, its pictures into MEDIA_DIR. With `--lists-only`
 * the galleries' pictures are left to `draw-galleries-cli.ts`.
 */
const usage =
  "Usage: npm run seed [-- --lists-only]. Writes the demo catalog into the database at DATABASE_URL, its pictures into MEDIA_DIR.";
const { values } = readCommandLine(usage, { options: { "lists-only": { type: "boolean", default: false } } });
const onProgress = (sentence: string) => console.log(sentence);

try {
  const pictures = mediaDir();
  const db = connect(databaseUrl(), 4);
  // Before a minute of drawing.
  await db.$queryRaw`select 1`;
  await seed(db, { mediaDir: pictures, onProgress }).finally(() => db.$disconnect());
  if (!values["lists-only"]) await drawGalleries(pictures, onProgress);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

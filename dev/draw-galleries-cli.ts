import { mediaDir } from "@/lib/core/env";
import { drawGalleries } from "./seed/draw-galleries";

/** The demo catalog's remaining pictures into MEDIA_DIR, for a shop that was seeded with `--lists-only`. */
await drawGalleries(mediaDir(), (sentence) => console.log(sentence));

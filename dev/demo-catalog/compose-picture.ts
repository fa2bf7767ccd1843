import { createHash } from "node:crypto";
import sharp from "sharp";
import { emptyCanvas, type Layer, layOver } from "./canvas.ts";
import { castShadow, type Standing } from "./cast-shadow.ts";
import { type CutOut, cutOut } from "./cut-out.ts";
import type { PictureRecipe, PlacedThing } from "./poses.ts";

/** The things are 256 px across to begin with: a larger canvas would cost time and bytes and show nothing new. */
export const pictureSize = 512;
/** Part of every key; raise it when the drawing changes, so that old files aren't taken for new ones. */
const drawing = 2;

export function pictureKey(recipe: PictureRecipe): string {
  return createHash("sha256")
    .update(JSON.stringify([drawing, pictureSize, recipe]))
    .digest("hex")
    .slice(0, 20);
}

/**
 * A transparent PNG: the tinted ground is the page's, so one picture serves light and dark. Barely compressed, because
 * that takes 3 ms where WebP takes 33, and nobody is sent this file: pages ask for sizes and formats of their own.
 */
export async function composePicture(recipe: PictureRecipe): Promise<Buffer> {
  const canvas = emptyCanvas(pictureSize);
  for (const placed of recipe.things) {
    const thing = await cutOut(placed.emoji, placed.dye);
    const standing = stand(thing, placed);
    castShadow(canvas, thing, standing);
    layOver(canvas, await drawThing(thing, standing));
  }
  return sharp(canvas.rgba, { raw: { width: pictureSize, height: pictureSize, channels: 4 } })
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
}

/** Even in area rather than in height, or a pencil would look like a mast beside a ball. */
function stand(thing: CutOut, placed: PlacedThing): Standing {
  const area = Math.sqrt(thing.width * thing.height);
  const unit = placed.scale * Math.min(0.53 / area, 0.62 / Math.max(thing.width, thing.height));
  const { x, y, turn, mirrored = false } = placed;
  return { x, y, turn, mirrored, width: thing.width * unit, height: thing.height * unit };
}

async function drawThing(thing: CutOut, standing: Standing): Promise<Layer> {
  const width = Math.round(standing.width * pictureSize);
  const height = Math.round(standing.height * pictureSize);
  const upright = sharp(thing.rgba, { raw: { width: thing.width, height: thing.height, channels: 4 } })
    .flop(standing.mirrored)
    .resize(width, height, { fit: "fill", kernel: "lanczos3" });
  const turned = standing.turn
    ? upright.rotate(standing.turn, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    : upright;
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  const left = Math.round(standing.x * pictureSize - info.width / 2);
  const top = Math.round(standing.y * pictureSize - info.height / 2);
  return { rgba: data, width: info.width, height: info.height, left, top };
}

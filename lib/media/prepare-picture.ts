import sharp from "sharp";
import { reasonOf } from "@/lib/core/reason-of";
import { err, ok, type Result } from "@/lib/core/result";

export interface PreparedPicture {
  bytes: Uint8Array;
  width: number;
  height: number;
  /** Nothing shows through: a photograph with its own ground. */
  opaque: boolean;
}

const sideMax = 2_000;
/** 8,000 × 8,000: beyond any camera a shop uses, and far below a decompression bomb. */
const pixelsMax = 64_000_000;

/**
 * Makes a stranger's bytes a picture of ours: decoded, turned upright, made smaller when it is large, and written anew
 * as WebP, so that nothing else the file carried (places, comments, another file behind it) is passed on.
 */
export async function preparePicture(
  source: Uint8Array,
): Promise<Result<PreparedPicture, { code: "not_a_picture"; detail: string }>> {
  if (!isRaster(source)) return err({ code: "not_a_picture", detail: "no JPEG, PNG, WebP, GIF or AVIF" });
  try {
    const { data, info } = await sharp(source, { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true })
      .rotate()
      .resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82, effort: 3, smartSubsample: true })
      .toBuffer({ resolveWithObject: true });
    const opaque = info.channels < 4 || (await sharp(data).stats()).isOpaque;
    return ok({ bytes: data, width: info.width, height: info.height, opaque });
  } catch (error) {
    return err({ code: "not_a_picture", detail: reasonOf(error) });
  }
}

/** By the first bytes, whatever the name or the server say. SVG and PDF, which can hold more than a picture, stay out. */
function isRaster(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return (
    start.startsWith("\xff\xd8\xff") ||
    start.startsWith("\x89PNG\r\n\x1a\n") ||
    start.startsWith("GIF8") ||
    (start.startsWith("RIFF") && start.slice(8, 12) === "WEBP") ||
    /^....ftypavi[fs]/s.test(start)
  );
}

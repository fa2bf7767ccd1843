import { createHash } from "node:crypto";
import { cutText } from "@/lib/core/cut-text";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { type DownloadOptions, downloadPicture } from "./download-picture";
import { type PreparedPicture, preparePicture } from "./prepare-picture";
import type { MediaStore } from "./store";

export interface WantedPicture {
  productId: string;
  mediaId: string;
}

export interface FetchContext {
  db: Db;
  store: Pick<MediaStore, "put">;
  /** No further attempt follows this one. */
  lastAttempt: boolean;
  download?: DownloadOptions;
}

/** Thrown when a later attempt may fare better, so that the job is tried again. */
export class PictureUnavailable extends Error {}

/**
 * Fetches a picture that an import named and puts it into the media store; the product shows its placeholder until
 * then. What can't be had is tried again by throwing; what can never be had, and the last attempt, leave it `failed`.
 * Nothing is done for a picture that is no longer wanted.
 */
export async function fetchMedia(
  { db, store, lastAttempt, download }: FetchContext,
  { productId, mediaId }: WantedPicture,
): Promise<void> {
  const wanted = await db.media.findUnique({
    where: { productId_mediaId: { productId, mediaId } },
    select: { status: true, sourceUrl: true },
  });
  if (wanted?.status !== "pending" || !wanted.sourceUrl) return;
  const where = { productId, mediaId, status: "pending" as const, sourceUrl: wanted.sourceUrl };

  const downloaded = await downloadPicture(wanted.sourceUrl, download);
  const prepared = downloaded.ok ? await preparePicture(downloaded.value) : downloaded;
  if (prepared.ok) {
    await keep(db, store, where, prepared.value);
    return;
  }
  const { code, detail } = prepared.error;
  const lasting = code === "not_a_picture" || ("lasting" in prepared.error && prepared.error.lasting);
  const reason = cutText(`${code}: ${detail}`, 300);
  const status = lasting || lastAttempt ? "failed" : "pending";
  await db.media.updateMany({ where, data: { status, attempts: { increment: 1 }, error: reason } });
  if (status === "pending") throw new PictureUnavailable(`${wanted.sourceUrl}: ${reason}`);
}

/** The bytes first: a key without a picture would be a broken page, a picture without a key is only a file too many. */
async function keep(
  db: Db,
  store: FetchContext["store"],
  where: { productId: string; mediaId: string },
  { bytes, width, height, opaque }: PreparedPicture,
): Promise<void> {
  const { productId } = where;
  const key = `imported/${createHash("sha256").update(bytes).digest("hex").slice(0, 40)}.webp`;
  await store.put(key, bytes, "image/webp");
  await inTransaction(db, async (tx) => {
    const product = opaque ? null : await tx.product.findUnique({ where: { productId }, select: { hue: true } });
    const kept = await tx.media.updateMany({
      where,
      data: { status: "ready", key, width, height, hue: product?.hue ?? null, attempts: { increment: 1 }, error: null },
    });
    if (kept.count > 0) await enqueue(tx, "catalog.index", { productId }, { key: productId });
  });
}

import { newId } from "@/lib/core/ids";
import type { ImportProduct } from "./import-product";
import type { PresentProduct } from "./read-present";
import type { ResolvedProduct } from "./resolve-references";
import type { PictureRow } from "./rows";

/** A picture is known by its address: the same address again is not fetched again, unless it could not be had. */
export function planPictures(
  product: ImportProduct,
  resolved: ResolvedProduct,
  present: PresentProduct | undefined,
  productId: string,
) {
  const left = new Map((present?.pictures ?? []).map((picture) => [picture.sourceUrl, picture]));
  const wanted: string[] = [];
  const rows = product.pictures.map(({ url, alt, optionValues }, position): PictureRow => {
    const before = left.get(url);
    left.delete(url);
    const mediaId = before?.mediaId ?? newId();
    if (before?.status !== "ready") wanted.push(mediaId);
    const options = resolved.optionKeys.flatMap((key, index) => {
      const value = optionValues[index];
      return value == null ? [] : [[key, resolved.optionValue(index, value)]];
    });
    return {
      product_id: productId,
      media_id: mediaId,
      status: before?.status === "ready" ? "ready" : "pending",
      source_url: url,
      alt,
      options: Object.fromEntries(options),
      position,
    };
  });
  return { rows, wanted, gone: [...left.values()].map(({ mediaId }) => mediaId) };
}

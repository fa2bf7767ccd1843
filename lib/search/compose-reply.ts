import { localePath } from "@/lib/i18n/alternates";
import type { Locale } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";
import type { SearchReply } from "./api";
import type { SearchResult } from "./engine";

/** A result as the public API tells it. */
export function composeReply(result: SearchResult, locale: Locale): SearchReply {
  const { total, page, pages, hits, facets, atLeast, relaxed, correctedText } = result;
  return {
    total,
    ...(atLeast ? { atLeast } : {}),
    page,
    pages,
    hits: hits.map(({ productId, title, path, picture, price, rating }) => ({
      id: productId,
      title,
      url: localePath(locale, path),
      image: picture ? pictureUrl(picture.key) : null,
      price,
      rating,
    })),
    facets: facets.map(({ key, values }) => ({
      key,
      values: values.map((value) => ({ value: value.key, label: value.label, count: value.count })),
    })),
    ...(correctedText ? { correctedQuery: correctedText } : {}),
    ...(relaxed ? { relaxed } : {}),
  };
}

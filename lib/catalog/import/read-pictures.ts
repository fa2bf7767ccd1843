import type { Row } from "./group-rows";
import type { ImportPicture, ImportVariant } from "./import-product";
import { limits } from "./limits";
import { type FaultSink, readText } from "./sink";

/**
 * The product's pictures in the order of their positions, each once. A picture named by variants is shown for what
 * those variants have in common: one photo of the sage cups in three sizes is for sage.
 */
export function readPictures(
  rows: readonly Row[],
  variants: readonly { row: Row; variant: ImportVariant }[],
  sink: FaultSink,
): ImportPicture[] {
  const seen = new Set<string>();
  const found: { url: string; alt: string; position: number }[] = [];
  const see = (row: Row, column: "imageSrc" | "variantImage", urls: readonly string[], position: number) => {
    for (const url of urls.filter((each) => !seen.has(each))) {
      seen.add(url);
      if (!isFetchable(url)) sink.note(row.line, "picture_url_invalid", { found: url, about: column });
      else found.push({ url, alt: column === "imageSrc" ? readText(row, "imageAlt", limits.alt, sink) : "", position });
    }
  };
  const shown = variants.map(({ row, variant }) => ({ row, variant, urls: urlsIn(row.cells.variantImage) }));
  for (const row of rows) see(row, "imageSrc", urlsIn(row.cells.imageSrc), readPosition(row, sink));
  for (const { row, urls } of shown) see(row, "variantImage", urls, Number.POSITIVE_INFINITY);

  const pictures = found.toSorted((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  if (pictures.length > limits.pictures)
    sink.fault(rows[0]?.line ?? 0, "pictures_too_many", {
      found: String(pictures.length),
      about: String(limits.pictures),
    });
  return pictures.map(({ url, alt }) => ({
    url,
    alt,
    optionValues: sharedValues(shown.filter(({ urls }) => urls.includes(url))),
  }));
}

function sharedValues(variants: readonly { variant: ImportVariant }[]): (string | null)[] {
  const [first, ...others] = variants.map(({ variant }) => variant.optionValues);
  return (first ?? []).map((value, index) => (others.every((values) => values[index] === value) ? value : null));
}

/** What nobody could fetch is left out with a note, and its product stays. */
const isFetchable = (url: string): boolean =>
  url.length <= limits.url && URL.canParse(url) && /^https?:\/\//i.test(url);

/** A cell may name several. An address may hold commas and bars, so a next one begins only where it is plain that it does. */
const urlsIn = (cell: string): string[] =>
  cell
    .split(/[\s,;|]+(?=(?:https?:)?\/\/)/i)
    .map((url) => url.trim().replace(/^\/\//, "https://"))
    .filter((url) => url !== "");

function readPosition({ line, cells }: Row, sink: FaultSink): number {
  if (cells.imagePosition === "" || cells.imageSrc === "") return Number.POSITIVE_INFINITY;
  const isFine = /^\d{1,6}$/.test(cells.imagePosition);
  if (!isFine) sink.fault(line, "picture_position_invalid", { found: cells.imagePosition });
  return Number(cells.imagePosition);
}

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
  const found = new Map<string, { url: string; alt: string; position: number }>();
  const see = (row: Row, column: "imageSrc" | "variantImage", position: number) => {
    const url = readUrl(row, column, sink);
    if (url && !found.has(url))
      found.set(url, { url, alt: column === "imageSrc" ? readText(row, "imageAlt", limits.alt, sink) : "", position });
  };
  for (const row of rows) see(row, "imageSrc", readPosition(row, sink));
  for (const { row } of variants) see(row, "variantImage", Number.POSITIVE_INFINITY);

  const pictures = [...found.values()].sort((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  if (pictures.length > limits.pictures)
    sink.fault(rows[0]?.line ?? 0, "pictures_too_many", {
      found: String(pictures.length),
      about: String(limits.pictures),
    });
  return pictures.map(({ url, alt }) => ({
    url,
    alt,
    optionValues: sharedValues(variants.filter(({ row }) => row.cells.variantImage === url)),
  }));
}

function sharedValues(variants: readonly { variant: ImportVariant }[]): (string | null)[] {
  const [first, ...others] = variants.map(({ variant }) => variant.optionValues);
  return (first ?? []).map((value, index) => (others.every((values) => values[index] === value) ? value : null));
}

function readUrl({ line, cells }: Row, column: "imageSrc" | "variantImage", sink: FaultSink): string | null {
  const text = cells[column];
  if (text === "") return null;
  const isFine = text.length <= limits.url && URL.canParse(text) && /^https?:\/\//i.test(text);
  if (!isFine) sink.fault(line, "picture_url_invalid", { found: text, about: column });
  return isFine ? text : null;
}

function readPosition({ line, cells }: Row, sink: FaultSink): number {
  if (cells.imagePosition === "" || cells.imageSrc === "") return Number.POSITIVE_INFINITY;
  const isFine = /^\d{1,6}$/.test(cells.imagePosition);
  if (!isFine) sink.fault(line, "picture_position_invalid", { found: cells.imagePosition });
  return Number(cells.imagePosition);
}

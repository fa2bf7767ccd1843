import type { Currency } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Fault, Note } from "./fault";
import type { Row, RowGroup } from "./group-rows";
import type { ImportProduct, ImportStatus } from "./import-product";
import { limits } from "./limits";
import { readOptionNames, readOwnOptionNames } from "./read-options";
import { readPictures } from "./read-pictures";
import { isVariantRow, readVariants } from "./read-variants";
import { type FaultSink, faultSink, readText } from "./sink";

export interface ReadContext {
  currency: Currency;
  /** Stands in where the file names no vendor. */
  merchantName: string;
}

/** One product of the file, checked whole: every fault of every row is found, not the first only. */
export function readProduct(
  { handle, rows, faults, rowsTell }: RowGroup,
  { currency, merchantName }: ReadContext,
): Result<{ product: ImportProduct; notes: Note[] }, { code: "faulty"; faults: Fault[] }> {
  const first = rows.find(({ cells }) => cells.title !== "") ?? rows[0];
  if (!first || faults.length > 0) return err({ code: "faulty", faults });
  const sink = faultSink(handle);

  checkHead(first, rowsTell === "variant" ? [] : rows, sink);
  const variantRows = rows.filter(isVariantRow);
  if (variantRows.length === 0) sink.fault(first.line, "variant_missing");
  const optionNames =
    rowsTell === "part" ? readOptionNames(first, variantRows, sink) : readOwnOptionNames(variantRows, sink);
  const variants = readVariants(variantRows, { handle, currency, optionNames, rowsTell, sink });
  const title = readText(first, "title", limits.title, sink);
  const product: ImportProduct = {
    handle,
    line: first.line,
    title: rowsTell === "variant" ? sharedTitle(rows, title) : title,
    bodyHtml: readText(first, "bodyHtml", limits.bodyHtml, sink),
    brand: readText(first, "vendor", limits.vendor, sink) || merchantName,
    type: readType(first, sink),
    tags: readTags(first, sink),
    status: readStatus(first, sink),
    optionNames,
    variants: variants.map(({ variant }) => variant),
    pictures: readPictures(rows, variants, sink),
  };
  return sink.faults.length > 0 ? err({ code: "faulty", faults: sink.faults }) : ok({ product, notes: sink.notes });
}

function checkHead(first: Row, rows: readonly Row[], sink: FaultSink): void {
  const { handle, title } = first.cells;
  if (handle.length > limits.handle) sink.fault(first.line, "too_long", { about: "handle", found: handle });
  if (title === "") sink.fault(first.line, "title_missing");
  // Exports name the product on its first row alone. Another name further down is another product under the same handle.
  const other = rows.find(({ cells }) => cells.title !== "" && cells.title !== title);
  if (other) sink.fault(other.line, "handle_taken", { found: other.cells.title, about: String(first.line) });
}

/** Where no row names the product, what its variants' titles begin with: `Shoe, black` of `Shoe, black, 42` and `… 43`. */
function sharedTitle(rows: readonly Row[], title: string): string {
  const titles = rows.map(({ cells }) => cells.title.split(/\s+/)).filter((words) => words[0] !== "");
  if (titles.length < 2 || !rows.every(isVariantRow)) return title;
  const words = title.split(" ");
  const different = words.findIndex((word, index) => titles.some((other) => other[index] !== word));
  const shared = words.slice(0, different < 0 ? words.length : different);
  if (shared.every((word) => articlePattern.test(word))) return title;
  return shared.join(" ").replace(/[\s\-–—,;:/|([]+$/, "") || title;
}

/** What names nothing by itself: of `The blue lamp` and `The red one` no "The" is left. */
const articlePattern = /^(?:the|an?|d(?:er|ie|as)|eine?)$/i;

/** `Home & Garden > Kitchen` and `Home|Kitchen` are paths; anything else is one name. The merchant's own type goes before the taxonomy's. */
function readType(first: Row, sink: FaultSink): string[] {
  const column = first.cells.type === "" ? "productCategory" : "type";
  return readText(first, column, limits.type, sink)
    .split(/>|&gt;|[»›|]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function readTags(first: Row, sink: FaultSink): string[] {
  const tags = [...new Set(first.cells.tags.split(",").map((tag) => tag.trim().replace(/\s+/g, " ")))].filter(
    (tag) => tag !== "",
  );
  if (tags.length > limits.tags)
    sink.fault(first.line, "tags_too_many", { found: String(tags.length), about: String(limits.tags) });
  const long = tags.find((tag) => tag.length > limits.tag);
  if (long) sink.fault(first.line, "too_long", { about: "tags", found: long });
  return tags;
}

/** A spreadsheet writes them in its own language when it saves the file. */
const yes = new Set(["", "true", "yes", "1", "wahr", "ja", "y", "j", "on", "x", "はい", "公開"]);
const no = new Set(["false", "no", "0", "falsch", "nein", "n", "off", "いいえ", "非公開"]);

/** What other programs call the three. */
const statuses = new Map<string, ImportStatus>([
  ...["", "active", "published", "publish", "enabled", "aktiv", "公開"].map((word) => [word, "active"] as const),
  ...["draft", "inactive", "disabled", "entwurf", "inaktiv", "下書き", "非公開"].map(
    (word) => [word, "draft"] as const,
  ),
  ...["archived", "archiviert"].map((word) => [word, "archived"] as const),
]);

/** Active, but not published in the online store, is a draft here: shoppers must not see it. */
function readStatus({ line, cells }: Row, sink: FaultSink): ImportStatus {
  const status = statuses.get(cells.status.toLowerCase());
  const published = cells.published.toLowerCase();
  if (!yes.has(published) && !no.has(published)) sink.fault(line, "published_unknown", { found: cells.published });
  if (status === "archived" || status === "draft") return status;
  if (!status) sink.fault(line, "status_unknown", { found: cells.status });
  return yes.has(published) ? "active" : "draft";
}

import { createHash } from "node:crypto";
import type { Currency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";
import { cleanerVersion } from "./clean-html";
import type { ImportProduct } from "./import-product";

/** Raise it when the import writes the same rows differently. */
const writerVersion = 1;

/** What an import would write, in short. Where a product stands in its file does not count. */
export function fingerprint(
  { line: _, variants, ...product }: ImportProduct,
  language: Language,
  currency: Currency,
): string {
  const content = { ...product, variants: variants.map(({ line: __, ...variant }) => variant) };
  return createHash("sha256")
    .update(JSON.stringify([writerVersion, cleanerVersion, language, currency, content]))
    .digest("base64url");
}

import { createHash } from "node:crypto";
import { brandFacet, facetKey } from "./facet-key";

/** Characters of a value's key in an address. */
const lengthMax = 80;
const hashLength = 10;

/**
 * `Halden Audio` → `brand:halden-audio`. Brands that differ only in case, accents or punctuation are one. What is longer
 * than an address may hold (`facetPattern`) is cut, and told from others that begin so by a hash of the whole.
 */
export function brandKey(brand: string): string {
  const slug = brand
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return facetKey(brandFacet, fitted(slug) || "other");
}

function fitted(slug: string): string {
  const characters = Array.from(slug);
  if (characters.length <= lengthMax) return slug;
  const hash = createHash("sha256").update(slug).digest("hex").slice(0, hashLength);
  return `${characters.slice(0, lengthMax - hashLength - 1).join("")}-${hash}`;
}

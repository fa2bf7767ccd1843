import { fromShortId, idSchema } from "@/lib/core/ids";

/** What a shopper or a clerk typed, where it may be a product's own code rather than words. */
export interface Code {
  /** As `catalog_entry.codes` holds SKUs and barcodes: as written and without what divides them. */
  folded: string[];
  /** The id it is, long or as in the product's address. */
  productId: string | null;
  /** No word looks like this: it is looked up before the words are. Others only once the words have found nothing. */
  certain: boolean;
}

const lengthMax = 64;
/** `500ml`, `55in`, `2024`: as likely a size or a year as anybody's SKU. */
const measurePattern = /^\d+\s?\p{L}{0,3}$/u;

/** Reads a query as a code: exactly, but for case, width and what divides it. Null when it can be none. */
export function readCode(text: string): Code | null {
  const folded = foldCode(text);
  if (folded === "" || text.length > lengthMax) return null;
  const id = text.trim();
  const productId = idSchema.safeParse(id).success ? id.toLowerCase() : fromShortId(id);
  const barcode = barcodePattern.test(folded);
  const certain = barcode || productId !== null || (/\d/.test(folded) && !measurePattern.test(folded));
  // Words with a space between them are words: an iPhone 15 is nobody's SKU IPHONE15.
  const squeezed = folded.includes(" ") ? folded : squeezeCode(folded);
  return { folded: [...new Set([folded, squeezed])].filter(Boolean), productId, certain };
}

/**
 * `WM-1042 ` → `wm-1042`. A barcode is its digits without spaces, hyphens and leading zeros: a UPC of twelve digits is
 * the EAN of thirteen that begins with 0 (GS1 General Specifications, 3.3.2).
 */
export function foldCode(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  const digits = plain.replace(/[ -]/g, "");
  return barcodePattern.test(digits) ? digits.replace(/^0+/, "") || "0" : plain;
}

/** A code without what divides it, typed or left out as it comes: WM-1042 is wm1042. */
export const squeezeCode = (code: string): string => foldCode(code).replace(/[^\p{L}\p{N}]+/gu, "");

/** GTIN-8 to GTIN-14, or what is left of one without its leading zeros. */
const barcodePattern = /^\d{8,14}$/;

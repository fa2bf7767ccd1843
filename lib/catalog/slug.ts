import { cutText } from "@/lib/core/cut-text";

/**
 * A title as it stands in a URL: letters and digits of any script in lower case, the rest hyphens. German umlauts are
 * written out, other accents fall. `fallback` stands where nothing is left. Slugs need not be unique: a product's URL
 * ends in its id.
 */
export function slugOf(title: string, fallback: string): string {
  const spelled = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae");
  const plain = spelled
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/['’]/g, "");
  return cutText(plain.replace(/[^\p{L}\p{N}ー々]+/gu, "-"), 80).replace(/^-+|-+$/g, "") || fallback;
}

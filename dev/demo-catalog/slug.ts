/** Latin letters only, German umlauts written out. */
export function latinSlug(title: string): string {
  const spelled = title
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/ø/g, "o")
    .replace(/×/g, "x");
  return spelled
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Keeps Japanese script: browsers show it, and shoppers read it. */
export function japaneseSlug(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}ー々]+/gu, "-")
    .replace(/^-|-$/g, "");
}

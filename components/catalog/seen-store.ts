/** A product as the browser remembers it, and as "new for you" is told of it. */
export interface SeenProduct {
  productId: string;
  locale: string;
  href: string;
  title: string;
  price: string;
  hue: number;
  image: { src: string; photograph: boolean } | null;
}

const storeKey = "seen";
const keptMax = 12;

/** Most recent first. Kept in the browser; storage may be off, full or of an older shape: then nothing was seen. */
export function readSeen(): SeenProduct[] {
  try {
    return seenIn(JSON.parse(localStorage.getItem(storeKey) ?? "[]"));
  } catch {
    return [];
  }
}

export function writeSeen(seen: SeenProduct[]): void {
  try {
    localStorage.setItem(storeKey, JSON.stringify(seen.slice(0, keptMax)));
  } catch {
    // Nothing depends on it.
  }
}

/** What of a list from outside the page can be shown. */
export const seenIn = (list: unknown): SeenProduct[] => (Array.isArray(list) ? list.filter(isSeen) : []);

function isSeen(each: unknown): each is SeenProduct {
  if (typeof each !== "object" || each === null) return false;
  const record = new Map<string, unknown>(Object.entries(each));
  const image = record.get("image");
  return (
    ["productId", "locale", "href", "title", "price"].every((key) => typeof record.get(key) === "string") &&
    String(record.get("href")).startsWith("/") &&
    typeof record.get("hue") === "number" &&
    (image === null || (typeof image === "object" && "src" in image && typeof image.src === "string"))
  );
}

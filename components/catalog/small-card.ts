/** A product as "recently viewed" and "new for you" are told of it. */
export interface SmallCard {
  productId: string;
  locale: string;
  href: string;
  title: string;
  price: string;
  hue: number;
  image: { src: string; photograph: boolean } | null;
}

/** What of an answer can be shown. */
export const smallCardsIn = (list: unknown): SmallCard[] => (Array.isArray(list) ? list.filter(isSmallCard) : []);

function isSmallCard(each: unknown): each is SmallCard {
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

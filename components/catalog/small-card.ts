import { isRecord } from "@/lib/core/is-record";

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
  if (!isRecord(each)) return false;
  const { href, hue, image } = each;
  return (
    ["productId", "locale", "title", "price"].every((key) => typeof each[key] === "string") &&
    typeof href === "string" &&
    href.startsWith("/") &&
    typeof hue === "number" &&
    (image === null || (isRecord(image) && typeof image.src === "string"))
  );
}

import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** A merchant as the home page presents it. */
export interface Maker {
  merchantId: string;
  name: string;
  city: string;
  country: string;
  about: string;
  pictures: { key: string; hue: number | null }[];
}

/** So many of the best-selling products name the merchants a month is chosen from. */
const candidatesMax = 200;

const aboutSchema = z.record(z.string(), z.string()).catch({});

/**
 * The maker of a month: one of those behind the best-selling products, in turn, so that every month has one without
 * anyone choosing. Null in a shop without merchants who say something of themselves.
 */
export async function readMaker(db: Db, language: Language, month: number): Promise<Maker | null> {
  const best = await db.catalogEntry.findMany({
    where: { status: "active" },
    orderBy: [{ soldCount: "desc" }, { productId: "asc" }],
    select: { merchantId: true },
    take: candidatesMax,
  });
  const ids = [...new Set(best.map((entry) => entry.merchantId))].toSorted();
  const merchants = await db.merchant.findMany({
    where: { merchantId: { in: ids } },
    orderBy: { merchantId: "asc" },
    select: { merchantId: true, name: true, city: true, country: true, about: true },
  });
  const telling = merchants
    .map((merchant) => {
      const about = aboutSchema.parse(merchant.about);
      return { ...merchant, about: about[language] ?? about.en ?? "" };
    })
    .filter((merchant) => merchant.about && merchant.city && merchant.country);
  const chosen = telling[month % telling.length];
  if (!chosen) return null;
  const entries = await db.catalogEntry.findMany({
    where: { merchantId: chosen.merchantId, status: "active", imageKey: { not: null } },
    orderBy: [{ soldCount: "desc" }, { productId: "asc" }],
    select: { imageKey: true, imageHue: true },
    take: 12,
  });
  return { ...chosen, pictures: differentPictures(entries) };
}

function differentPictures(entries: { imageKey: string | null; imageHue: number | null }[]): Maker["pictures"] {
  const pictures = new Map<string, { key: string; hue: number | null }>();
  for (const { imageKey: key, imageHue: hue } of entries) if (key) pictures.set(key, { key, hue });
  return [...pictures.values()].slice(0, 2);
}

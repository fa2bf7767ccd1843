import { cacheLife, cacheTag } from "next/cache";
import { lifetime, tags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { type Maker, readMaker } from "./read-maker";

export async function getMakerOfTheMonth(language: Language): Promise<Maker | null> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.home);
  const now = new Date();
  return readMaker(db(), language, now.getUTCFullYear() * 12 + now.getUTCMonth());
}

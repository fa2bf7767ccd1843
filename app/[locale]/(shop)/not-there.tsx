import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { notThereMark } from "@/lib/cache/not-there-mark";
import { env } from "@/lib/core/env";
import { getMarket } from "@/lib/i18n/markets";
import NotFound from "./not-found";

/**
 * What a filled page shows for a thing that isn't there. Next answers `notFound()` with an empty document that only
 * script fills; this is a whole page, and the page cache gives it its status by the mark in its metadata. Where the
 * platform keeps the pages instead, it is Next's own way.
 */
export async function NotThere() {
  if (!(await isMarket()) || env().VERCEL) notFound();
  return <NotFound />;
}

export async function notThereMetadata(): Promise<Metadata> {
  if (!(await isMarket())) return {};
  const t = await getTranslations("shell");
  const { name, content } = notThereMark;
  return { title: t("notFoundTitle"), robots: { index: false }, other: { [name]: content } };
}

/** Not so while the shop is built, without an environment. */
const isMarket = async () => getMarket((await localeParameter()) ?? "") !== null;

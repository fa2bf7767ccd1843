import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/auth";
import { pageMarket } from "../../../page-market";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("notFound") };
}

/** An address of the back room that nothing answers: the rooms stay within reach. */
export default async function MissingPage() {
  const { locale } = await pageMarket();
  await requireStaff(locale);
  notFound();
}

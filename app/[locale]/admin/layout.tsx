import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { pageMarket } from "../page-market";

/** Every page here waits for its request: it is one person's. Who is to sign in first is led there by `proxy.ts`, before any page. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return {
    title: { default: t("title"), template: `%s · ${t("title")}` },
    robots: { index: false, follow: false },
  };
}

export default function AdminLayout({ children }: { children: ReactNode }) {
  return children;
}

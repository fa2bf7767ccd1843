import type { Metadata, Viewport } from "next";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import "../globals.css";
import { GoingBar } from "@/components/layout/going-bar";
import { FaultVoiceProvider } from "@/components/ui/fault";
import { env } from "@/lib/core/env";
import { getMarket } from "@/lib/i18n/markets";
import { loadFaultWords } from "@/lib/i18n/messages";
import { fontVariables } from "../fonts/fonts";
import { pageMarket } from "./page-market";

/** One placeholder, so that a build needs no database: real pages are made on their first request. */
export function generateStaticParams() {
  return [{ locale: "build" }];
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#171210" },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const market = getMarket((await localeParameter()) ?? "");
  if (!market) return {};
  const t = await getTranslations("shell");
  return {
    metadataBase: new URL(env().APP_URL),
    title: { default: t("titleDefault"), template: "%s · Cartwright" },
    description: t("description"),
    applicationName: "Cartwright",
    openGraph: { siteName: "Cartwright", locale: market.locale.replace("-", "_"), type: "website" },
    formatDetection: { telephone: false, address: false, email: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const market = await pageMarket();
  const faultWords = await loadFaultWords(market.language);
  return (
    <html lang={market.locale} dir={market.direction} className={fontVariables}>
      <body>
        <FaultVoiceProvider words={faultWords} locale={market.locale} direction={market.direction}>
          {children}
        </FaultVoiceProvider>
        <GoingBar />
      </body>
    </html>
  );
}

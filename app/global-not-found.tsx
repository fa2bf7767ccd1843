import type { Metadata } from "next";
import "./globals.css";
import { languageCodes } from "@/lib/i18n/markets";
import { loadMessages } from "@/lib/i18n/messages";
import { fontVariables } from "./fonts/fonts";

export const metadata: Metadata = { title: "404 · Cartwright", robots: { index: false } };

/** An address without a market of ours: no language is known, so all are spoken. `/` finds the right one. */
export default async function GlobalNotFound() {
  const spoken = await Promise.all(
    languageCodes.map(async (language) => ({ language, words: (await loadMessages(language)).shell })),
  );
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <main className="wrap grid min-h-dvh place-content-center gap-10 py-16 text-center">
          <p className="display text-display-28">
            Cartwright<span className="text-accent">.</span>
          </p>
          <h1 className="sr-only">404</h1>
          {spoken.map(({ language, words }) => (
            <section key={language} lang={language}>
              <h2 className="display text-display-28">{words.notFoundTitle}</h2>
              <a href="/" className="text-link mt-3 inline-block text-sm">
                {words.toHome}
              </a>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

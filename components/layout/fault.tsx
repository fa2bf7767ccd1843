"use client";

import { useEffect } from "react";
import type { Language } from "@/lib/i18n/markets";
import de from "@/messages/de/fault.json";
import en from "@/messages/en/fault.json";
import ja from "@/messages/ja/fault.json";

/** All languages: this page must speak when nothing else answers, and its words are few. */
const languages: Record<Language, typeof en> = { en, de, ja };

/** What stands where a page failed. The digest finds the error in the server's log. */
export function Fault({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const { words, locale, atTheDesk } = wordsHere();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="wrap py-20 text-center md:py-28">
      <h1 className="display text-display-34 md:text-display-46">{words.title}</h1>
      <p className="mx-auto mt-4 max-w-md text-soft">{atTheDesk ? words.deskText : words.text}</p>
      <div className="mt-7 flex flex-wrap justify-center gap-3">
        <button type="button" className="button-ink" onClick={retry}>
          {words.again}
        </button>
        <a className="button-outline" href={atTheDesk ? `/${locale}/admin` : `/${locale}`}>
          {words.home}
        </a>
      </div>
      {error.digest ? <p className="money mt-8 text-xs text-faint">{error.digest}</p> : null}
    </div>
  );
}

/** The words for the address the browser is at, and their language; an error boundary knows no more of its market. */
export function wordsHere() {
  const [, tag = "", room] = typeof location === "undefined" ? [] : location.pathname.split("/");
  const found = Object.entries(languages).find(([language]) => tag.startsWith(`${language}-`));
  const [language, words] = found ?? ["en", en];
  return { language, words, locale: found ? tag : "", atTheDesk: found !== undefined && room === "admin" };
}

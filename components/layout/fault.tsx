"use client";

import { useEffect, useState } from "react";
import en from "@/messages/en/fault.json";

/** What stands where a page failed. The digest finds the error in the server's log. */
export function Fault({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const [{ words, locale, atTheDesk }] = useState(readFaultWords);
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

/**
 * The document's words for its own failure, as the layout wrote them on its body: they must be there when nothing else
 * can be had any more. English where not even a layout came.
 */
export function readFaultWords() {
  const written = typeof document === "undefined" ? undefined : document.body?.dataset.fault;
  if (!written) return { words: en, locale: "", direction: "ltr", atTheDesk: false };
  const { lang: locale, dir: direction } = document.documentElement;
  const words: typeof en = JSON.parse(written);
  return { words, locale, direction, atTheDesk: location.pathname.split("/")[2] === "admin" };
}

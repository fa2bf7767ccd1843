"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import en from "@/messages/en/fault.json";

/** What a page says of its own failure, in its market. */
export interface FaultVoice {
  words: typeof en;
  locale: string;
  direction: string;
}

const Voice = createContext<FaultVoice | null>(null);
const english: FaultVoice = { words: en, locale: "", direction: "ltr" };
let last = english;

/** Hands every page the words for its failure beforehand: by then nothing else may be had any more. */
export function FaultVoiceProvider({ children, ...voice }: FaultVoice & { children: ReactNode }) {
  const { words, locale, direction } = voice;
  useEffect(() => {
    last = { words, locale, direction };
  }, [words, locale, direction]);
  return <Voice value={voice}>{children}</Voice>;
}

/** Where no layout is around any more, the one before; English where there was none. */
export const useFaultVoice = (): FaultVoice => useContext(Voice) ?? last;

/** What stands beside a button whose call was never answered. */
export function useUnsentText(): string {
  const { words } = useFaultVoice();
  return words.unsent;
}

/** What stands where a page failed. The digest finds the error in the server's log. */
export function Fault({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const { words, locale } = useFaultVoice();
  const atTheDesk = typeof location !== "undefined" && location.pathname.split("/")[2] === "admin";
  useEffect(() => console.error(error), [error]);
  return (
    <div className="wrap py-20 text-center md:py-28">
      <title>{words.title}</title>
      <h1 className="display text-display-34 md:text-display-46">{words.title}</h1>
      <p className="mx-auto mt-4 max-w-md text-balance text-soft">{atTheDesk ? words.deskText : words.text}</p>
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

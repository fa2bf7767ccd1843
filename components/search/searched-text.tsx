"use client";

import { useEffect } from "react";

export const searchedEvent = "search:shown";

/** Has the box in the header say what the list below answers, also where a link or a step back led to it. */
export function SearchedText({ text }: { text: string }) {
  useEffect(() => {
    window.dispatchEvent(new CustomEvent(searchedEvent, { detail: text }));
  }, [text]);
  return null;
}

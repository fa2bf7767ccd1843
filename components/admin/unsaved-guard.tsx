"use client";

import { useEffect } from "react";
import { leads } from "@/components/layout/leads";

/** Asks before a page is left on which something was typed and not sent: by a link, or with its tab. */
export function UnsavedGuard({ question }: { question: string }) {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || event.button !== 0 || !leads(link, event) || !isUnsaved() || window.confirm(question)) return;
      event.preventDefault();
      // Nobody is to announce a page that does not come.
      event.stopImmediatePropagation();
    };
    document.addEventListener("click", onClick, { capture: true, signal });
    window.addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault(), { signal });
    return () => listening.abort();
  }, [question]);
  return null;
}

/** The router keeps pages it left in the document, hidden: what was typed there has been asked about. */
const isUnsaved = (): boolean =>
  [...document.querySelectorAll("form[data-unsaved]")].some((form) => form.checkVisibility());

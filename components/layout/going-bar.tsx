"use client";

import { useEffect } from "react";
import { leads } from "./leads";

/** A page that has not come by then may not come at all: a link that does something else on the page leads nowhere. */
const patienceMs = 8_000;

/** Has the bar at the top of the page move (globals.css) from the press of a link or a search until its page is there. */
export function GoingBar() {
  useEffect(() => {
    const { documentElement: root } = document;
    let timer = 0;
    const end = () => {
      clearInterval(timer);
      delete root.dataset.going;
    };
    const begin = () => {
      end();
      root.dataset.going = "";
      const [from, began] = [location.href, performance.now()];
      // The address changes when the page does.
      timer = window.setInterval(() => {
        if (location.href !== from || performance.now() - began > patienceMs) end();
      }, 50);
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link && event.button === 0 && leads(link, event)) begin();
    };
    const onSubmit = ({ target }: SubmitEvent) => {
      if (target instanceof HTMLFormElement && asksForPage(target)) begin();
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("click", onClick, { capture: true, signal });
    document.addEventListener("submit", onSubmit, { capture: true, signal });
    window.addEventListener("pageshow", end, { signal });
    return () => {
      listening.abort();
      end();
    };
  }, []);
  return null;
}

/** A form with an action of ours stays on its page: React gives it no method, and an address that is a script. */
function asksForPage(form: HTMLFormElement): boolean {
  return form.method === "get" && new URL(form.getAttribute("action") ?? "", location.href).origin === location.origin;
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { plainQuery } from "@/lib/core/plain-query";
import { filteredPath } from "./filtered-path";
import { followPrice, paintPrice, readPrice } from "./price-sliders";

/** How long a slider rests before it is meant. */
const settleMs = 300;

/** Selector of what had the focus when a filter was applied: the page that answers may be another route. */
let refocus: string | null = null;

/**
 * Applies the filters as soon as one changes, follows the list's links to filtered lists, moves the price sliders with their
 * fields, and searches inside long facets. The form and the links are the server's; this only listens, to the list it stands
 * in: other lists may be in the document, hidden by the router. In the sheet of a small screen nothing is applied before its
 * button, which says how many products it leads to.
 */
export function FilterScript({ state }: { state: string }) {
  const router = useRouter();
  const anchor = useRef<HTMLSpanElement>(null);
  const asked = useRef("");
  const [pending, startTransition] = useTransition();

  // The server's state wins over what was clicked since: a removed chip must clear its box. What is typed inside a facet
  // stays, and is looked for in the new list: a second value is often found where the first was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state is what the reset is for
  useEffect(() => {
    const list = listOf(anchor.current);
    if (!list) return;
    const typed = [...list.form.querySelectorAll<HTMLInputElement>("[data-facet-search]")].map(
      (field) => [field, field.value] as const,
    );
    asked.current = "";
    list.form.reset();
    paintPrice(list.form);
    for (const [field, text] of typed) {
      field.value = text;
      if (text || field.closest("[data-facet]:has([data-found])")) searchInside(list.form, field, text);
    }
    if (refocus) list.root.querySelector<HTMLElement>(refocus)?.focus({ preventScroll: true });
    refocus = null;
  }, [state]);

  useEffect(() => {
    listOf(anchor.current)?.root.querySelector("[data-results]")?.toggleAttribute("data-pending", pending);
  }, [pending]);

  useEffect(() => {
    const list = listOf(anchor.current);
    if (!list) return;
    const { root, form } = list;
    let settling = 0;
    const apply = () => {
      const to = address(form);
      // Enter in a field is a change and a submission: one step back should undo both.
      if (to === asked.current) return;
      asked.current = to;
      startTransition(() => router.push(to, { scroll: false }));
    };
    const onChange = ({ target }: Event) => {
      if (!isField(target) || (!target.name && !target.dataset.bound) || target.form !== form) return;
      if (form.matches(":popover-open")) return tellSoon(form);
      clearTimeout(settling);
      // Each press of an arrow key is a change: one step back should undo all of them.
      if (target.dataset.bound) settling = window.setTimeout(applyFrom, settleMs, target);
      else applyFrom(target);
    };
    const applyFrom = (field: Field) => {
      // The browser says beside the field what is wrong with it.
      if (!form.reportValidity()) return;
      refocus = selectorOf(field);
      apply();
    };
    const onSubmit = (event: Event) => {
      event.preventDefault();
      clearTimeout(settling);
      if (form.matches(":popover-open")) form.hidePopover();
      apply();
    };
    const onInput = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.dataset.bound || target.name === "price") followPrice(form, target);
      if (isFacetSearch(target)) searchInside(form, target, target.value.trim());
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || !isPlain(event)) return;
      if (link.dataset.facetAll !== undefined) {
        event.preventDefault();
        searchInside(form, link, "");
        return;
      }
      // Where a link leads is newer than a slider that has yet to settle.
      clearTimeout(settling);
      // The router keeps the page it leaves: on the way back its sheet would lie over it.
      if (form.contains(link) && form.matches(":popover-open")) form.hidePopover();
      // The router's own link would show the static page, whatever is chosen.
      const path = filteredPath(link.pathname);
      if (path === link.pathname || !link.search) return;
      event.preventDefault();
      startTransition(() => router.push(path + link.search, { scroll: link.dataset.stay === undefined }));
    };
    // Enter in a facet's own field looks for values, not for products.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && isFacetSearch(event.target)) event.preventDefault();
    };
    root.addEventListener("change", onChange);
    form.addEventListener("submit", onSubmit);
    form.addEventListener("input", onInput);
    root.addEventListener("click", onClick);
    form.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(settling);
      root.removeEventListener("change", onChange);
      form.removeEventListener("submit", onSubmit);
      form.removeEventListener("input", onInput);
      root.removeEventListener("click", onClick);
      form.removeEventListener("keydown", onKey);
    };
  }, [router]);

  return <span hidden ref={anchor} />;
}

function listOf(anchor: HTMLElement | null): { root: HTMLElement; form: HTMLFormElement } | null {
  const root = anchor?.closest<HTMLElement>("[data-list]");
  const form = root?.querySelector("form");
  return root && form ? { root, form } : null;
}

/** Loaded by the first who reaches for it; the page works as well without. */
const facetScript = (use: (script: typeof import("./search-facet")) => unknown) =>
  void import("./search-facet").then(use, () => {});
const countScript = (use: (script: typeof import("./tell-count")) => unknown) =>
  void import("./tell-count").then(use, () => {});

/** Fills the facet that an element stands in with what holds the text, over the list as the form has it. */
function searchInside(form: HTMLFormElement, from: Element, text: string): void {
  const facet = from.closest<HTMLElement>("[data-facet]");
  if (facet) facetScript(({ searchFacet }) => searchFacet(facet, text, listIn(form)));
}

/** Has the sheet's button say how many products the form leads to as it stands. */
function tellSoon(form: HTMLFormElement): void {
  if (form.checkValidity()) countScript(({ tellCount }) => tellCount(form, listIn(form)));
}

/** The list as the form has it, as machines are asked for it. */
function listIn(form: HTMLFormElement): URLSearchParams {
  const list = new URLSearchParams(queryOf(form));
  list.set("locale", form.dataset.locale ?? "");
  if (form.dataset.category) list.set("category", form.dataset.category);
  return list;
}

/** To be followed here, and not in another tab. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

const isFacetSearch = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.dataset.facetSearch !== undefined;

/** The list's address as the form stands now. */
function address(form: HTMLFormElement): string {
  const text = queryOf(form);
  const base = new URL(form.action).pathname;
  return text ? `${filteredPath(base)}?${text}` : base;
}

/** What the form says, written the way the server writes it. */
function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [key, value] of new FormData(form)) {
    if (typeof value !== "string" || value === "" || key === "price" || (key === "sort" && value === "relevance"))
      continue;
    query.append(key, value);
  }
  const price = readPrice(form);
  if (price) query.set("price", price);
  return plainQuery(query.toString());
}

type Field = HTMLInputElement | HTMLSelectElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

function selectorOf(field: Field): string {
  if (field instanceof HTMLInputElement && field.dataset.bound) return `[data-bound="${field.dataset.bound}"]`;
  if (field.name === "price")
    return `[name="price"][aria-label="${CSS.escape(field.getAttribute("aria-label") ?? "")}"]`;
  return field instanceof HTMLSelectElement
    ? `select[name="${field.name}"]`
    : `[name="${field.name}"][value="${CSS.escape(field.value)}"]`;
}

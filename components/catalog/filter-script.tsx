"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { filteredPath } from "./filtered-path";
import { followPrice, paintPrice, readPrice } from "./price-sliders";

/** Selector of what had the focus when a filter was applied: the page that answers may be another route. */
let refocus: string | null = null;

/**
 * Applies the filters as soon as one changes, moves the price sliders with their fields, and searches inside long
 * facets. The form is the server's;
 * this only listens, to the list it stands in: other lists may be in the document, hidden by the router. In the sheet
 * of a small screen nothing is applied before its button.
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
    const apply = () => {
      const to = address(form);
      // Enter in a field is a change and a submission: one step back should undo both.
      if (to === asked.current) return;
      asked.current = to;
      startTransition(() => router.push(to, { scroll: false }));
    };
    const onChange = ({ target }: Event) => {
      if (
        !isField(target) ||
        (!target.name && !target.dataset.bound) ||
        target.form !== form ||
        form.matches(":popover-open")
      )
        return;
      // The browser says beside the field what is wrong with it.
      if (!form.reportValidity()) return;
      refocus = selectorOf(target);
      apply();
    };
    const onSubmit = (event: Event) => {
      event.preventDefault();
      if (form.matches(":popover-open")) form.hidePopover();
      apply();
    };
    const onInput = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.dataset.bound || target.name === "price") followPrice(form, target);
      if (isFacetSearch(target)) searchInside(form, target, target.value.trim());
    };
    const onClick = (event: Event) => {
      const link = event.target instanceof Element && event.target.closest("[data-facet-all]");
      if (!link) return;
      event.preventDefault();
      searchInside(form, link, "");
    };
    // Enter in a facet's own field looks for values, not for products.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && isFacetSearch(event.target)) event.preventDefault();
    };
    root.addEventListener("change", onChange);
    form.addEventListener("submit", onSubmit);
    form.addEventListener("input", onInput);
    form.addEventListener("click", onClick);
    form.addEventListener("keydown", onKey);
    return () => {
      root.removeEventListener("change", onChange);
      form.removeEventListener("submit", onSubmit);
      form.removeEventListener("input", onInput);
      form.removeEventListener("click", onClick);
      form.removeEventListener("keydown", onKey);
    };
  }, [router]);

  return <span hidden ref={anchor} />;
}

function listOf(anchor: HTMLElement | null): { root: Element; form: HTMLFormElement } | null {
  const root = anchor?.closest("[data-list]");
  const form = root?.querySelector("form");
  return root && form ? { root, form } : null;
}

/** Loaded by the first who reaches for it; the page works as well without. */
const facetScript = (use: (script: typeof import("./search-facet")) => unknown) =>
  void import("./search-facet").then(use, () => {});

/** Fills the facet that an element stands in with what holds the text, over the list as the form has it. */
function searchInside(form: HTMLFormElement, from: Element, text: string): void {
  const facet = from.closest<HTMLElement>("[data-facet]");
  if (!facet) return;
  const list = new URLSearchParams(queryOf(form));
  list.set("locale", form.dataset.locale ?? "");
  if (form.dataset.category) list.set("category", form.dataset.category);
  facetScript(({ searchFacet }) => searchFacet(facet, text, list));
}

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
  return query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
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

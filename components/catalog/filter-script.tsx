"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { filteredPath } from "./filtered-path";

/** Selector of what had the focus when a filter was applied: the page that answers may be another route. */
let refocus: string | null = null;

/**
 * Applies the filters as soon as one changes, and moves the price sliders with their fields. The form is the server's;
 * this only listens, to the list it stands in: other lists may be in the document, hidden by the router. In the sheet
 * of a small screen nothing is applied before its button.
 */
export function FilterScript({ state }: { state: string }) {
  const router = useRouter();
  const anchor = useRef<HTMLSpanElement>(null);
  const [pending, startTransition] = useTransition();

  // The server's state wins over what was clicked since: a removed chip must clear its box.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state is what the reset is for
  useEffect(() => {
    const list = listOf(anchor.current);
    if (!list) return;
    list.form.reset();
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
    const apply = () => startTransition(() => router.push(address(form), { scroll: false }));
    const onChange = ({ target }: Event) => {
      if (!isField(target) || target.form !== form || form.matches(":popover-open")) return;
      refocus = selectorOf(target);
      apply();
    };
    const onSubmit = (event: Event) => {
      event.preventDefault();
      if (form.matches(":popover-open")) form.hidePopover();
      apply();
    };
    const onInput = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.dataset.bound) moveBound(form, target);
    };
    root.addEventListener("change", onChange);
    form.addEventListener("submit", onSubmit);
    form.addEventListener("input", onInput);
    return () => {
      root.removeEventListener("change", onChange);
      form.removeEventListener("submit", onSubmit);
      form.removeEventListener("input", onInput);
    };
  }, [router]);

  return <span hidden ref={anchor} />;
}

function listOf(anchor: HTMLElement | null): { root: Element; form: HTMLFormElement } | null {
  const root = anchor?.closest("[data-list]");
  const form = root?.querySelector("form");
  return root && form ? { root, form } : null;
}

/** The list's address as the form stands now, written the way the server writes it. */
function address(form: HTMLFormElement): string {
  const data = new FormData(form);
  const query = new URLSearchParams();
  for (const [key, value] of data) {
    if (typeof value !== "string" || value === "" || key === "price" || (key === "sort" && value === "relevance"))
      continue;
    query.append(key, value);
  }
  const [low = "", high = ""] = data.getAll("price");
  if (low || high) query.set("price", `${low}-${high}`);
  const text = query.toString().replaceAll("%3A", ":");
  const base = new URL(form.action).pathname;
  return text ? `${filteredPath(base)}?${text}` : base;
}

/** A slider writes its field, never crosses the other one, and at its end means "no bound". */
function moveBound(form: HTMLFormElement, slider: HTMLInputElement): void {
  const isMin = slider.dataset.bound === "min";
  const other = form.querySelector<HTMLInputElement>(`[data-bound="${isMin ? "max" : "min"}"]`);
  const field = form.querySelectorAll<HTMLInputElement>('[name="price"]')[isMin ? 0 : 1];
  if (!other || !field) return;
  const limit = isMin
    ? Math.min(slider.valueAsNumber, other.valueAsNumber)
    : Math.max(slider.valueAsNumber, other.valueAsNumber);
  // Only when it crosses: a value set by script would swallow the slider's "change".
  if (slider.valueAsNumber !== limit) slider.value = String(limit);
  field.value = slider.value === (isMin ? slider.min : slider.max) ? "" : slider.value;
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

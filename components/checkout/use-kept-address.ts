import { type RefObject, useEffect, useRef } from "react";

const storageKey = "checkout";
/** Who it is stays the same wherever it goes. */
const anywhere = ["email", "name"];
const address = ["line1", "line2", "city", "state", "postalCode"];

/**
 * What was typed into the checkout outlives a look at the cart, another language and a page that failed: it is kept in the
 * browser's tab, and goes with it, or once the order is bought. In another country the address is another one.
 */
export function useKeptAddress(
  form: RefObject<HTMLFormElement | null>,
  region: string,
  onFilled: (texts: ReadonlyMap<string, string>) => void,
): void {
  const filled = useRef(onFilled);
  filled.current = onFilled;
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const texts = fill(element, read(), region);
    if (texts.size > 0) filled.current(texts);
    const keep = () => write(element, region);
    element.addEventListener("input", keep);
    return () => element.removeEventListener("input", keep);
  }, [form, region]);
}

export function forgetAddress(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** Only what is empty: what the browser has filled in by itself is newer. Returns what was filled in, by field. */
function fill(form: HTMLFormElement, kept: Record<string, string>, region: string): Map<string, string> {
  const names = kept.region === region ? [...anywhere, ...address] : anywhere;
  const filled = new Map<string, string>();
  for (const name of names) {
    const field = fieldOf(form, name);
    const text = kept[name];
    if (field?.value !== "" || !text) continue;
    field.value = text;
    if (field.value !== "") filled.set(name, text);
  }
  return filled;
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
}

const textOf = (form: HTMLFormElement, name: string): string => fieldOf(form, name)?.value ?? "";

function read(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "{}");
    const texts = Object.entries(kept ?? {}).flatMap(([name, text]) =>
      typeof text === "string" ? [[name, text]] : [],
    );
    return Object.fromEntries(texts);
  } catch {
    return {};
  }
}

function write(form: HTMLFormElement, region: string): void {
  const values = [...anywhere, ...address].map((name) => [name, textOf(form, name)]);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...Object.fromEntries(values), region }));
  } catch {
    // Storage is switched off, or full: then it is typed again.
  }
}

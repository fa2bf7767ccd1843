import { isRecord } from "@/lib/core/is-record";

/** How long a typist pauses between letters at most. */
const pauseMs = 140;

interface Value {
  key: string;
  label: string;
  count: number;
  selected: boolean;
}

const asked = new WeakMap<Element, AbortController>();

/**
 * Fills a long facet with the values whose label holds a text: those beyond the ones the page was sent are asked for,
 * with the list as the form has it now. Loaded when a hand first reaches for it. Rows the shopper has ticked stay.
 */
export async function searchFacet(facet: HTMLElement, text: string, list: URLSearchParams): Promise<void> {
  asked.get(facet)?.abort();
  const mine = new AbortController();
  asked.set(facet, mine);
  if (text) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (mine.signal.aborted) return;
  const query = new URLSearchParams(list);
  query.set("facet", facet.dataset.facet ?? "");
  query.set("contains", text);
  try {
    const reply = await fetch(`/api/facets?${query}`, { signal: mine.signal });
    if (reply.ok) show(facet, valuesOf(await reply.json()), list.get("locale") ?? "");
  } catch {
    // Asked again with the next letter; what is there stays.
  }
}

function show(facet: HTMLElement, values: Value[], locale: string): void {
  const prefix = `${facet.dataset.facet}:`;
  const [first] = rowsOf(facet);
  if (!first) return;
  const wanted = new Set(values.map(({ key }) => prefix + key));
  const there = new Set<string>();
  for (const row of rowsOf(facet)) {
    const { value = "", checked = false } = inputOf(row) ?? {};
    if (row.dataset.found !== undefined && !checked) {
      row.remove();
    } else {
      row.hidden = !checked && !wanted.has(value);
      there.add(value);
    }
  }
  const digits = new Intl.NumberFormat(locale);
  const rows = values
    .filter(({ key }) => !there.has(prefix + key))
    .map((value) => rowFor(first, prefix, value, digits.format(value.count)));
  first.parentElement?.append(...rows);
  facet.querySelector("[data-facet-none]")?.toggleAttribute("data-shown", values.length === 0);
  for (const link of facet.querySelectorAll<HTMLElement>("[data-facet-all]")) link.hidden = true;
}

/** A row as the page has it, for another value. */
function rowFor(model: HTMLElement, prefix: string, { key, label, selected }: Value, count: string): Node {
  const row = model.cloneNode(true);
  if (!(row instanceof HTMLElement)) return row;
  const input = inputOf(row);
  if (input) {
    input.value = prefix + key;
    input.defaultChecked = selected;
    input.checked = selected;
  }
  row.dataset.found = "";
  row.hidden = false;
  const [, name, number] = row.children;
  if (name) name.textContent = label;
  if (number) number.textContent = count;
  return row;
}

const rowsOf = (facet: HTMLElement): HTMLElement[] => [
  ...facet.querySelectorAll<HTMLElement>("[data-facet-rows] > label"),
];
const inputOf = (row: HTMLElement): HTMLInputElement | null => row.querySelector("input");

function valuesOf(body: unknown): Value[] {
  const values = isRecord(body) ? body.values : [];
  return Array.isArray(values) ? values.filter(isValue) : [];
}

function isValue(each: unknown): each is Value {
  if (!isRecord(each)) return false;
  const { key, label, count } = each;
  return typeof key === "string" && typeof label === "string" && typeof count === "number";
}

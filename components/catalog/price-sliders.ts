import { plainAmount } from "@/lib/core/plain-amount";

/** What the sliders, the fields and the bars of a price filter are to each other. Values are whole units. */
interface PriceParts {
  box: HTMLElement;
  sliders: [HTMLInputElement, HTMLInputElement];
  fields: [HTMLInputElement, HTMLInputElement];
}

function partsOf(form: HTMLFormElement): PriceParts | null {
  const box = form.querySelector<HTMLElement>("[data-price-filter]");
  const [min, max] = box?.querySelectorAll<HTMLInputElement>("[data-bound]") ?? [];
  const [from, to] = box?.querySelectorAll<HTMLInputElement>('[name="price"]') ?? [];
  return box && min && max && from && to ? { box, sliders: [min, max], fields: [from, to] } : null;
}

/** The two fields as the address has them: `40-260.50`; empty without a bound. */
export function readPrice(form: HTMLFormElement): string {
  const parts = partsOf(form);
  if (!parts) return "";
  const [low, high] = parts.fields.map((field) => plainAmount(field.value, decimalsOf(parts)));
  return low || high ? `${low}-${high}` : "";
}

/**
 * A slider writes its field, never crosses the other one, keeps a step from the end where nothing would be left, and at its own
 * end means "no bound"; a field moves its slider.
 */
export function followPrice(form: HTMLFormElement, moved: HTMLInputElement): void {
  const parts = partsOf(form);
  if (!parts) return;
  const { sliders, fields } = parts;
  const side = moved === sliders[0] || moved === fields[0] ? 0 : 1;
  const [slider, other, field] = [sliders[side], sliders[side === 0 ? 1 : 0], fields[side]];
  const end = side === 0 ? slider.min : slider.max;
  if (moved === field) {
    slider.value = plainAmount(field.value, decimalsOf(parts)) || end;
  } else {
    const [low, high] = [Number(slider.min), Number(slider.max)];
    const last = side === 0 ? Math.max(low, high - Number(slider.step)) : Math.min(high, low + Number(slider.step));
    const limit = (side === 0 ? Math.min : Math.max)(slider.valueAsNumber, other.valueAsNumber, last);
    // Only when it crosses: a value set by script would swallow the slider's "change".
    if (slider.valueAsNumber !== limit) slider.value = String(limit);
    field.value = slider.value === end ? "" : new Intl.NumberFormat(languageOf(form)).format(slider.valueAsNumber);
  }
  paintPrice(form);
}

/**
 * Whether the lower thumb lies over the upper one: where both stand at the end, the upper one can't go anywhere, and a hand
 * has to get hold of the other.
 */
export const isOver = (low: number, { min, max }: { min: number; max: number }): boolean => low > (min + max) / 2;

/** Bars within the bounds stand out, the thumb that can move lies above, and each slider says its value as money. */
export function paintPrice(form: HTMLFormElement): void {
  const parts = partsOf(form);
  if (!parts) return;
  const { box, sliders } = parts;
  const [low, high] = sliders.map((slider) => slider.valueAsNumber);
  sliders[0].toggleAttribute(
    "data-over",
    isOver(low ?? 0, { min: Number(sliders[0].min), max: Number(sliders[0].max) }),
  );
  for (const bar of box.querySelectorAll<HTMLElement>("[data-bar]")) {
    const [start = 0, end = 0] = bar.dataset.bar?.split("-").map(Number) ?? [];
    bar.toggleAttribute("data-on", end > (low ?? 0) && start < (high ?? 0));
  }
  const money = new Intl.NumberFormat(languageOf(form), {
    style: "currency",
    currency: box.dataset.currency ?? "USD",
    maximumFractionDigits: 0,
  });
  for (const slider of sliders) slider.setAttribute("aria-valuetext", money.format(slider.valueAsNumber));
}

const decimalsOf = ({ box }: PriceParts): number => Number(box.dataset.decimals);
const languageOf = (form: HTMLFormElement): string => form.dataset.locale ?? document.documentElement.lang;

import { isRecord } from "@/lib/core/is-record";
import { sayCount } from "@/lib/i18n/plural-forms";

/** What the button of the filters' sheet can say; `#` stands for the number. */
export interface ApplyLabels {
  /** While nobody knows how many there will be. */
  plain: string;
  none: string;
  atLeast: string;
  count: Record<string, string>;
}

/** Who ticks three boxes in a row asks once. */
const pauseMs = 200;

const asked = new WeakMap<HTMLFormElement, AbortController>();

/**
 * Has the button of the filters' sheet say how many products it leads to: the list is asked for as the form has it now.
 * Loaded when something is first chosen there. Without an answer the button says what it does.
 */
export async function tellCount(form: HTMLFormElement, list: URLSearchParams): Promise<void> {
  const button = form.querySelector<HTMLElement>("[data-apply]");
  const status = form.querySelector("[data-apply-status]");
  if (!button) return;
  asked.get(form)?.abort();
  const mine = new AbortController();
  asked.set(form, mine);
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (mine.signal.aborted) return;
  const labels: ApplyLabels = JSON.parse(button.dataset.apply ?? "");
  const reply = await fetch(`/api/search?${list}`, { signal: mine.signal })
    .then((reply) => (reply.ok ? reply.json() : null))
    .catch(() => null);
  // Applied meanwhile, it is another list's button.
  if (mine.signal.aborted || !button.isConnected) return;
  const text = sentenceFor(reply, list.get("locale") ?? "", labels);
  button.textContent = text;
  if (status) status.textContent = text;
}

/** As the list itself will say it: where counting stopped, in hundreds. */
export function sentenceFor(reply: unknown, locale: string, { plain, none, atLeast, count }: ApplyLabels): string {
  const { total, atLeast: stopped }: Record<string, unknown> = isRecord(reply) ? reply : {};
  if (typeof total !== "number") return plain;
  if (total === 0) return none;
  if (!stopped || total < 100) return sayCount(total, locale, count);
  return atLeast.replace("#", new Intl.NumberFormat(locale).format(Math.floor(total / 100) * 100));
}

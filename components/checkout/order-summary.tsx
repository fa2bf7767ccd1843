import { ChevronDown, Package } from "lucide-react";
import { OrderTotals } from "@/components/orders/order-totals";
import type { CheckoutLabels } from "./checkout-form";
import type { Summary } from "./summary";

/** So many surely fit beside the form; where there are more, they scroll, and the button stays in sight. */
const linesInSight = 3;

/** What is ordered and what it comes to, beside the form, with the one button. A phone folds the list of things. */
export function OrderSummary({
  summary,
  labels,
  pending,
  quoting,
}: {
  summary: Summary;
  labels: CheckoutLabels;
  pending: boolean;
  quoting: boolean;
}) {
  return (
    <section aria-labelledby="order-title" className="min-w-0 rounded-tile bg-sunken p-6 sm:p-8 lg:sticky lg:top-6">
      <h2 id="order-title" className="text-lg font-bold">
        {labels.order} <span className="font-normal text-soft">· {summary.count}</span>
      </h2>
      <details className="group mt-2 lg:mt-0 lg:[&::details-content]:block lg:[&::details-content]:[content-visibility:visible]">
        <summary className="flex min-h-11 items-center gap-2 text-sm font-medium text-soft lg:hidden">
          <span className="min-w-0 truncate" dir="auto">
            {summary.lines.map((line) => line.title).join(", ")}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-180" />
        </summary>
        <ul
          className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-5 lg:-me-4 lg:mt-5 lg:max-h-[max(13rem,42vh)] lg:overflow-y-auto lg:pe-4"
          tabIndex={summary.lines.length > linesInSight ? 0 : undefined}
        >
          {summary.lines.map((line) => (
            <li key={line.key} className="flex gap-4">
              <span className="tile relative size-16 shrink-0 rounded-field!" style={{ "--hue": line.hue }}>
                {line.picture ? (
                  <img
                    {...line.picture}
                    alt=""
                    loading="lazy"
                    className={`absolute inset-0 size-full ${line.photograph ? "object-cover" : "object-contain"}`}
                  />
                ) : (
                  <Package aria-hidden className="absolute inset-0 m-auto size-6 text-faint" strokeWidth={1.25} />
                )}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block text-md font-semibold [overflow-wrap:anywhere]">{line.title}</span>
                {line.detail ? <span className="block text-sm text-soft">{line.detail}</span> : null}
              </span>
              <span className="money text-md font-semibold">{line.total}</span>
            </li>
          ))}
        </ul>
      </details>
      <OrderTotals totals={summary.totals} stale={quoting} />
      {summary.tooLow ? <p className="mt-3 text-sm font-semibold">{summary.tooLow}</p> : null}
      <button type="submit" aria-disabled={pending || quoting ? true : undefined} className="button-accent mt-6 w-full">
        {pending ? labels.paying : summary.pay}
      </button>
      {summary.credit.amount < summary.totalAmount ? (
        <p className="mt-4 text-center text-xs text-soft">{labels.note}</p>
      ) : null}
    </section>
  );
}

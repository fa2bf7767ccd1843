import type { ReactNode } from "react";
import type { TotalsText } from "@/lib/orders/describe-totals";

interface OrderTotalsProps {
  totals: TotalsText;
  /** Other sums are on their way. */
  stale?: boolean;
}

/** What an order comes to: its parts, the total, and what is paid of it by other means than the payment. */
export function OrderTotals({ totals, stale = false }: OrderTotalsProps) {
  const faint = stale ? "opacity-40" : "";
  return (
    <>
      <dl className="money mt-6 grid gap-2 border-y border-line py-5 text-md">
        {totals.rows.map(({ key, label, value }) => (
          <Sum key={key} label={label}>
            <dd className={`text-end ${faint}`}>{value}</dd>
          </Sum>
        ))}
      </dl>
      <p className="flex items-baseline justify-between gap-6 pt-5">
        <span className="font-bold">{totals.total.label}</span>
        <span className={`money display text-display-28 ${faint}`}>{totals.total.value}</span>
      </p>
      {totals.after.length > 0 ? (
        <dl className="money mt-4 grid gap-2 border-t border-line pt-4 text-md">
          {totals.after.map(({ key, label, value }) => (
            <Sum key={key} label={label}>
              <dd className={key === "due" ? "text-end font-bold" : "text-end"}>{value}</dd>
            </Sum>
          ))}
        </dl>
      ) : null}
      {totals.note ? <p className="money mt-1 text-sm text-soft">{totals.note}</p> : null}
    </>
  );
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6">
      <dt className="text-soft">{label}</dt>
      {children}
    </div>
  );
}

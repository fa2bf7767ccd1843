import { formatMoney, type Money } from "@/lib/core/money";
import { formatPercent } from "@/lib/i18n/format";

/** A price, what it was, and the share saved. */
export function Price({
  money,
  compareAt = null,
  locale,
  label = null,
  wasLabel,
  className = "",
}: {
  money: Money;
  compareAt?: Money | null;
  locale: string;
  /** "from $12.00", already formatted, where variants cost differently. */
  label?: string | null;
  /** "was $20.00", already formatted: said to those who can't see the line through. */
  wasLabel?: string;
  className?: string;
}) {
  const saved = compareAt && compareAt.amount > money.amount ? (money.amount - compareAt.amount) / compareAt.amount : 0;
  return (
    <span className={`money inline-flex flex-wrap items-baseline gap-x-2 ${className}`}>
      <span className="font-bold">{label ?? formatMoney(money, locale)}</span>
      {compareAt && saved < 0 ? (
        <>
          <s className="text-sm font-normal text-faint">
            {wasLabel ? <span className="sr-only">{wasLabel}</span> : null}
            <span aria-hidden={wasLabel ? true : undefined}>{formatMoney(compareAt, locale)}</span>
          </s>
          <span className="text-sm font-semibold text-accent">{formatPercent(saved, locale)}</span>
        </>
      ) : null}
    </span>
  );
}

import { formatMoney, type Money } from "@/lib/core/money";
import { formatPercent } from "@/lib/i18n/format";

/**
 * A price, and what it was. `labels` name the two for those who can't see the line through: "was", "now", and carry
 * their place for the amount.
 */
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
  /** "was $20.00", already formatted. */
  wasLabel?: string;
  className?: string;
}) {
  const saved = compareAt && compareAt.amount > money.amount ? (money.amount - compareAt.amount) / compareAt.amount : 0;
  return (
    <span className={`money inline-flex flex-wrap items-baseline gap-x-2 ${className}`}>
      <span className="font-bold">{label ?? formatMoney(money, locale)}</span>
      {compareAt && saved < 0 ? (
        <>
          <s className="text-sm font-normal text-faint" aria-label={wasLabel}>
            {formatMoney(compareAt, locale)}
          </s>
          <span className="text-sm font-semibold text-accent">{formatPercent(saved, locale)}</span>
        </>
      ) : null}
    </span>
  );
}

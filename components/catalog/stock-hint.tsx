import { formatDay } from "@/lib/i18n/format";
import type { BuyLabels } from "./buy-box";
import type { ShownVariant } from "./product-choice";

interface StockHintProps {
  variant: Pick<ShownVariant, "free" | "shipsFrom" | "perCustomerMax">;
  /** Whether another variant may still be had. */
  elsewhere: boolean;
  locale: string;
  labels: Pick<BuyLabels, "soldOutText" | "soldOutChoice" | "shipsFrom" | "onlyLeft" | "inStock" | "limit">;
}

/** Beneath what is chosen: whether it is there. Says nothing until that is known. */
export function StockHint({ variant, elsewhere, locale, labels }: StockHintProps) {
  const { free, shipsFrom, perCustomerMax } = variant;
  const low = free === null ? undefined : labels.onlyLeft[free];
  const [text, colour] =
    free === null
      ? ["", ""]
      : free === 0
        ? [elsewhere ? labels.soldOutChoice : labels.soldOutText, "text-soft"]
        : shipsFrom
          ? [labels.shipsFrom.replace("{day}", formatDay(shipsFrom, locale)), ""]
          : low
            ? [low, "text-accent"]
            : [labels.inStock, "text-good"];
  return (
    <>
      <p className={`mt-5 min-h-6 text-sm font-semibold ${colour}`}>{text}</p>
      {perCustomerMax === null ? null : (
        <p className="text-sm text-soft">{labels.limit.replace("{max}", String(perCustomerMax))}</p>
      )}
    </>
  );
}

import { RotateCcw, ShieldCheck, Truck, Zap } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatMoney } from "@/lib/core/money";
import { formatDayRange } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { DeliveryQuote } from "@/lib/shipping/delivery";
import { ArrivalDays } from "./arrival-days";

interface DeliveryPanelProps {
  locale: Locale;
  merchantName: string;
  returnDays: number;
  quotes: DeliveryQuote[];
}

/** When it comes, what that costs, how it goes back and who sells it: before the cart, not after. */
export async function DeliveryPanel({ locale, merchantName, returnDays, quotes }: DeliveryPanelProps) {
  const t = await getTranslations("product");
  const stock = await getTranslations("stock");
  const cost = ({ method, price, freeFrom }: DeliveryQuote): string => {
    if (price.amount === 0) return t("shippingFree");
    const amount = formatMoney(price, locale);
    if (method === "express") return t("expressCost", { price: amount });
    return freeFrom
      ? t("shippingFreeFrom", { price: amount, threshold: formatMoney(freeFrom, locale) })
      : t("shippingCost", { price: amount });
  };
  return (
    <ul className="panel mt-5 divide-y divide-line px-5">
      {quotes.map((quote) => (
        <Row
          icon={quote.method === "express" ? <Zap aria-hidden size={18} /> : <Truck aria-hidden size={18} />}
          key={quote.method}
          text={cost(quote)}
        >
          <ArrivalDays
            from={quote.from}
            locale={locale}
            method={quote.method}
            template={
              quote.method === "express" ? t("expressArrives", { days: "{days}" }) : t("arrives", { days: "{days}" })
            }
            shipsFrom={stock("shipsFrom", { day: "{day}" })}
            to={quote.to}
            written={formatDayRange(quote.from, quote.to, locale)}
          />
        </Row>
      ))}
      <Row icon={<RotateCcw aria-hidden size={18} />} text={t("returnsText")}>
        {t("returnsTitle", { days: returnDays })}
      </Row>
      <Row icon={<ShieldCheck aria-hidden size={18} />} text={t("paymentText")}>
        {t("soldBy", { merchant: merchantName })}
      </Row>
    </ul>
  );
}

function Row({ icon, children, text }: { icon: ReactNode; children: ReactNode; text: string }) {
  return (
    <li className="flex gap-3.5 py-4">
      <span className="mt-0.5 shrink-0 text-soft">{icon}</span>
      <div className="min-w-0 text-sm">
        <p className="font-semibold">{children}</p>
        <p className="text-soft">{text}</p>
      </div>
    </li>
  );
}

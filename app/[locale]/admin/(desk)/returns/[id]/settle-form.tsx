import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import type { Locale } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";
import { readReturnValue } from "@/lib/orders/returns/read-return-value";
import type { ReturnView } from "@/lib/orders/returns/read-returns";
import { settle } from "./actions";

const texts = {
  refund: "steps.settle.text",
  store_credit: "steps.settle.textCredit",
  exchange: "steps.settle.orMoneyText",
} as const;

interface SettleProps {
  order: OrderView;
  found: ReturnView;
  locale: Locale;
}

/** Of a return that was looked at: its money goes back, as far as the shop has it. */
export async function SettleForm({ order, found, locale }: SettleProps) {
  const t = await getTranslations("returns");
  const { customerId, orderId, currency } = order;
  const { returnId, resolution } = found;
  const value = found.status === "inspected" ? await readReturnValue(db(), { customerId, orderId, returnId }) : null;
  return (
    <ActionForm action={settle.bind(null, locale, returnId)} className="contents">
      {!value ? (
        <FormMessage />
      ) : value.amount === 0 && value.shortfall ? (
        <Panel title={t("steps.settle.nothingLeft")}>
          <p className="mb-4 text-sm text-soft">{t(`steps.settle.nothingLeftText.${value.shortfall}`)}</p>
          {resolution === "exchange" ? (
            <p className="mb-4 text-sm text-soft">{t("steps.settle.exchangeFreed")}</p>
          ) : null}
          <Buttons look={t("steps.settle.close")} confirm={t("steps.settle.closeConfirm")} />
        </Panel>
      ) : (
        <Panel title={t(resolution === "exchange" ? "steps.settle.orMoney" : "steps.settle.title")}>
          <p className="mb-4 text-sm text-soft">{t(texts[resolution])}</p>
          {value.shortfall && value.shortfall !== "free" ? (
            <p className="mb-4 text-sm">
              {t(`steps.settle.partLeft.${value.shortfall}`, {
                amount: formatMoney({ amount: value.amount, currency }, locale),
              })}
            </p>
          ) : null}
          <Buttons look={t("steps.settle.look")} confirm={t("steps.settle.confirm")} />
        </Panel>
      )}
    </ActionForm>
  );
}

function Buttons({ look, confirm }: { look: string; confirm: string }) {
  return (
    <div className="grid gap-3">
      <FormMessage />
      <div>
        <FormConfirm again={confirm}>{look}</FormConfirm>
      </div>
    </div>
  );
}

import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import type { Locale } from "@/lib/i18n/markets";
import type { ReturnView } from "@/lib/orders/returns/read-returns";
import { exchange } from "./actions";

/** Of an exchange that was looked at: what was chosen goes out. */
export async function ExchangeForm({ found, locale }: { found: ReturnView; locale: Locale }) {
  const t = await getTranslations("returns");
  const accepted = found.lines.reduce((sum, line) => sum + (line.acceptedQuantity ?? 0), 0);
  const isDue = found.resolution === "exchange" && found.status === "inspected" && accepted > 0;
  return (
    <ActionForm action={exchange.bind(null, locale, found.returnId)} className="contents">
      {isDue ? (
        <Panel title={t("steps.exchange.title")}>
          <p className="mb-4 text-sm text-soft">{t("steps.exchange.text")}</p>
          <div className="grid gap-3">
            <FormMessage />
            <div>
              <FormSubmit>{t("steps.exchange.submit")}</FormSubmit>
            </div>
          </div>
        </Panel>
      ) : (
        <FormMessage />
      )}
    </ActionForm>
  );
}

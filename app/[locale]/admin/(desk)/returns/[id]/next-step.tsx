import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { CellField, FormField } from "@/components/ui/form-fields";
import { LastNote } from "@/components/ui/last-note";
import type { Locale } from "@/lib/i18n/markets";
import { lineName } from "@/lib/orders/line-name";
import type { OrderView } from "@/lib/orders/read-order";
import type { ReturnView } from "@/lib/orders/returns/read-returns";
import { inspect, receive, reject } from "./actions";
import { ApproveForm } from "./approve-form";
import { ExchangeForm } from "./exchange-form";
import { SettleForm } from "./settle-form";

/** What the merchant can do with a return now, and nothing else. The form stays to say what came of it. */
export async function NextStep({
  order,
  found,
  hasAddress,
  locale,
}: StepProps & { order: OrderView; hasAddress: boolean }) {
  return (
    <LastNote>
      <ApproveForm found={found} hasAddress={hasAddress} locale={locale} />
      <ReceiveForm found={found} locale={locale} />
      <InspectForm found={found} locale={locale} />
      <ExchangeForm found={found} locale={locale} />
      <SettleForm order={order} found={found} locale={locale} />
      <RejectForm found={found} locale={locale} />
    </LastNote>
  );
}

interface StepProps {
  found: ReturnView;
  locale: Locale;
}

async function ReceiveForm({ found, locale }: StepProps) {
  const t = await getTranslations("returns");
  return (
    <ActionForm action={receive.bind(null, locale, found.returnId)} className="contents">
      {found.status !== "approved" ? (
        <FormMessage />
      ) : (
        <Panel title={t("steps.receive.title")}>
          <p className="mb-4 text-sm text-soft">{t("steps.receive.text")}</p>
          <FormMessage />
          <FormSubmit>{t("steps.receive.submit")}</FormSubmit>
        </Panel>
      )}
    </ActionForm>
  );
}

async function InspectForm({ found, locale }: StepProps) {
  const t = await getTranslations("returns");
  return (
    <ActionForm action={inspect.bind(null, locale, found.returnId)} className="contents">
      {found.status !== "received" ? (
        <FormMessage />
      ) : (
        <Panel title={t("steps.inspect.title")}>
          <p className="mb-4 text-sm text-soft">{t("steps.inspect.text")}</p>
          <ul>
            {found.lines.map(({ lineId, quantity, ordered }) => (
              <li key={lineId} className="grid gap-3 border-t border-line py-3 text-sm sm:grid-cols-[1fr_7rem_7rem]">
                <span className="min-w-0">
                  {lineName(ordered)}
                  <span className="block text-soft">{t("one.units", { count: quantity })}</span>
                </span>
                <span className="text-xs text-soft">
                  <span aria-hidden>{t("steps.inspect.accepted")}</span>
                  <CellField
                    name={`accepted.${lineId}`}
                    label={t("steps.inspect.acceptedOf", { title: lineName(ordered) })}
                    initial={String(quantity)}
                    inputMode="numeric"
                    autoComplete="off"
                  />
                </span>
                <span className="text-xs text-soft">
                  <span aria-hidden>{t("steps.inspect.restock")}</span>
                  <CellField
                    name={`restock.${lineId}`}
                    label={t("steps.inspect.restockOf", { title: lineName(ordered) })}
                    initial={String(quantity)}
                    inputMode="numeric"
                    autoComplete="off"
                  />
                </span>
              </li>
            ))}
          </ul>
          <div className="grid gap-3 border-t border-line pt-4">
            <FormMessage />
            <div>
              <FormSubmit>{t("steps.inspect.submit")}</FormSubmit>
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}

async function RejectForm({ found, locale }: StepProps) {
  const t = await getTranslations("returns");
  const { status, lines } = found;
  const canReject = status === "requested" || (status === "inspected" && lines.every((line) => !line.acceptedQuantity));
  return (
    <ActionForm action={reject.bind(null, locale, found.returnId)} className="contents">
      {!canReject ? (
        <FormMessage />
      ) : (
        <Panel title={t("steps.reject.title")}>
          <div className="grid gap-4">
            <FormField
              id="reject-reason"
              name="reason"
              label={t("steps.reject.reason")}
              hint={t("steps.reject.hint")}
              maxLength={300}
              required
            />
            <FormMessage />
            <div>
              <FormConfirm again={t("steps.reject.confirm")}>{t("steps.reject.submit")}</FormConfirm>
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}

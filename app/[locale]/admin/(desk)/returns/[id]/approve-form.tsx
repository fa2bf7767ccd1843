import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import type { Locale } from "@/lib/i18n/markets";
import type { ReturnView } from "@/lib/orders/returns/read-returns";
import { approve } from "./actions";

interface ApproveProps {
  found: ReturnView;
  /** Whether the place it goes to has an address to print on its label. */
  hasAddress: boolean;
  locale: Locale;
}

/** Of a return that was asked for: the buyer may send it. */
export async function ApproveForm({ found, hasAddress, locale }: ApproveProps) {
  const t = await getTranslations("returns");
  return (
    <ActionForm action={approve.bind(null, locale, found.returnId)} className="contents">
      {found.status !== "requested" ? (
        <FormMessage />
      ) : (
        <Panel title={t("steps.approve.title")}>
          <p className="mb-4 text-sm text-soft">{t("steps.approve.text")}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField id="carrier" name="carrier" label={t("steps.approve.carrier")} maxLength={60} />
            <FormField
              id="tracking"
              name="tracking"
              label={t("steps.approve.tracking")}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
            />
            {found.resolution === "exchange" ? (
              <FormSelect
                id="gets"
                name="gets"
                label={t("steps.approve.gets")}
                hint={t("steps.approve.getsHint")}
                initial="exchange"
              >
                <option value="exchange">{t("steps.approve.getsExchange")}</option>
                <option value="refund">{t("steps.approve.getsRefund")}</option>
              </FormSelect>
            ) : null}
          </div>
          <div className="mt-4 grid gap-3">
            <FormMessage />
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <FormSubmit>{t("steps.approve.submit")}</FormSubmit>
              {hasAddress ? null : (
                <Link href={`/${locale}/admin/locations`} prefetch={false} className="text-link text-sm">
                  {t("steps.approve.addressFirst")}
                </Link>
              )}
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}

import { getTranslations } from "next-intl/server";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import type { Locale } from "@/lib/i18n/markets";
import type { OpenDifference } from "@/lib/orders/reconcile/list-differences";
import { lacksMoney, missingMoneyOutcomes, settlesItself } from "@/lib/orders/reconcile/settle-by-hand";
import { oweItAgain, settle } from "./actions";

/**
 * What an operator can do about a difference: owe a failed refund again, or say how it was settled outside. A refund that
 * is overdue is still to be sent, and payments that could not be compared are compared again: they settle themselves.
 */
export async function DifferenceForms({ row, locale }: { row: OpenDifference; locale: Locale }) {
  if (settlesItself(row.kind)) return null;
  const t = await getTranslations("payments");
  return (
    <div className="grid max-w-prose gap-4">
      {row.kind === "refund_failed" ? (
        <ActionForm action={oweItAgain.bind(null, locale)} className="grid gap-3">
          <input type="hidden" name="differenceId" value={row.differenceId} />
          <FormMessage />
          <div>
            <FormConfirm again={t("books.verbs.confirm")}>{t("books.verbs.oweAgain")}</FormConfirm>
          </div>
        </ActionForm>
      ) : null}
      <ActionForm action={settle.bind(null, locale)} className="grid gap-3">
        <input type="hidden" name="differenceId" value={row.differenceId} />
        {lacksMoney(row.kind) ? (
          <FormSelect id={`outcome-${row.differenceId}`} name="outcome" label={t("books.verbs.outcome")} required>
            <option value="">{t("books.verbs.choose")}</option>
            {missingMoneyOutcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`books.verbs.outcomes.${outcome}`)}
              </option>
            ))}
          </FormSelect>
        ) : null}
        <FormField
          id={`reason-${row.differenceId}`}
          name="reason"
          label={t("books.verbs.because")}
          hint={t("books.verbs.becauseHint")}
          maxLength={500}
          autoComplete="off"
          required
        />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("books.verbs.settle")}</FormSubmit>
        </div>
      </ActionForm>
    </div>
  );
}

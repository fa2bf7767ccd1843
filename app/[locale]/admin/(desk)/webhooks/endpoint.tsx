import { getTranslations } from "next-intl/server";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormSecret } from "@/components/ui/form-fields";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { EndpointRow } from "@/lib/notifications/list-webhooks";
import { missedDays } from "@/lib/notifications/webhook";
import { changeWebhook, replayWebhook } from "./actions";

const quiet = "button-outline min-h-11! text-sm!";

/** One address with all that can be done to it. */
export async function Endpoint({ endpoint, locale, owner }: { endpoint: EndpointRow; locale: Locale; owner: boolean }) {
  const t = await getTranslations("notices.webhooks");
  const { endpointId, url, types, active, failed, oldSecretUntil } = endpoint;
  const canReplay = active && failed > 0;
  const change = (name: string) => changeWebhook.bind(null, locale, endpointId, name);
  return (
    <li className="border-line not-first:border-t not-first:pt-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 font-semibold wrap-anywhere" dir="ltr">
          {url}
        </p>
        <StatusChip tone={active ? "good" : "quiet"}>{active ? t("on") : t("off")}</StatusChip>
      </div>
      <p className="mt-1 text-sm text-soft">{types.length > 0 ? types.join(", ") : t("allTypes")}</p>
      {active ? null : <p className="mt-1 max-w-prose text-sm text-soft">{t("offText", { days: missedDays })}</p>}
      {oldSecretUntil ? (
        <p className="mt-1 max-w-prose text-sm text-soft">
          {t("oldUntil", { moment: formatDateTime(oldSecretUntil, locale) })}
        </p>
      ) : null}
      <div className="mt-4 flex flex-wrap items-start gap-3">
        <ActionForm
          action={replayWebhook.bind(null, locale, { endpointId })}
          className={canReplay ? "grid gap-2" : "contents"}
        >
          {canReplay ? <FormSubmit className={quiet}>{t("replayFailed", { count: failed })}</FormSubmit> : null}
          <FormMessage />
        </ActionForm>
        {owner ? (
          <>
            <ActionForm action={change(active ? "test" : "switch_on")} className="grid gap-2">
              <FormSubmit className={quiet}>{active ? t("test") : t("switchOn")}</FormSubmit>
              <FormMessage />
            </ActionForm>
            <ActionForm action={change("rotate")} className="grid min-w-0 gap-2">
              <div>
                <FormConfirm again={t("rotateConfirm")} small>
                  {t("rotate")}
                </FormConfirm>
              </div>
              <FormMessage />
              <FormSecret id={`secret-${endpointId}`} label={t("secret")} />
            </ActionForm>
            <ActionForm action={change("remove")} className="grid gap-2">
              <FormConfirm again={t("removeConfirm")} small>
                {t("remove")}
              </FormConfirm>
              <FormMessage />
            </ActionForm>
          </>
        ) : null}
      </div>
    </li>
  );
}

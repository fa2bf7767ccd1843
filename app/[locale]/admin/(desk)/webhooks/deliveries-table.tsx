import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Table } from "@/components/admin/table";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { DeliveryRow } from "@/lib/notifications/list-webhooks";
import { switchedOff } from "@/lib/notifications/webhook";
import { replayWebhook } from "./actions";

const tones = { pending: "moving", delivered: "good", failed: "waiting" } as const;

/** What the endpoints were told, with what they answered and the body that was sent. */
export async function DeliveriesTable({ rows, locale }: { rows: DeliveryRow[]; locale: Locale }) {
  const t = await getTranslations("notices.webhooks");
  const head = (
    <>
      <th scope="col">{t("event")}</th>
      <th scope="col" className="@max-2xl:hidden">
        {t("at")}
      </th>
      <th scope="col" className="@max-3xl:hidden">
        {t("answer")}
      </th>
      <th scope="col">{t("status")}</th>
      <th scope="col">
        <span className="sr-only">{t("replay")}</span>
      </th>
    </>
  );
  return (
    <Table caption={t("deliveries")} head={head}>
      {rows.map((row) => (
        <tr key={`${row.endpointId} ${row.eventId}`} className="align-top">
          <td>
            <details>
              <summary className="min-h-6 cursor-pointer font-semibold">{row.type}</summary>
              <pre className="mt-2 overflow-x-auto text-xs whitespace-pre-wrap" dir="ltr">
                {row.payload}
              </pre>
            </details>
            <span className="line-clamp-2 text-xs text-soft" dir="ltr">
              {row.url}
            </span>
            <span className="block text-xs text-soft @2xl:hidden">{formatDateTime(row.createdAt, locale)}</span>
            <span className="block text-xs text-soft @3xl:hidden">
              <Answer row={row} />
            </span>
          </td>
          <td className="whitespace-nowrap @max-2xl:hidden">{formatDateTime(row.createdAt, locale)}</td>
          <td className="max-w-60 wrap-anywhere @max-3xl:hidden">
            <Answer row={row} />
          </td>
          <td>
            <StatusChip tone={tones[row.status]}>{t(`statuses.${row.status}`)}</StatusChip>
            <span className="mt-1 block text-xs text-soft">{t("attempts", { count: row.attempts })}</span>
          </td>
          <td>
            <ActionForm
              action={replayWebhook.bind(null, locale, { endpointId: row.endpointId, eventId: row.eventId })}
              className="grid gap-1"
            >
              {row.status === "pending" || !row.active ? null : (
                <FormSubmit
                  className="button-quiet min-h-11! px-3! text-sm!"
                  label={t("replayOne", { type: row.type })}
                >
                  {t("replay")}
                </FormSubmit>
              )}
              <FormMessage />
            </ActionForm>
          </td>
        </tr>
      ))}
    </Table>
  );
}

const unanswered = z.enum(["address_refused", "timed_out", switchedOff]);

/** What the endpoint answered, or why it said nothing. */
async function Answer({ row: { responseStatus, lastError } }: { row: DeliveryRow }) {
  const t = await getTranslations("notices.webhooks");
  const why = unanswered.safeParse(lastError);
  if (responseStatus === null && why.success) return t(`unanswered.${why.data}`);
  if (responseStatus === null) return lastError ? t("noAnswer", { error: lastError }) : null;
  return (
    <>
      {responseStatus}
      {lastError ? <span className="block text-xs text-soft">{lastError.slice(0, 120)}</span> : null}
    </>
  );
}

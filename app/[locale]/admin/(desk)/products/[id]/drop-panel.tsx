import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { StatusChip, type Tone } from "@/components/ui/status-chip";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import type { DropStatus } from "@/lib/inventory/waiting-room/drop";
import type { OwnDrop } from "@/lib/inventory/waiting-room/read-own-drop";
import { endDrop, saveDrop } from "./drop-actions";

const tones: Record<DropStatus, Tone> = { scheduled: "waiting", open: "good", sold_out: "moving", closed: "quiet" };

interface DropPanelProps {
  productId: string;
  drop: OwnDrop | null;
  market: Market;
}

/**
 * The product's waiting room: how it goes, and how to end it; or how to make one. It is one form, which outlives what it
 * did and so can say it.
 */
export async function DropPanel({ productId, drop, market }: DropPanelProps) {
  const t = await getTranslations("drops");
  const { locale, timeZone } = market;
  const lives = drop !== null && drop.status !== "closed";
  const status = drop ? <StatusChip tone={tones[drop.status]}>{t(`admin.statuses.${drop.status}`)}</StatusChip> : null;
  return (
    <Panel title={t("room")} aside={status}>
      <p className="mb-4 text-sm text-soft">{t("admin.text")}</p>
      {drop ? <DropNumbers drop={drop} locale={locale} /> : null}
      <ActionForm action={(lives ? endDrop : saveDrop).bind(null, locale)} className="grid gap-4">
        <input name="productId" type="hidden" value={productId} />
        {lives ? (
          <input name="dropId" type="hidden" value={drop.dropId} />
        ) : (
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField
              hint={t("admin.opensHint", { zone: timeZone })}
              id="opensAt"
              label={t("admin.opensAt")}
              name="opensAt"
              type="datetime-local"
            />
            <FormField
              autoComplete="off"
              hint={t("admin.paceHint")}
              id="pacePerSecond"
              initial="20"
              inputMode="numeric"
              label={t("admin.pace")}
              name="pacePerSecond"
            />
          </div>
        )}
        <FormMessage />
        <div>
          {lives ? (
            <FormConfirm again={t("admin.closeAgain")}>{t("admin.close")}</FormConfirm>
          ) : (
            <FormSubmit className="button-outline">{t("admin.create")}</FormSubmit>
          )}
        </div>
      </ActionForm>
    </Panel>
  );
}

async function DropNumbers({ drop, locale }: { drop: OwnDrop; locale: Market["locale"] }) {
  const t = await getTranslations("drops");
  const rows = [
    [t("admin.opensAt"), formatDateTime(drop.opensAt, locale)],
    [t("admin.pace"), formatNumber(drop.pacePerSecond, locale)],
    [t("admin.waiting"), formatNumber(drop.waiting, locale)],
    [t("admin.admitted"), formatNumber(drop.admitted, locale)],
    [t("admin.held"), formatNumber(drop.held, locale)],
    [t("admin.sold"), formatNumber(drop.sold, locale)],
  ];
  return (
    <dl className="mb-5 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { getTranslations } from "next-intl/server";
import { formatDeadline } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { DropSignal } from "@/lib/inventory/waiting-room/drop";

/** The sentences of a waiting room. They come with the live figures of its product: other pages never carry them. */
export async function dropLabels({ opensAt }: DropSignal, locale: Locale) {
  const t = await getTranslations({ locale, namespace: "drops" });
  const at = formatDeadline(new Date(opensAt), locale);
  return {
    room: t("room"),
    "phases.before": t("phases.before", { at }),
    "phases.entered": t("phases.entered", { at }),
    "phases.joinable": t("phases.joinable"),
    "phases.drawing": t("phases.drawing"),
    "phases.waiting": t("phases.waiting"),
    "phases.turn": t("phases.turn"),
    "phases.passed": t("phases.passed"),
    "phases.sold_out": t("phases.sold_out"),
    "phases.closed": t("phases.closed"),
    "texts.before": t("texts.before"),
    "texts.entered": t("texts.entered"),
    "texts.joinable": t("texts.joinable"),
    "texts.drawing": t("texts.drawing"),
    "texts.waiting": t("texts.waiting"),
    "texts.turn": t("texts.turn", { until: "{until}" }),
    "texts.passed": t("texts.passed"),
    "texts.sold_out": t("texts.sold_out"),
    "texts.closed": t("texts.closed"),
    opensIn: t("opensIn"),
    place: t("place"),
    ahead: t("ahead"),
    estimate: t("estimate"),
    minutes: t("minutes", { minutes: "{minutes}" }),
    join: t("join"),
    joinAgain: t("joinAgain"),
    joining: t("joining"),
    "errors.too_many": t("errors.too_many"),
    "errors.other": t("errors.other"),
  };
}

import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { RuleChange } from "@/lib/search/merchandising/read-rule";

export async function HistoryPanel({ changes, locale }: { changes: RuleChange[]; locale: Locale }) {
  const t = await getTranslations("rules");
  return (
    <Panel title={t("history")}>
      <ol className="grid gap-2 text-sm">
        {changes.map(({ changeId, action, staffName, at }) => (
          <li key={changeId} className="flex flex-wrap justify-between gap-x-4">
            <span>{t("did", { name: staffName, action: t(`actions.${action}`) })}</span>
            <time className="text-soft" dateTime={at.toISOString()}>
              {formatDateTime(at, locale)}
            </time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

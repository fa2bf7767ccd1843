import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import type { CategoryNode } from "@/lib/catalog/category";
import { formatDateTime } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import { groupKey } from "@/lib/search/merchandising/name-boosts";
import type { RuleChange } from "@/lib/search/merchandising/read-rule";
import { nameGroups } from "./name-groups";

interface HistoryPanelProps {
  changes: RuleChange[];
  market: Market;
  tree: CategoryNode[];
}

export async function HistoryPanel({ changes, market: { locale, language }, tree }: HistoryPanelProps) {
  const [t, names] = await Promise.all([
    getTranslations("rules"),
    nameGroups(
      changes.flatMap(({ about }) => about ?? []),
      language,
      tree,
    ),
  ]);
  const nameOf = ({ about }: RuleChange) => about && names.get(groupKey(about))?.label;
  return (
    <Panel title={t("history")}>
      <ol className="grid gap-2 text-sm">
        {changes.map((change) => (
          <li key={change.changeId} className="flex flex-wrap justify-between gap-x-4">
            <span className="wrap-anywhere">
              {[t("did", { name: change.staffName, action: t(`actions.${change.action}`) }), nameOf(change)]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <time className="text-soft" dateTime={change.at.toISOString()}>
              {formatDateTime(change.at, locale)}
            </time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

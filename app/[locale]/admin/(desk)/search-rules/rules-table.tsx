import { getTranslations } from "next-intl/server";
import { RowLink, Table } from "@/components/admin/table";
import { shortId } from "@/lib/core/ids";
import { formatDateTime } from "@/lib/i18n/format";
import { type Locale, languages } from "@/lib/i18n/markets";
import type { RuleRow } from "@/lib/search/merchandising/list-rules";
import { RuleChip } from "./rule-chip";

interface RulesTableProps {
  rows: RuleRow[];
  locale: Locale;
  operator: boolean;
  now: Date;
}

export async function RulesTable({ rows, locale, operator, now }: RulesTableProps) {
  const t = await getTranslations("rules");
  const effect = ({ rule }: RuleRow): string => {
    if (!rule) return t("doesNothing");
    const { target, pins, boosts } = rule;
    if (target) return target.kind === "path" ? t("leadsTo", { path: target.path }) : t("leadsToCategory");
    return t("arranges", { pins: pins.length, boosts: boosts.length });
  };
  const head = (
    <>
      <th scope="col">{t("words")}</th>
      <th scope="col" className="@max-xl:hidden">
        {t("effect")}
      </th>
      <th scope="col" className="@max-3xl:hidden">
        {t("changed")}
      </th>
      <th scope="col">{t("state")}</th>
    </>
  );
  return (
    <Table caption={t("title")} head={head}>
      {rows.map((row) => {
        const facts = [
          t(`matches.${row.match}`),
          row.language ? languages[row.language].name : t("everyLanguage"),
          ...(operator ? [row.merchantId ? t("ownerMerchant") : t("ownerShop")] : []),
        ];
        return (
          <tr key={row.ruleId} className="hover:bg-sunken/60">
            <td>
              <RowLink href={`/${locale}/admin/search-rules/${shortId(row.ruleId)}`}>{row.query}</RowLink>
              <span className="block text-xs text-soft">{facts.join(" · ")}</span>
              <span className="block text-xs text-soft @xl:hidden">{effect(row)}</span>
            </td>
            <td className="wrap-anywhere @max-xl:hidden">{effect(row)}</td>
            <td className="@max-3xl:hidden">
              {formatDateTime(row.updatedAt, locale)}
              <span className="block text-xs text-soft">{row.updatedBy}</span>
            </td>
            <td>
              <RuleChip rule={row.rule} now={now} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

import { getTranslations } from "next-intl/server";
import { RowLink, Table } from "@/components/admin/table";
import { StatusChip } from "@/components/ui/status-chip";
import type { ImportRun } from "@/lib/catalog/import/desk/read-import";
import { shortId } from "@/lib/core/ids";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { importTones } from "./import-tones";

export async function ImportsTable({ imports, locale }: { imports: ImportRun[]; locale: Locale }) {
  const t = await getTranslations("imports");
  const count = (number: number) => formatNumber(number, locale);
  const head = (
    <>
      <th scope="col">{t("file")}</th>
      <th scope="col" className="@max-2xl:hidden">
        {t("by")}
      </th>
      <th scope="col" className="@max-3xl:hidden">
        {t("result")}
      </th>
      <th scope="col">{t("status")}</th>
    </>
  );
  return (
    <Table caption={t("recent")} head={head}>
      {imports.map(({ importId, fileName, status, startedByName, createdAt, created, updated, refused }) => (
        <tr key={importId} className="hover:bg-sunken/60">
          <td>
            <RowLink href={`/${locale}/admin/products/import/${shortId(importId)}`}>{fileName || t("file")}</RowLink>
            <span className="block text-xs text-soft">
              {formatDateTime(createdAt, locale)}
              <span className="@2xl:hidden"> · {startedByName ?? t("facts.nobody")}</span>
            </span>
          </td>
          <td className="@max-2xl:hidden">{startedByName ?? t("facts.nobody")}</td>
          <td className="@max-3xl:hidden">
            {status === "done"
              ? t("resultText", { created: count(created), updated: count(updated), refused: count(refused) })
              : null}
          </td>
          <td>
            <StatusChip tone={importTones[status]}>{t(`statuses.${status}`)}</StatusChip>
          </td>
        </tr>
      ))}
    </Table>
  );
}

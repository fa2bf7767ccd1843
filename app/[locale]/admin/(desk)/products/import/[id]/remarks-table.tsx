import { getTranslations } from "next-intl/server";
import { sayRemark } from "@/components/admin/say-remark";
import { Table } from "@/components/admin/table";
import type { KeptRemark } from "@/lib/catalog/import/desk/list-remarks";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

/** What there is to say of a file's lines. */
export async function RemarksTable({
  caption,
  remarks,
  locale,
}: {
  caption: string;
  remarks: KeptRemark[];
  locale: Locale;
}) {
  const t = await getTranslations("imports");
  const head = (
    <>
      <th scope="col">{t("refused.line")}</th>
      <th scope="col" className="@max-lg:hidden">
        {t("refused.column")}
      </th>
      <th scope="col">{t("refused.reason")}</th>
    </>
  );
  return (
    <Table caption={caption} head={head} inset>
      {remarks.map((remark) => (
        <tr key={`${remark.line} ${remark.code} ${remark.column} ${remark.found} ${remark.about}`}>
          <td>{formatNumber(remark.line, locale)}</td>
          <td className="wrap-anywhere @max-lg:hidden">{remark.column}</td>
          <td className="wrap-anywhere">
            {sayRemark(t, remark)}
            {remark.handle ? <span className="block text-xs text-soft">{remark.handle}</span> : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}

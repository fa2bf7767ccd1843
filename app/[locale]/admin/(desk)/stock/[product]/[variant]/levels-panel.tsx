import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { Table } from "@/components/admin/table";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnVariant } from "@/lib/merchants/read-own-product";

interface LevelsPanelProps {
  variant: OwnVariant;
  locations: { locationId: string; name: string; active: boolean }[];
  locale: Locale;
  /** The product as it stands in addresses. */
  product: string;
}

export async function LevelsPanel({ variant, locations, locale, product }: LevelsPanelProps) {
  const t = await getTranslations("stock");
  const number = (value: number) => formatNumber(value, locale);
  const shown = locations.flatMap(({ locationId, name, active }) => {
    const level = variant.stock.find((each) => each.locationId === locationId) ?? { onHand: 0, held: 0, sold: 0 };
    return active || level.onHand !== 0 || level.held > 0 ? [{ ...level, locationId, name }] : [];
  });
  return (
    <Panel
      title={t("byLocation")}
      aside={
        <Link href={`/${locale}/admin/products/${product}`} prefetch={false} className="text-link">
          {t("editCounts")}
        </Link>
      }
    >
      <Table
        caption={t("byLocation")}
        inset
        head={
          <>
            <th scope="col">{t("location")}</th>
            {[t("onHand"), t("held"), t("free")].map((name) => (
              <th key={name} scope="col" className="figure">
                {name}
              </th>
            ))}
            <th scope="col" className="figure @max-xl:hidden">
              {t("sold")}
            </th>
          </>
        }
      >
        {shown.map(({ locationId, name, onHand, held, sold }) => (
          <tr key={locationId}>
            <td className="font-semibold">{name}</td>
            <td className="figure">{number(onHand)}</td>
            <td className="figure">{number(held)}</td>
            <td className="figure">{number(onHand - held)}</td>
            <td className="figure @max-xl:hidden">{number(sold)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

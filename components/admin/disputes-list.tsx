import { getTranslations } from "next-intl/server";
import { type TextCursor, writeTextCursor } from "@/lib/http/text-cursor";
import type { Locale } from "@/lib/i18n/markets";
import type { DisputeRow } from "@/lib/orders/list-disputes";
import { DisputesTable } from "./disputes-table";
import { Pager } from "./pager";
import { Empty, ListPanel } from "./panel";

interface DisputesListProps {
  disputes: { rows: readonly DisputeRow[]; next: TextCursor | null };
  first: boolean;
  /** Of the page that the list is on. */
  path: string;
  /** The parameter that holds the place, where the page has other lists. */
  name?: string;
  /** As DisputesTable's. */
  pageOf?: (paymentIntentId: string) => string;
  locale: Locale;
}

/** A page of disputes beneath its heading, and the way on. */
export async function DisputesList({ disputes: { rows, next }, first, path, name, pageOf, locale }: DisputesListProps) {
  const t = await getTranslations("payments");
  return (
    <>
      <h2 className="mb-3 text-base font-semibold">{t("disputes.title")}</h2>
      <ListPanel>
        {rows.length > 0 ? (
          <DisputesTable rows={rows} locale={locale} pageOf={pageOf} />
        ) : (
          <Empty title={t("disputes.none")}>{t("disputes.noneText")}</Empty>
        )}
      </ListPanel>
      <Pager
        path={path}
        query={{}}
        name={name}
        first={first}
        next={next ? writeTextCursor(next) : null}
        label={t("disputes.title")}
      />
    </>
  );
}

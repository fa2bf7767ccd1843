import { getTranslations } from "next-intl/server";
import { Fact } from "@/components/admin/fact";
import { Panel } from "@/components/admin/panel";
import type { ImportRun } from "@/lib/catalog/import/desk/read-import";
import { articleList } from "@/lib/catalog/import/dialects/article-list";
import { encodingNames } from "@/lib/catalog/import/encoding-names";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import { isLanguage, type Locale, languages } from "@/lib/i18n/markets";

const encodings = new Map<string, string>(Object.entries(encodingNames));

/** What the file is, and who did what with it when. */
export async function ImportFacts({ run, locale }: { run: ImportRun; locale: Locale }) {
  const t = await getTranslations("imports");
  const count = (number: number) => formatNumber(number, locale);
  const deed = (name: string | null, at: Date) =>
    t("facts.byAt", { name: name ?? t("facts.nobody"), at: formatDateTime(at, locale) });
  const { dialect, confirmedAt, endedAt } = run;
  return (
    <Panel title={t("facts.title")}>
      <dl className="grid gap-3 text-sm">
        <Fact name={t("facts.handedIn")}>{deed(run.startedByName, run.createdAt)}</Fact>
        <Fact name={t("facts.texts")}>
          {isLanguage(run.language) ? languages[run.language].name : run.language}, {run.currency}
        </Fact>
        {dialect ? (
          <>
            <Fact name={t("facts.dialect")}>{dialect === articleList.name ? t("facts.articles") : dialect}</Fact>
            <Fact name={t("facts.encoding")}>{encodings.get(run.encoding) ?? run.encoding}</Fact>
          </>
        ) : null}
        {run.rowsTotal > 0 ? <Fact name={t("facts.rows")}>{count(run.rowsTotal)}</Fact> : null}
        {run.productsDone > 0 ? (
          <>
            <Fact name={t("facts.products")}>{count(run.created + run.updated + run.unchanged + run.refused)}</Fact>
            <Fact name={t("facts.variants")}>{count(run.variants)}</Fact>
            <Fact name={t("facts.pictures")}>{count(run.pictures)}</Fact>
          </>
        ) : null}
        {confirmedAt ? <Fact name={t("facts.confirmed")}>{deed(run.confirmedByName, confirmedAt)}</Fact> : null}
        {endedAt && run.cancelledBy ? (
          <Fact name={t("facts.stopped")}>{deed(run.cancelledByName, endedAt)}</Fact>
        ) : null}
        {endedAt && !run.cancelledBy ? <Fact name={t("facts.ended")}>{formatDateTime(endedAt, locale)}</Fact> : null}
      </dl>
    </Panel>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/ui/status-chip";
import { requireStaff } from "@/lib/auth/auth";
import { listRemarks } from "@/lib/catalog/import/desk/list-remarks";
import { readImport } from "@/lib/catalog/import/desk/read-import";
import { fromShortId, nilId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { pageMarket } from "../../../../../page-market";
import { importTones } from "../import-tones";
import { ImportFacts } from "./import-facts";
import { ImportStage } from "./import-stage";
import { RemarksTable } from "./remarks-table";
import { SampleTable } from "./sample-table";

export const instant = false;

const shownMax = 25;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("imports");
  return { title: t("one") };
}

export default async function ImportRunPage({ params }: { params: Promise<{ id: string }> }) {
  const { locale } = await pageMarket();
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/products/import/${id}`);
  const importId = fromShortId(id) ?? nilId;
  const [t, run, refused, notes] = await Promise.all([
    getTranslations("imports"),
    readImport(db(), staff.merchantId, importId),
    listRemarks(db(), staff.merchantId, importId, { refused: true, count: shownMax }),
    listRemarks(db(), staff.merchantId, importId, { refused: false, count: shownMax }),
  ]);
  if (!run) notFound();
  return (
    <>
      <PageHead title={run.fileName || t("one")} back={{ href: `/${locale}/admin/products/import`, title: t("title") }}>
        <StatusChip tone={importTones[run.status]}>{t(`statuses.${run.status}`)}</StatusChip>
      </PageHead>
      <Columns>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <ImportStage run={run} locale={locale} />
          {run.status === "ready" && run.sample.length > 0 ? (
            <Panel title={t("sample.title")}>
              <SampleTable sample={run.sample} currency={run.currency} locale={locale} />
            </Panel>
          ) : null}
          {refused.length > 0 ? (
            <Panel
              title={t("refused.title")}
              aside={
                <a href={`/api/imports/${id}/refused?locale=${locale}`} download className="text-link">
                  {t("refused.download")}
                </a>
              }
            >
              <p className="mb-4 text-sm text-soft">{t("refused.text")}</p>
              <RemarksTable caption={t("refused.title")} remarks={refused} locale={locale} />
              {refused.length === shownMax ? (
                <p className="mt-3 text-xs text-soft">{t("refused.more", { count: shownMax })}</p>
              ) : null}
            </Panel>
          ) : null}
          {notes.length > 0 ? (
            <Panel title={t("notes.title")}>
              <RemarksTable caption={t("notes.title")} remarks={notes} locale={locale} />
              {notes.length === shownMax ? (
                <p className="mt-3 text-xs text-soft">{t("refused.more", { count: shownMax })}</p>
              ) : null}
            </Panel>
          ) : null}
        </div>
        <ImportFacts run={run} locale={locale} />
      </Columns>
    </>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageHead } from "@/components/admin/page-head";
import { Empty, ListPanel, Panel } from "@/components/admin/panel";
import { SelectField } from "@/components/ui/field";
import { requireStaff } from "@/lib/auth/auth";
import { bytesMax } from "@/lib/catalog/import/desk/bytes-max";
import { listImports } from "@/lib/catalog/import/desk/list-imports";
import { openMax } from "@/lib/catalog/import/desk/product-import";
import { db } from "@/lib/db/client";
import { formatNumber } from "@/lib/i18n/format";
import { currencyCodes, languageCodes, languages } from "@/lib/i18n/markets";
import { pageMarket } from "../../../../page-market";
import { FileForm } from "./file-form";
import { ImportsTable } from "./imports-table";

export const instant = false;

const querySchema = z.object({
  fault: z.enum(["none", "file_empty", "file_too_large", "too_many_open", "broken"]).optional().catch(undefined),
});
const listed = 20;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default async function ImportPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale, language, currency } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/products/import");
  const { fault } = querySchema.parse(await searchParams);
  const [t, ta, imports] = await Promise.all([
    getTranslations("imports"),
    getTranslations("admin"),
    listImports(db(), staff.merchantId, listed),
  ]);
  const size = formatNumber(bytesMax() / 1_000_000, locale);
  return (
    <>
      <PageHead
        title={t("title")}
        back={{ href: `/${locale}/admin/products`, title: ta("products.title") }}
        intro={t("intro")}
      />
      <Panel title={t("form.title")} className="max-w-2xl">
        <FileForm
          action={`/api/imports?locale=${locale}`}
          bytesMax={bytesMax()}
          fault={fault && t(`form.faults.${fault}`, { size, count: openMax })}
          words={{
            file: t("form.file"),
            hint: t("form.hint", { size }),
            none: t("form.faults.none"),
            tooLarge: t("form.faults.file_too_large", { size }),
            submit: t("form.submit"),
            sending: t("form.sending"),
          }}
        >
          <SelectField id="language" name="language" label={t("form.language")} defaultValue={language}>
            {languageCodes.map((code) => (
              <option key={code} value={code} lang={code}>
                {languages[code].name}
              </option>
            ))}
          </SelectField>
          <SelectField id="currency" name="currency" label={t("form.currency")} defaultValue={currency}>
            {currencyCodes.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </SelectField>
        </FileForm>
      </Panel>
      <h2 className="mt-10 mb-4 text-lg font-semibold">{t("recent")}</h2>
      <ListPanel>
        {imports.length > 0 ? (
          <ImportsTable imports={imports} locale={locale} />
        ) : (
          <Empty title={t("none")}>{t("noneText")}</Empty>
        )}
      </ListPanel>
    </>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DisputesList } from "@/components/admin/disputes-list";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormSelect } from "@/components/ui/form-fields";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readTextCursor } from "@/lib/http/text-cursor";
import { captureModes } from "@/lib/merchants/change-capture-mode";
import { listDisputes } from "@/lib/orders/list-disputes";
import { pageMarket } from "../../../page-market";
import { placeInList } from "../list-query";
import { saveCaptureMode } from "./actions";

export const instant = false;

const querySchema = z.object({ after: placeInList });

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("payments");
  return { title: t("title") };
}

export default async function PaymentsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  const { merchantId, role, operator } = await requireStaff(locale, "/admin/payments");
  const after = readTextCursor(querySchema.parse(await searchParams).after);
  const [t, { captureMode }, disputes] = await Promise.all([
    getTranslations("payments"),
    db().merchant.findUniqueOrThrow({ where: { merchantId }, select: { captureMode: true } }),
    listDisputes(db(), { merchantId, operator, after, pageSize: 20 }),
  ]);
  return (
    <>
      <PageHead title={t("title")} />
      <Panel title={t("capture.title")} className="mb-6">
        <p className="mb-4 max-w-prose text-sm text-soft">{t("capture.text")}</p>
        {role === "owner" ? (
          <ActionForm
            action={saveCaptureMode.bind(null, locale)}
            className="grid max-w-md gap-4"
            label={t("capture.title")}
          >
            <FormSelect id="capture-mode" name="captureMode" label={t("capture.label")} initial={captureMode}>
              {captureModes.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`capture.modes.${mode}`)}
                </option>
              ))}
            </FormSelect>
            <div className="flex flex-wrap items-center gap-4">
              <FormSubmit>{t("capture.save")}</FormSubmit>
              <FormMessage />
            </div>
          </ActionForm>
        ) : (
          <p className="text-sm font-semibold">{t(`capture.modes.${captureMode}`)}</p>
        )}
      </Panel>
      <DisputesList disputes={disputes} first={after !== null} path={`/${locale}/admin/payments`} locale={locale} />
    </>
  );
}

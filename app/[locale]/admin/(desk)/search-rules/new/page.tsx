import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormSelect } from "@/components/ui/form-fields";
import { requireStaff } from "@/lib/auth/auth";
import { getCategoryTree } from "@/lib/catalog/queries";
import { pageMarket } from "../../../../page-market";
import { addRule } from "../actions";
import { RuleFields } from "../rule-fields";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("rules");
  return { title: t("new") };
}

export default async function NewRulePage() {
  const { locale, language, timeZone } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/search-rules/new");
  const [t, tree] = await Promise.all([getTranslations("rules"), staff.operator ? getCategoryTree(language) : null]);
  return (
    <>
      <PageHead title={t("new")} back={{ href: `/${locale}/admin/search-rules`, title: t("title") }} />
      <Panel title={t("settings")} className="max-w-2xl">
        <ActionForm action={addRule.bind(null, locale)} className="grid gap-4" label={t("new")}>
          {staff.operator ? (
            <FormSelect id="owner" name="owner" label={t("owner")} hint={t("ownerHint")} initial="shop">
              <option value="shop">{t("ownerShop")}</option>
              <option value="merchant">{t("ownerNamed", { merchant: staff.merchantName })}</option>
            </FormSelect>
          ) : null}
          <RuleFields timeZone={timeZone} tree={tree} />
          <FormMessage />
          <div>
            <FormSubmit>{t("create")}</FormSubmit>
          </div>
        </ActionForm>
      </Panel>
    </>
  );
}

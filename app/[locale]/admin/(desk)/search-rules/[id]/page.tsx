import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Columns } from "@/components/admin/columns";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { requireStaff } from "@/lib/auth/auth";
import { getCategoryTree } from "@/lib/catalog/queries";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { previewOf } from "@/lib/search/merchandising/queries";
import { readRule } from "@/lib/search/merchandising/read-rule";
import { settingsMark } from "@/lib/search/merchandising/settings-mark";
import { pageMarket } from "../../../../page-market";
import { searchedFor } from "../../list-query";
import { saveRule } from "../actions";
import { RuleFields } from "../rule-fields";
import { BoostsPanel } from "./boosts-panel";
import { HistoryPanel } from "./history-panel";
import { PinsPanel } from "./pins-panel";
import { PreviewPanel } from "./preview-panel";
import { RemoveForm } from "./remove-form";
import { RuleHead } from "./rule-head";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
}

const querySchema = z.object({ find: searchedFor });

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("rules");
  return { title: t("one") };
}

export default async function SearchRulePage({ params, searchParams }: PageProps) {
  const market = await pageMarket();
  const { locale, language, timeZone } = market;
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/search-rules/${id}`);
  const ruleId = fromShortId(id);
  const read = ruleId ? await readRule(db(), staff, ruleId) : null;
  if (!read) notFound();
  const { frame, rule, changes } = read;
  const [t, tree] = await Promise.all([getTranslations("rules"), getCategoryTree(language)]);
  const head = <RuleHead frame={frame} rule={rule} locale={locale} />;
  const history = <HistoryPanel changes={changes} market={market} tree={tree} />;
  if (!rule)
    return (
      <>
        {head}
        {history}
        <RemoveForm ruleId={frame.ruleId} locale={locale} />
      </>
    );
  const { find } = querySchema.parse(await searchParams);
  const preview = await previewOf(rule, market);
  const parts = { rule, locale, market };
  return (
    <>
      {head}
      <Columns>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <PreviewPanel {...parts} preview={preview} />
          {history}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <PinsPanel {...parts} find={find} />
          <BoostsPanel {...parts} preview={preview} tree={tree} />
          <Panel title={t("settings")}>
            <ActionForm
              action={saveRule.bind(null, locale, { ruleId: rule.ruleId, seen: settingsMark(rule) })}
              className="grid gap-4"
              label={t("settings")}
            >
              <RuleFields rule={rule} timeZone={timeZone} tree={rule.merchantId ? null : tree} />
              <FormMessage />
              <div>
                <FormSubmit className="button-outline">{t("save")}</FormSubmit>
              </div>
            </ActionForm>
            <RemoveForm ruleId={rule.ruleId} locale={locale} />
          </Panel>
        </div>
      </Columns>
    </>
  );
}

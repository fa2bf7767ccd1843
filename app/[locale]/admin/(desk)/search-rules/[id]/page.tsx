import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageHead, Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/admin/status-chip";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { requireStaff } from "@/lib/auth/auth";
import { getCategoryTree } from "@/lib/catalog/queries";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { previewOf } from "@/lib/search/merchandising/queries";
import { readRule } from "@/lib/search/merchandising/read-rule";
import { stateOf } from "@/lib/search/merchandising/rule";
import { pageMarket } from "../../../page-market";
import { dropRule, saveRule, turnRule } from "../actions";
import { RuleFields } from "../rule-fields";
import { ruleTones } from "../rules-table";
import { BoostsPanel } from "./boosts-panel";
import { HistoryPanel } from "./history-panel";
import { PinsPanel } from "./pins-panel";
import { PreviewPanel } from "./preview-panel";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
}

const querySchema = z.object({ find: z.string().trim().max(100).catch("") });

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
  const { rule, changes } = read;
  const { find } = querySchema.parse(await searchParams);
  const [t, tree, preview] = await Promise.all([
    getTranslations("rules"),
    getCategoryTree(language),
    previewOf(rule, market),
  ]);
  const state = stateOf(rule, new Date());
  const parts = { rule, locale, market };
  return (
    <>
      <Link
        href={`/${locale}/admin/search-rules`}
        prefetch={false}
        className="quiet-link inline-block py-2 text-sm text-soft"
      >
        {t("title")}
      </Link>
      <PageHead title={t("heading", { query: rule.query })}>
        <div className="flex flex-wrap items-center gap-3">
          <StatusChip tone={ruleTones[state]}>{t(`states.${state}`)}</StatusChip>
          <ActionForm
            action={turnRule.bind(null, locale, rule.ruleId, !rule.active)}
            className="flex items-center gap-3"
          >
            <FormSubmit className={rule.active ? "button-outline min-h-11! text-sm!" : "button-ink min-h-11! text-sm!"}>
              {rule.active ? t("turnOff") : t("turnOn")}
            </FormSubmit>
            <FormMessage />
          </ActionForm>
        </div>
      </PageHead>
      <p className="-mt-3 mb-6 max-w-2xl text-sm text-soft">{rule.merchantId ? t("aboutMerchant") : t("aboutShop")}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <PreviewPanel {...parts} preview={preview} />
          <HistoryPanel changes={changes} locale={locale} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <PinsPanel {...parts} find={find} />
          <BoostsPanel {...parts} preview={preview} tree={tree} />
          <Panel title={t("settings")}>
            <ActionForm action={saveRule.bind(null, locale, rule.ruleId)} className="grid gap-4" label={t("settings")}>
              <RuleFields rule={rule} timeZone={timeZone} tree={rule.merchantId ? null : tree} />
              <FormMessage />
              <div>
                <FormSubmit className="button-outline">{t("save")}</FormSubmit>
              </div>
            </ActionForm>
            <ActionForm
              action={dropRule.bind(null, locale, rule.ruleId)}
              className="mt-5 grid gap-3 border-t border-line pt-5"
            >
              <FormMessage />
              <div>
                <FormConfirm again={t("removeYes")}>{t("remove")}</FormConfirm>
              </div>
            </ActionForm>
          </Panel>
        </div>
      </div>
    </>
  );
}

import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/admin/page-head";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import type { Locale } from "@/lib/i18n/markets";
import type { RuleFrame, SearchRule } from "@/lib/search/merchandising/rule";
import { turnRule } from "../actions";
import { RuleChip } from "../rule-chip";

interface RuleHeadProps {
  frame: RuleFrame;
  rule: SearchRule | null;
  locale: Locale;
}

/** The words of a rule, how it stands, and its switch. One that can't be read can only be switched off. */
export async function RuleHead({ frame: { ruleId, query, active }, rule, locale }: RuleHeadProps) {
  const t = await getTranslations("rules");
  const about = rule ? t(rule.merchantId ? "aboutMerchant" : "aboutShop") : t("unreadable");
  return (
    <PageHead
      title={t("heading", { query })}
      back={{ href: `/${locale}/admin/search-rules`, title: t("title") }}
      intro={about}
    >
      <div className="flex flex-wrap items-center gap-3">
        <RuleChip rule={rule} now={new Date()} />
        {rule || active ? (
          <ActionForm action={turnRule.bind(null, locale, ruleId, !active)} className="flex items-center gap-3">
            <FormSubmit className={active ? "button-outline min-h-11! text-sm!" : "button-ink min-h-11! text-sm!"}>
              {active ? t("turnOff") : t("turnOn")}
            </FormSubmit>
            <FormMessage />
          </ActionForm>
        ) : null}
      </div>
    </PageHead>
  );
}

import { getTranslations } from "next-intl/server";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import type { Locale } from "@/lib/i18n/markets";
import { dropRule } from "../actions";

export async function RemoveForm({ ruleId, locale }: { ruleId: string; locale: Locale }) {
  const t = await getTranslations("rules");
  return (
    <ActionForm action={dropRule.bind(null, locale, ruleId)} className="mt-5 grid gap-3 border-t border-line pt-5">
      <FormMessage />
      <div>
        <FormConfirm again={t("removeYes")}>{t("remove")}</FormConfirm>
      </div>
    </ActionForm>
  );
}

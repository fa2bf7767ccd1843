import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { type Locale, languageCodes, languages } from "@/lib/i18n/markets";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { saveTitles } from "./actions";
import { EditFields } from "./edit-fields";

/** The title in every language, side by side; a language without one shows what shoppers read meanwhile. */
export async function TitlesForm({ product, locale }: { product: OwnProduct; locale: Locale }) {
  const t = await getTranslations("admin");
  const titleIn = (language: string) => product.translations.find((each) => each.language === language)?.title;
  const fallback = titleIn("en") ?? product.translations[0]?.title ?? "";
  const missing = languageCodes.filter((language) => !titleIn(language)).length;
  return (
    <Panel
      title={t("product.titles")}
      aside={missing > 0 ? t("product.missing", { count: missing }) : t("product.allThere")}
    >
      <ActionForm action={saveTitles.bind(null, locale)} className="grid gap-4">
        <EditFields product={product} />
        {languageCodes.map((language) => (
          <FormField
            key={language}
            id={`title-${language}`}
            name={`title-${language}`}
            seen={`seen-title-${language}`}
            label={languages[language].name}
            lang={language}
            dir={languages[language].direction}
            initial={titleIn(language) ?? ""}
            placeholder={fallback}
            hint={titleIn(language) ? undefined : t("product.titleMissing")}
            maxLength={200}
          />
        ))}
        <FormMessage />
        <div>
          <FormSubmit>{t("product.saveTitles")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}

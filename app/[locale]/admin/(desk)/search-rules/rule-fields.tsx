import { getTranslations } from "next-intl/server";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import { type CategoryNode, listTree } from "@/lib/catalog/category";
import { newId } from "@/lib/core/ids";
import { languageCodes, languages } from "@/lib/i18n/markets";
import { pathMax, queryMax, ruleMatches, type SearchRule } from "@/lib/search/merchandising/rule";

interface RuleFieldsProps {
  rule?: SearchRule;
  timeZone: string;
  /** Given where the rule may lead to another page. */
  tree: CategoryNode[] | null;
}

/** The fields of what a rule is for, the same for a new rule and an old one. */
export async function RuleFields({ rule, timeZone, tree }: RuleFieldsProps) {
  const t = await getTranslations("rules");
  const target = rule?.target;
  return (
    <>
      {rule ? null : <input type="hidden" name="changeId" value={newId()} />}
      <FormField
        id="query"
        name="query"
        label={t("query")}
        hint={t("queryHint")}
        initial={rule?.query}
        maxLength={queryMax}
        autoComplete="off"
        required
      />
      <div className="@container">
        <div className="grid gap-4 @lg:grid-cols-2">
          <FormSelect id="match" name="match" label={t("match")} initial={rule?.match ?? "exact"}>
            {ruleMatches.map((match) => (
              <option key={match} value={match}>
                {t(`matches.${match}`)}
              </option>
            ))}
          </FormSelect>
          <FormSelect id="language" name="language" label={t("language")} initial={rule?.language ?? ""}>
            <option value="">{t("everyLanguage")}</option>
            {languageCodes.map((code) => (
              <option key={code} value={code}>
                {languages[code].name}
              </option>
            ))}
          </FormSelect>
          <FormField
            id="startsAt"
            name="startsAt"
            type="datetime-local"
            label={t("startsAt")}
            hint={t("zone", { zone: timeZone })}
            initial={localTime(rule?.startsAt, timeZone)}
          />
          <FormField
            id="endsAt"
            name="endsAt"
            type="datetime-local"
            label={t("endsAt")}
            hint={t("datesHint")}
            initial={localTime(rule?.endsAt, timeZone)}
          />
        </div>
      </div>
      {tree ? (
        <fieldset className="grid gap-4 border-t border-line pt-4">
          <legend className="float-start w-full text-sm font-semibold">{t("target")}</legend>
          <p className="text-xs text-soft">{t("targetHint")}</p>
          <FormSelect
            id="category"
            name="category"
            label={t("category")}
            initial={target?.kind === "category" ? target.categoryId : ""}
          >
            <option value="">{t("noCategory")}</option>
            {listTree(tree).map(({ categoryId, name, depth }) => (
              <option key={categoryId} value={categoryId}>
                {`${"\u2003".repeat(depth)}${name}`}
              </option>
            ))}
          </FormSelect>
          <FormField
            id="path"
            name="path"
            label={t("path")}
            hint={t("pathHint")}
            initial={target?.kind === "path" ? target.path : ""}
            maxLength={pathMax}
            autoComplete="off"
            dir="ltr"
          />
        </fieldset>
      ) : null}
    </>
  );
}

/** A moment as the field for day and time takes it, on the clock of the zone. */
function localTime(at: Date | null | undefined, timeZone: string): string {
  return at ? at.toLocaleString("sv-SE", { timeZone }).slice(0, 16).replace(" ", "T") : "";
}

import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormSelect } from "@/components/ui/form-fields";
import { type CategoryNode, listTree } from "@/lib/catalog/category";
import type { Locale, Market } from "@/lib/i18n/markets";
import { brandFacet, facetKey } from "@/lib/search/facet-key";
import { groupKey } from "@/lib/search/merchandising/name-boosts";
import type { Preview } from "@/lib/search/merchandising/preview-rule";
import { type BoostKind, type SearchRule, strengthSchema } from "@/lib/search/merchandising/rule";
import { boost, unboost } from "../actions";
import { nameGroups } from "./name-groups";

interface BoostsPanelProps {
  rule: SearchRule;
  locale: Locale;
  market: Market;
  preview: Preview;
  tree: CategoryNode[];
}

interface Group {
  name: string;
  on: BoostKind;
  choices: { key: string; label: string }[];
}

/** Groups of products that move up or down in this list, chosen from what the list has. */
export async function BoostsPanel({ rule, locale, market, preview, tree }: BoostsPanelProps) {
  const [t, groups, names] = await Promise.all([
    getTranslations("rules"),
    groupsOf(rule, preview, tree),
    nameGroups(rule.boosts, market.language, tree),
  ]);
  return (
    <Panel title={t("boosts")}>
      {rule.boosts.length === 0 ? <p className="mb-4 text-sm text-soft">{t("noBoosts")}</p> : null}
      <ul className="mb-4 grid gap-3 empty:hidden">
        {rule.boosts.map(({ on, key, strength }) => {
          const name = names.get(groupKey({ on, key }));
          const label = name ? `${name.kind}: ${name.label}` : t("goneGroup");
          return (
            <li key={groupKey({ on, key })} className="flex flex-wrap items-center justify-between gap-3 text-sm">
              <span className="min-w-0">
                <span className="block font-semibold wrap-anywhere">{label}</span>
                <span className="block text-xs text-soft">{t(`strengths.${strength}`)}</span>
              </span>
              <ActionForm action={unboost.bind(null, locale, { ruleId: rule.ruleId, on, key })} className="grid gap-1">
                <FormSubmit className="button-outline min-h-11! px-4! text-sm!">
                  {t("unboost")}
                  <span className="sr-only"> {label}</span>
                </FormSubmit>
                <FormMessage />
              </ActionForm>
            </li>
          );
        })}
      </ul>
      {groups.length > 0 ? (
        <ActionForm action={boost.bind(null, locale, rule.ruleId)} className="grid gap-4" label={t("boosts")}>
          <FormSelect id="group" name="group" label={t("group")}>
            {groups.map(({ name, on, choices }) => (
              <optgroup key={`${on} ${name}`} label={name}>
                {choices.map(({ key, label }) => (
                  <option key={key} value={`${on} ${key}`}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
          </FormSelect>
          <FormSelect id="strength" name="strength" label={t("strength")} initial="up">
            {strengthSchema.options.map((strength) => (
              <option key={strength} value={strength}>
                {t(`strengths.${strength}`)}
              </option>
            ))}
          </FormSelect>
          <FormMessage />
          <div>
            <FormSubmit className="button-outline">{t("boost")}</FormSubmit>
          </div>
        </ActionForm>
      ) : null}
    </Panel>
  );
}

async function groupsOf(rule: SearchRule, { plain, rows, merchants }: Preview, tree: CategoryNode[]): Promise<Group[]> {
  const t = await getTranslations("rules");
  const names = new Map(listTree(tree).map(({ categoryId, name }) => [categoryId, name]));
  const own = rows.filter(({ merchantId }) => rule.merchantId === null || merchantId === rule.merchantId);
  const groups: Group[] = [
    ...plain.facets.map((facet): Group => {
      const isBrand = facet.key === brandFacet;
      const choices = facet.values.map(({ key, label }) => ({ key: facetKey(facet.key, key), label }));
      return { name: isBrand ? t("brand") : facet.name, on: isBrand ? "brand" : "facet", choices };
    }),
    {
      name: t("category"),
      on: "category",
      choices: plain.categories.flatMap(({ categoryId }) => {
        const label = names.get(categoryId);
        return label ? [{ key: categoryId, label }] : [];
      }),
    },
    {
      name: t("seller"),
      on: "merchant",
      choices: rule.merchantId ? [] : merchants.map(({ merchantId, name }) => ({ key: merchantId, label: name })),
    },
    {
      name: t("product"),
      on: "product",
      choices: own.map(({ hit }) => ({ key: hit.productId, label: hit.title })),
    },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

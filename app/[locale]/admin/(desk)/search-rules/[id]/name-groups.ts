import { getTranslations } from "next-intl/server";
import { type CategoryNode, listTree } from "@/lib/catalog/category";
import { db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { groupKey, nameBoosts } from "@/lib/search/merchandising/name-boosts";
import type { Boost } from "@/lib/search/merchandising/rule";

export interface GroupName {
  /** "Brand", or what the property is called. */
  kind: string;
  label: string;
}

/** What groups and products of a rule are called, by `groupKey`; those that are no more are left out. */
export async function nameGroups(
  groups: readonly Pick<Boost, "on" | "key">[],
  language: Language,
  tree: CategoryNode[],
): Promise<ReadonlyMap<string, GroupName>> {
  const [t, named] = await Promise.all([getTranslations("rules"), nameBoosts(db(), groups, language)]);
  const kinds = { brand: t("brand"), facet: "", category: t("category"), merchant: t("seller"), product: t("product") };
  const categories = new Map(listTree(tree).map(({ categoryId, name }) => [categoryId, name]));
  return new Map(
    groups.flatMap(({ on, key }): [string, GroupName][] => {
      const { facet, label } = named.get(groupKey({ on, key })) ?? { label: categories.get(key) };
      return label ? [[groupKey({ on, key }), { kind: facet ?? kinds[on], label }]] : [];
    }),
  );
}

import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { splitFacetKey } from "../facet-key";
import { labelFacets } from "../label-facets";
import { readNamed } from "./read-named";
import type { Boost, BoostKind } from "./rule";

type Group = Pick<Boost, "on" | "key">;

export interface BoostName {
  /** Of the property, where the group is a value of one. */
  facet?: string;
  label: string;
}

export const groupKey = ({ on, key }: Group): string => `${on} ${key}`;

/**
 * What the groups that a rule moves are called, by `groupKey`, wherever they stand: what is moved down is on no page that its
 * preview shows. Categories are named by their tree; a group that is no more is left out.
 */
export async function nameBoosts(
  db: Db,
  boosts: readonly Group[],
  language: Language,
): Promise<ReadonlyMap<string, BoostName>> {
  const keysOf = (kind: BoostKind) => boosts.filter(({ on }) => on === kind).map(({ key }) => key);
  const values = keysOf("facet").flatMap((key) => splitFacetKey(key) ?? []);
  const [labels, brands, products, merchants] = await Promise.all([
    labelFacets(db, language, values),
    readBrands(db, keysOf("brand")),
    readNamed(db, keysOf("product"), language),
    db.merchant.findMany({
      where: { merchantId: { in: keysOf("merchant") } },
      select: { merchantId: true, name: true },
    }),
  ]);
  const named: [Group, BoostName][] = [
    ...labels.flatMap(({ facet, value, name, label }): [Group, BoostName][] =>
      label
        ? [
            [
              { on: "facet", key: `${facet}:${value}` },
              { facet: name, label },
            ],
          ]
        : [],
    ),
    ...brands.map(({ key, brand }): [Group, BoostName] => [{ on: "brand", key }, { label: brand }]),
    ...products.map(({ productId, title }): [Group, BoostName] => [
      { on: "product", key: productId },
      { label: title },
    ]),
    ...merchants.map(({ merchantId, name }): [Group, BoostName] => [
      { on: "merchant", key: merchantId },
      { label: name },
    ]),
  ];
  return new Map(named.map(([group, name]) => [groupKey(group), name]));
}

/**
 * As one of its products writes it. The CTE keeps the planner from walking the catalog in the hope of an early one: of a brand that is
 * no more there is none.
 */
async function readBrands(db: Db, keys: readonly string[]): Promise<{ key: string; brand: string }[]> {
  if (keys.length === 0) return [];
  return z.array(z.object({ key: z.string(), brand: z.string() })).parse(
    await db.$queryRaw`
      select k.key, e.brand from unnest(${[...keys]}::text[]) as k(key)
      cross join lateral (
        with own as materialized (select brand from catalog_entry where facets @> array[k.key])
        select brand from own limit 1) e`,
  );
}

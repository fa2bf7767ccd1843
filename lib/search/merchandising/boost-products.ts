import { idSchema } from "@/lib/core/ids";
import { err, ok } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { changeRule } from "./change-rule";
import { type Boost, boostsMax } from "./rule";
import type { RuleStaff } from "./rule-scope";

/**
 * Moves a group of products up or down in the list of a rule's words; the same group again only changes how far. In a
 * merchant's rule the group is of its own products, whatever else bears the name, so a merchant needs no more than
 * brand, facet, category and product. Sent again after a lost answer, nothing is changed.
 */
export const boostProducts = (db: Db, staff: RuleStaff, ruleId: string, boost: Boost, now: Date) =>
  changeRule<"boost_unknown" | "operators_only" | "too_many_boosts">(
    db,
    staff,
    ruleId,
    async ({ merchantId, boosts }, tx) => {
      if (boost.on === "merchant" && merchantId !== null) return err({ code: "operators_only" });
      if (!(await exists(tx, boost, merchantId))) return err({ code: "boost_unknown" });
      if (boosts.some((other) => isSame(other, boost) && other.strength === boost.strength)) return ok(null);
      const others = boosts.filter((other) => !isSame(other, boost));
      if (others.length >= boostsMax) return err({ code: "too_many_boosts" });
      return ok({ action: "boosted", data: boost, change: { boosts: [...others, boost] } });
    },
    now,
  );

export const unboostProducts = (
  db: Db,
  staff: RuleStaff,
  ruleId: string,
  boost: Pick<Boost, "on" | "key">,
  now: Date,
) =>
  changeRule<never>(
    db,
    staff,
    ruleId,
    async ({ boosts }) => {
      const others = boosts.filter((other) => !isSame(other, boost));
      if (others.length === boosts.length) return ok(null);
      return ok({ action: "unboosted", data: boost, change: { boosts: others } });
    },
    now,
  );

const isSame = (a: Pick<Boost, "on" | "key">, b: Pick<Boost, "on" | "key">): boolean =>
  a.on === b.on && a.key === b.key;

/** Whether any product is meant: a boost of nothing is a typing mistake. */
async function exists(tx: Tx, { on, key }: Boost, merchantId: string | null): Promise<boolean> {
  if (on !== "brand" && on !== "facet" && !idSchema.safeParse(key).success) return false;
  const meant = {
    brand: { facets: { has: key } },
    facet: { facets: { has: key } },
    category: { lineage: { has: key } },
    product: { productId: key },
    merchant: { merchantId: key },
  }[on];
  const own = merchantId ? { merchantId } : {};
  return (await tx.catalogEntry.findFirst({ where: { AND: [meant, own] }, select: { productId: true } })) !== null;
}

import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

/** Takes a product from its place. Sent again after a lost answer, it has none: nothing is changed. */
export const unpinProduct = (db: Db, staff: RuleStaff, ruleId: string, productId: string, now: Date) =>
  changeRule<never>(
    db,
    staff,
    ruleId,
    async ({ pins }) => {
      const others = pins.filter((pin) => pin.productId !== productId);
      if (others.length === pins.length) return ok(null);
      return ok({ action: "unpinned", data: { productId }, change: { pins: others } });
    },
    now,
  );

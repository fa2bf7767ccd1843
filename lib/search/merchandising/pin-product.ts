import { isDeepStrictEqual } from "node:util";
import { err, ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule } from "./change-rule";
import { mergePins, pinsMax, type RulePin } from "./rule";
import type { RuleStaff } from "./rule-scope";

/**
 * Puts a product at a place, or at another one than before; whatever stood there moves to the next free place. A
 * merchant's rule takes that merchant's products alone. Sent again after a lost answer, it stands there already: nothing is
 * changed.
 */
export const pinProduct = (db: Db, staff: RuleStaff, ruleId: string, pin: RulePin, now: Date) =>
  changeRule<"product_unknown" | "too_many_pins">(
    db,
    staff,
    ruleId,
    async ({ merchantId, pins }, tx) => {
      const product = await tx.catalogEntry.findFirst({
        where: { productId: pin.productId, ...(merchantId ? { merchantId } : {}) },
        select: { productId: true },
      });
      if (!product) return err({ code: "product_unknown" });
      const others = pins.filter(({ productId }) => productId !== pin.productId);
      if (others.length >= pinsMax) return err({ code: "too_many_pins" });
      const pinned = mergePins([[pin], others]);
      return ok(isDeepStrictEqual(pinned, pins) ? null : { action: "pinned", data: pin, change: { pins: pinned } });
    },
    now,
  );

import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

export const unpinProduct = (db: Db, staff: RuleStaff, ruleId: string, productId: string, now: Date) =>
  changeRule<never>(
    db,
    staff,
    ruleId,
    async ({ pins }) =>
      ok({
        action: "unpinned",
        data: { productId },
        change: { pins: pins.filter((pin) => pin.productId !== productId) },
      }),
    now,
  );

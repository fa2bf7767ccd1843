import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeStoredRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

/** The row stays with the time it was removed, so that every process hears of it; nobody sees it any more. */
export const removeRule = (db: Db, staff: RuleStaff, ruleId: string, now: Date) =>
  changeStoredRule<never>(
    db,
    staff,
    ruleId,
    async () => ok({ action: "removed", data: {}, change: { removedAt: now } }),
    now,
  );

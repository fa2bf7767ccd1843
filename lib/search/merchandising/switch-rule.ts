import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule, changeStoredRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

/** One that can't be read would do nothing: it can only be switched off. */
export const switchRule = (db: Db, staff: RuleStaff, ruleId: string, active: boolean, now: Date) =>
  (active ? changeRule<never> : changeStoredRule<never>)(
    db,
    staff,
    ruleId,
    async () => ok({ action: active ? "on" : "off", data: {}, change: { active } }),
    now,
  );

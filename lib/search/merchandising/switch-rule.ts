import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

export const switchRule = (db: Db, staff: RuleStaff, ruleId: string, active: boolean, now: Date) =>
  changeRule<never>(
    db,
    staff,
    ruleId,
    async () => ok({ action: active ? "on" : "off", data: {}, change: { active } }),
    now,
  );

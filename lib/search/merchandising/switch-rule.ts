import { z } from "zod";
import { ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { changeRule, changeStoredRule } from "./change-rule";
import type { RuleStaff } from "./rule-scope";

const standing = z.object({ active: z.boolean() });

/** One that can't be read would do nothing: it can only be switched off. Sent again after a lost answer, nothing is changed. */
export const switchRule = (db: Db, staff: RuleStaff, ruleId: string, active: boolean, now: Date) =>
  (active ? changeRule<never> : changeStoredRule<never>)(
    db,
    staff,
    ruleId,
    async (rule: unknown) =>
      ok(
        standing.parse(rule).active === active ? null : { action: active ? "on" : "off", data: {}, change: { active } },
      ),
    now,
  );

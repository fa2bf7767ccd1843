import { err, ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { changeRule } from "./change-rule";
import type { RuleInput } from "./rule-input";
import type { RuleStaff } from "./rule-scope";
import { settingsMark } from "./settings-mark";

/**
 * Changes what a rule is for, its words, language, dates, and the page it leads to, if these are still as they were `seen`. Sent
 * again after a lost answer, they stand as wished already: nothing is changed.
 */
export const setRule = (
  db: Db,
  staff: RuleStaff,
  { ruleId, seen }: { ruleId: string; seen: string },
  { target, ...input }: RuleInput,
  now: Date,
) =>
  changeRule<"operators_only" | "changed_meanwhile">(
    db,
    staff,
    ruleId,
    async (rule) => {
      // Who leaves a merchant's products leaves them all: only the shop's own rules lead elsewhere.
      if (target && rule.merchantId !== null) return err({ code: "operators_only" });
      const stands = settingsMark(rule);
      const wished = { ...rule, ...input, target, language: input.language || null };
      if (stands === settingsMark(wished)) return ok(null);
      if (stands !== seen) return err({ code: "changed_meanwhile" });
      return ok({
        action: "settings",
        data: { ...input, target },
        change: { ...input, target: target ?? Prisma.DbNull },
      });
    },
    now,
  );

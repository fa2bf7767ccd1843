import { err, ok } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { changeRule } from "./change-rule";
import type { RuleInput } from "./rule-input";
import type { RuleStaff } from "./rule-scope";

/** Changes what a rule is for: its words, language, dates, and the page it leads to. */
export const setRule = (db: Db, staff: RuleStaff, ruleId: string, { target, ...input }: RuleInput, now: Date) =>
  changeRule<"operators_only">(
    db,
    staff,
    ruleId,
    async (rule) =>
      // Who leaves a merchant's products leaves them all: only the shop's own rules lead elsewhere.
      target && rule.merchantId !== null
        ? err({ code: "operators_only" })
        : ok({
            action: "settings",
            data: { ...input, target },
            change: { ...input, target: target ?? Prisma.DbNull },
          }),
    now,
  );

import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { recordRuleChange } from "./record-rule-change";
import { rulesMax } from "./rule";
import type { RuleInput } from "./rule-input";
import type { RuleStaff } from "./rule-scope";

/**
 * A new rule, switched off until somebody has seen what it does; a redirect has nothing to preview and is on at once.
 * The shop's rules and redirects are made by its operators alone. `ruleId`: of the form and what it says, so that one sent
 * again after a lost answer makes one rule.
 */
export function createRule(
  db: Db,
  staff: RuleStaff,
  { owner, target, ...input }: RuleInput & { owner: "shop" | "merchant" },
  now: Date,
  ruleId = newId(),
): Promise<Result<{ ruleId: string }, { code: "operators_only" | "too_many" }>> {
  return inTransaction(db, async (tx) => {
    if ((owner === "shop" || target) && !staff.operator) return err({ code: "operators_only" });
    if (owner === "merchant" && target) return err({ code: "operators_only" });
    const merchantId = owner === "shop" ? null : staff.merchantId;
    const others = await tx.searchRule.count({ where: { merchantId, removedAt: null, NOT: { ruleId } } });
    if (others >= rulesMax[owner]) return err({ code: "too_many" });
    const { count } = await tx.searchRule.createMany({
      data: {
        ...input,
        ruleId,
        merchantId,
        target: target ?? Prisma.DbNull,
        active: target !== null,
        createdAt: now,
        updatedAt: now,
        updatedBy: staff.name,
      },
      skipDuplicates: true,
    });
    if (count === 0) return ok({ ruleId });
    await recordRuleChange(tx, staff, { ruleId, action: "created", data: { ...input, target } }, now);
    return ok({ ruleId });
  });
}

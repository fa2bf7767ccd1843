import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { type RuleAction, recordRuleChange } from "./record-rule-change";
import { ruleColumns, type SearchRule, safeParseRule } from "./rule";
import { type RuleStaff, ruleScope } from "./rule-scope";

interface Decision {
  action: RuleAction;
  data: object;
  change: Prisma.SearchRuleUpdateManyMutationInput;
}

/**
 * Changes a rule of the staff's own: the row is locked, `decide` says from how it stands what becomes of it (null:
 * nothing), and the history gets its entry. Two people at one rule come one after the other; neither's change is lost.
 */
export function changeRule<Code extends string>(
  db: Db,
  staff: RuleStaff,
  ruleId: string,
  decide: (rule: SearchRule, tx: Tx) => Promise<Result<Decision | null, { code: Code }>>,
  now: Date,
): Promise<Result<{ ruleId: string }, { code: Code | "unreadable" | "not_found" }>> {
  return changeStoredRule<Code | "unreadable">(
    db,
    staff,
    ruleId,
    async (row, tx) => {
      const { data: rule } = safeParseRule(row);
      return rule ? decide(rule, tx) : err({ code: "unreadable" });
    },
    now,
  );
}

/** As changeRule, whatever is stored: what becomes of a rule that can't be read must not hang on reading it. */
export function changeStoredRule<Code extends string>(
  db: Db,
  staff: RuleStaff,
  ruleId: string,
  decide: (row: unknown, tx: Tx) => Promise<Result<Decision | null, { code: Code }>>,
  now: Date,
): Promise<Result<{ ruleId: string }, { code: Code | "not_found" }>> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`select rule_id from search_rule where rule_id = ${ruleId}::uuid for update`;
    const where = { ruleId, ...ruleScope(staff) };
    const row = await tx.searchRule.findFirst({ where, select: ruleColumns });
    if (!row) return err({ code: "not_found" });
    const decided = await decide(row, tx);
    if (!decided.ok) return decided;
    if (!decided.value) return ok({ ruleId });
    const { action, data, change } = decided.value;
    await tx.searchRule.updateMany({ where, data: { ...change, updatedAt: now, updatedBy: staff.name } });
    await recordRuleChange(tx, staff, { ruleId, action, data }, now);
    return ok({ ruleId });
  });
}

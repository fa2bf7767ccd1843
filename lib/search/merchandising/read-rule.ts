import type { Db } from "@/lib/db/client";
import { type RuleAction, ruleActions } from "./record-rule-change";
import { parseRule, ruleColumns, type SearchRule } from "./rule";
import { type RuleStaff, ruleScope } from "./rule-scope";

export interface RuleChange {
  changeId: string;
  action: RuleAction;
  staffName: string;
  at: Date;
}

/** One of the rules somebody may change, with its latest history; null when it is none of theirs. */
export async function readRule(
  db: Db,
  staff: Pick<RuleStaff, "merchantId" | "operator">,
  ruleId: string,
): Promise<{ rule: SearchRule; changes: RuleChange[] } | null> {
  const row = await db.searchRule.findFirst({
    where: { ruleId, ...ruleScope(staff) },
    select: {
      ...ruleColumns,
      changes: {
        select: { changeId: true, action: true, staffName: true, at: true },
        orderBy: { changeId: "desc" },
        take: 12,
      },
    },
  });
  if (!row) return null;
  const { changes, ...rule } = row;
  return {
    rule: parseRule(rule),
    changes: changes.flatMap(({ action, ...change }) => {
      const known = ruleActions.find((each) => each === action);
      return known ? [{ ...change, action: known }] : [];
    }),
  };
}

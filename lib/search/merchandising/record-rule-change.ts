import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { RuleStaff } from "./rule-scope";

export const ruleActions = [
  "created",
  "settings",
  "pinned",
  "unpinned",
  "boosted",
  "unboosted",
  "on",
  "off",
  "removed",
] as const;
export type RuleAction = (typeof ruleActions)[number];

/** Who did what to a rule, in the transaction that does it. */
export async function recordRuleChange(
  tx: Tx,
  { staffId, name }: RuleStaff,
  { ruleId, action, data }: { ruleId: string; action: RuleAction; data: object },
  now: Date,
): Promise<void> {
  await tx.searchRuleChange.create({
    data: {
      ruleId,
      changeId: newId(),
      staffId,
      staffName: name,
      action,
      data: JSON.parse(JSON.stringify(data)),
      at: now,
    },
    select: { changeId: true },
  });
}

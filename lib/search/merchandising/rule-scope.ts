import type { Prisma } from "@/lib/db/generated/client";

/** Who changes a rule: what the session says. */
export interface RuleStaff {
  staffId: string;
  name: string;
  merchantId: string;
  operator: boolean;
}

/**
 * The rules somebody may see and change: their merchant's, and for the shop's operators the shop's own. Part of every
 * query, so that the question carries the answer to who may ask.
 */
export const ruleScope = ({ merchantId, operator }: Pick<RuleStaff, "merchantId" | "operator">) =>
  ({
    removedAt: null,
    OR: operator ? [{ merchantId }, { merchantId: null }] : [{ merchantId }],
  }) satisfies Prisma.SearchRuleWhereInput;

import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { type RuleAction, ruleActions } from "./record-rule-change";
import {
  type Boost,
  boostSchema,
  parseFrame,
  type RuleFrame,
  ruleColumns,
  type SearchRule,
  safeParseRule,
} from "./rule";
import { type RuleStaff, ruleScope } from "./rule-scope";

export interface RuleChange {
  changeId: string;
  action: RuleAction;
  staffName: string;
  /** The product or the group that it was about. */
  about: Pick<Boost, "on" | "key"> | null;
  at: Date;
}

/** As each action records it. */
const aboutSchema = z
  .union([
    boostSchema.pick({ on: true, key: true }),
    z.object({ productId: idSchema }).transform(({ productId }) => ({ on: "product" as const, key: productId })),
  ])
  .nullable()
  .catch(null);

/**
 * One of the rules somebody may change, with its latest history; null when it is none of theirs. Of one that can't be read,
 * the frame alone.
 */
export async function readRule(
  db: Db,
  staff: Pick<RuleStaff, "merchantId" | "operator">,
  ruleId: string,
): Promise<{ frame: RuleFrame; rule: SearchRule | null; changes: RuleChange[] } | null> {
  const row = await db.searchRule.findFirst({
    where: { ruleId, ...ruleScope(staff) },
    select: {
      ...ruleColumns,
      changes: {
        select: { changeId: true, action: true, staffName: true, data: true, at: true },
        orderBy: { changeId: "desc" },
        take: 12,
      },
    },
  });
  if (!row) return null;
  const { changes, ...rule } = row;
  return {
    frame: parseFrame(rule),
    rule: safeParseRule(rule).data ?? null,
    changes: changes.flatMap(({ action, data, ...change }) => {
      const known = ruleActions.find((each) => each === action);
      return known ? [{ ...change, action: known, about: aboutSchema.parse(data) }] : [];
    }),
  };
}

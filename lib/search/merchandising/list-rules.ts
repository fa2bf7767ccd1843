import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Cursor } from "@/lib/http/cursor";
import { parseFrame, type RuleFrame, type RuleState, ruleColumns, type SearchRule, safeParseRule } from "./rule";
import { type RuleStaff, ruleScope } from "./rule-scope";

export interface RuleRow extends RuleFrame {
  updatedBy: string;
  /** Null where what it does can't be read: it does nothing, and can be switched off and removed. */
  rule: SearchRule | null;
}

/**
 * A page of the rules somebody may change, last changed first. Keyset by search_rule (merchant_id, updated_at desc,
 * rule_id desc).
 */
export async function listRules(
  db: Db,
  staff: Pick<RuleStaff, "merchantId" | "operator">,
  { state, text = "" }: { state?: RuleState | undefined; text?: string },
  { after, pageSize, now }: { after: Cursor | null; pageSize: number; now: Date },
): Promise<{ rows: RuleRow[]; next: Cursor | null }> {
  const found = await db.searchRule.findMany({
    where: {
      AND: [
        ruleScope(staff),
        state ? inState(state, now) : {},
        text ? { query: { contains: text.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } } : {},
        after
          ? {
              updatedAt: { lte: after.at },
              OR: [{ updatedAt: { lt: after.at } }, { ruleId: { lt: after.id } }],
            }
          : {},
      ],
    },
    select: { ...ruleColumns, updatedBy: true },
    orderBy: [{ updatedAt: "desc" }, { ruleId: "desc" }],
    take: pageSize + 1,
  });
  const rows = found
    .slice(0, pageSize)
    .map(({ updatedBy, ...row }) => ({ ...parseFrame(row), updatedBy, rule: safeParseRule(row).data ?? null }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > pageSize ? { at: last.updatedAt, id: last.ruleId } : null };
}

/** stateOf, as a condition. */
function inState(state: RuleState, now: Date): Prisma.SearchRuleWhereInput {
  const begun = { OR: [{ startsAt: null }, { startsAt: { lte: now } }] };
  const lasting = { OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
  switch (state) {
    case "off":
      return { active: false };
    case "waiting":
      return { active: true, startsAt: { gt: now } };
    case "over":
      return { active: true, endsAt: { lte: now }, ...begun };
    case "on":
      return { active: true, AND: [begun, lasting] };
  }
}

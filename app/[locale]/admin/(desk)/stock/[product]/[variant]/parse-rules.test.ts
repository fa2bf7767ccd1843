import { describe, expect, it } from "vitest";
import { cellOf, failedForm, idleForm } from "@/components/ui/form-state";
import { formOf } from "@/dev/testing/form-of";
import { newId } from "@/lib/core/ids";
import { rulesMark, type StockRules } from "@/lib/inventory/set-stock-rules";
import { rulesFormSchema, seenRulesOf } from "./parse-rules";

const rules: StockRules = {
  stockPolicy: "backorder",
  oversellMax: 20,
  shipsFrom: new Date("2026-12-24T00:00:00Z"),
  lowStockAt: null,
  perCustomerMax: 3,
  stripes: 1,
};
const shown = {
  ...{ stockPolicy: "backorder", oversellMax: "20", shipsFrom: "2026-12-24" },
  ...{ lowStockAt: "", perCustomerMax: "3", stripes: "1" },
};

const sent = (seen: Record<string, string>, typed: Record<string, string> = seen) =>
  formOf({ ...typed, ...Object.fromEntries(Object.entries(seen).map(([name, value]) => [`seen-${name}`, value])) });

describe("the rules that a form was filled with", () => {
  it("are those that were typed over, whatever is typed", () => {
    expect(seenRulesOf(sent(shown))).toBe(rulesMark(rules));
    expect(seenRulesOf(sent(shown, { ...shown, oversellMax: "5", stockPolicy: "deny" }))).toBe(rulesMark(rules));
    const never = { ...shown, stockPolicy: "deny", oversellMax: "", shipsFrom: "" };
    expect(seenRulesOf(sent(never))).toBe(
      rulesMark({ ...rules, stockPolicy: "deny", oversellMax: 0, shipsFrom: null }),
    );
  });

  it("differ from newer ones where one field was typed over an older", () => {
    expect(seenRulesOf(sent({ ...shown, perCustomerMax: "2" }))).not.toBe(rulesMark(rules));
  });

  it("are unknown where a page sends none of them, or one that no page shows", () => {
    expect(seenRulesOf(formOf(shown))).toBeNull();
    expect(seenRulesOf(sent({ ...shown, stripes: "many" }))).toBeNull();
  });

  it("stay with what was refused", () => {
    const cell = { name: "stockPolicy", seen: "seen-stockPolicy", initial: "deny" };
    const refused = failedForm(sent(shown, { ...shown, stockPolicy: "preorder" }), null);
    expect(cellOf(refused, cell)).toEqual({ value: "preorder", seen: "backorder" });
    expect(cellOf(idleForm, cell)).toEqual({ value: "deny", seen: "deny" });
  });
});

it("a day that stands for none is no day to send on, and may still be what was shown", () => {
  const never = { ...shown, shipsFrom: "9999-12-31" };
  const parsed = rulesFormSchema.safeParse({ productId: newId(), variantId: newId(), ...never });
  expect(parsed.error?.issues).toMatchObject([{ path: ["shipsFrom"], message: "day_missing" }]);
  expect(seenRulesOf(sent(never))).not.toBeNull();
});

import { describe, expect, test } from "vitest";
import { orderStatuses, paymentStatuses } from "@/lib/orders/order";
import { orderStages, roomOf, stageOf } from "./order-stage";

describe("what the order's page says first", () => {
  test("an address that claims to be paid never makes an unpaid order look paid", () => {
    for (const paymentStatus of paymentStatuses) {
      expect(["confirming", "promised", "processing", "failed"]).toContain(
        stageOf({ status: "pending_payment", paymentStatus }, "paid"),
      );
    }
  });

  test("money of an order that is none any more is told before anything else", () => {
    const told = { lapsed: ["refund_due", "refunded"], cancelled: ["cancelled_refund_due", "cancelled_refunded"] };
    for (const status of ["lapsed", "cancelled"] as const) {
      const [due, back] = told[status];
      expect(stageOf({ status, paymentStatus: "paid" }, "paid")).toBe(due);
      expect(stageOf({ status, paymentStatus: "partially_refunded" }, null)).toBe(due);
      expect(stageOf({ status, paymentStatus: "refunded" }, null)).toBe(back);
      expect(stageOf({ status, paymentStatus: "voided" }, null)).toBe(status);
    }
  });

  test("who came back from paying to an order that has lapsed unheard of is not told that nothing was charged", () => {
    const lapsed = { status: "lapsed", paymentStatus: "expired" } as const;
    expect(stageOf(lapsed, "paid")).toBe("lapsed_unheard");
    expect(stageOf(lapsed, null)).toBe("lapsed");
    expect(stageOf({ ...lapsed, paymentStatus: "failed" }, "paid")).toBe("lapsed");
    expect(stageOf({ ...lapsed, paymentStatus: "paid" }, "paid")).toBe("refund_due");
  });

  test("who called a paid order off is not told that it could not be filled, nor that it is in the cart again", () => {
    const off = { status: "cancelled", wasPaid: true } as const;
    expect(stageOf({ ...off, paymentStatus: "voided" }, null)).toBe("cancelled_released");
    expect(stageOf({ ...off, paymentStatus: "authorized" }, null)).toBe("cancelled_released");
    expect(stageOf({ ...off, paymentStatus: "voided", hasCredit: true }, null)).toBe("cancelled_released_credit");
    expect(stageOf({ ...off, paymentStatus: "paid" }, null)).toBe("cancelled_refund_due");
    expect(stageOf({ ...off, paymentStatus: "paid", isCovered: true }, null)).toBe("cancelled_refunded");
  });

  test("what a bank has kept of a payment is not said to go back, and what is back is", () => {
    const off = { status: "cancelled", wasPaid: true, isWithheld: true } as const;
    expect(stageOf({ ...off, paymentStatus: "paid" }, null)).toBe("cancelled_withheld");
    expect(stageOf({ ...off, paymentStatus: "partially_refunded" }, null)).toBe("cancelled_withheld");
    expect(stageOf({ ...off, paymentStatus: "refunded" }, null)).toBe("cancelled_refunded");
  });

  test("an order whose money is only set aside, or was let go, is not called paid", () => {
    expect(stageOf({ status: "paid", paymentStatus: "authorized" }, "paid")).toBe("authorized");
    expect(stageOf({ status: "paid", paymentStatus: "voided", isLetGo: true }, null)).toBe("let_go");
    expect(stageOf({ status: "paid", paymentStatus: "voided" }, null)).toBe("paid");
  });

  test("a refund does not hide where an order stands", () => {
    for (const status of orderStatuses.filter((each) => !["lapsed", "cancelled", "pending_payment"].includes(each))) {
      for (const paymentStatus of ["partially_refunded", "refunded"] as const)
        expect(stageOf({ status, paymentStatus }, null)).toBe(status);
    }
  });

  test("every pair of statuses has a stage of its own kind", () => {
    for (const status of orderStatuses) {
      for (const paymentStatus of [...paymentStatuses, null]) {
        for (const cameBack of ["paid", "unpaid", null] as const) {
          expect(orderStages).toContain(stageOf({ status, paymentStatus }, cameBack));
        }
      }
    }
  });

  test("back without paying, the page can be opened again", () => {
    expect(stageOf({ status: "pending_payment", paymentStatus: "open" }, "unpaid")).toBe("unpaid");
    expect(stageOf({ status: "pending_payment", paymentStatus: "opening" }, "unpaid")).toBe("opening");
  });

  test("who was to pay by a time that is past is not asked to pay by then", () => {
    const promised = { status: "pending_payment", paymentStatus: "promised" } as const;
    expect(stageOf({ ...promised, isOverdue: false }, "paid")).toBe("promised");
    expect(stageOf({ ...promised, isOverdue: true }, "paid")).toBe("overdue");
    expect(stageOf({ ...promised, paymentStatus: "processing", isOverdue: true }, null)).toBe("processing");
  });

  test("who came back from paying is told in a room that was there before, and stays", () => {
    const told = ["paid", "authorized", "promised", "processing"] as const;
    const taken = (stage: (typeof orderStages)[number]) => new Set([stage, ...roomOf(stage, "paid")]);
    for (const stage of told) expect(taken(stage)).toEqual(new Set(told));
    expect(taken("confirming")).toEqual(new Set(["confirming", ...told]));
    for (const stage of orderStages) {
      expect(roomOf(stage, null)).toEqual([]);
      expect(roomOf(stage, "unpaid")).toEqual([]);
    }
  });
});

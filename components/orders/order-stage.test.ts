import { describe, expect, test } from "vitest";
import { orderStatuses, paymentStatuses } from "@/lib/orders/order";
import { orderStages, stageOf } from "./order-stage";

describe("what the order's page says first", () => {
  test("an address that claims to be paid never makes an unpaid order look paid", () => {
    for (const paymentStatus of paymentStatuses.filter((status) => status !== "refund_due" && status !== "refunded")) {
      expect(["confirming", "processing", "failed"]).toContain(
        stageOf({ status: "pending_payment", paymentStatus, parcels: 0 }, "paid"),
      );
    }
  });

  test("money on its way back is told before anything else", () => {
    for (const status of orderStatuses) {
      expect(stageOf({ status, paymentStatus: "refund_due", parcels: 0 }, "paid")).toBe("refund_due");
      expect(stageOf({ status, paymentStatus: "refunded", parcels: 0 }, null)).toBe("refunded");
    }
  });

  test("every pair of statuses has a stage of its own kind", () => {
    for (const status of orderStatuses) {
      for (const paymentStatus of [...paymentStatuses, null]) {
        for (const cameBack of ["paid", "unpaid", null] as const) {
          expect(orderStages).toContain(stageOf({ status, paymentStatus, parcels: 1 }, cameBack));
        }
      }
    }
  });

  test("back without paying, the page can be opened again", () => {
    expect(stageOf({ status: "pending_payment", paymentStatus: "open", parcels: 0 }, "unpaid")).toBe("unpaid");
    expect(stageOf({ status: "pending_payment", paymentStatus: "opening", parcels: 0 }, "unpaid")).toBe("opening");
  });

  test("one parcel of several is not the whole order", () => {
    expect(stageOf({ status: "paid", paymentStatus: "paid", parcels: 1 }, null)).toBe("partly_shipped");
    expect(stageOf({ status: "shipped", paymentStatus: "paid", parcels: 2 }, null)).toBe("shipped");
  });
});

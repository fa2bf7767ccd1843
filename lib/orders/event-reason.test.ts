import { expect, test } from "vitest";
import { cancelReasons, refundReasons } from "@/app/[locale]/admin/(desk)/orders/[id]/parse-money";
import { eventReasonOf } from "./event-reason";

test.each([...cancelReasons, ...refundReasons])("the timeline has words for %s, which staff may choose", (reason) => {
  expect(eventReasonOf({ type: "refunded", detail: { reason } })).toEqual({ code: reason });
});

test("a merchant's own words are told as they are, even where they read like a reason of ours", () => {
  expect(eventReasonOf({ type: "return_rejected", detail: { reason: "damaged" } })).toEqual({ words: "damaged" });
  expect(eventReasonOf({ type: "lines_cancelled", detail: { reason: "flood in the barn" } })).toEqual({
    words: "flood in the barn",
  });
});

test("a bank's reason is a dispute's, and an event without one has none", () => {
  expect(eventReasonOf({ type: "disputed", detail: { reason: "duplicate" } })).toEqual({ dispute: "duplicate" });
  expect(eventReasonOf({ type: "cancelled", detail: {} })).toBeNull();
});

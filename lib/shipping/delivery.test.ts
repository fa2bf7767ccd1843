import { expect, test } from "vitest";
import { deliveryDays, shippingAmount } from "./delivery";

const days = { min: 1, max: 2 };

test("a parcel ordered on a weekday morning leaves the same day", () => {
  expect(deliveryDays(new Date("2026-11-18T09:00:00Z"), "Europe/Berlin", days)).toEqual({
    from: "2026-11-19",
    to: "2026-11-20",
  });
});

test("after the cutoff, by the market's clock, it leaves the next business day", () => {
  const instant = new Date("2026-11-18T13:30:00Z");
  expect(deliveryDays(instant, "Europe/Berlin", days).from).toBe("2026-11-20");
  expect(deliveryDays(instant, "America/New_York", days).from).toBe("2026-11-19");
});

test("weekends are skipped", () => {
  expect(deliveryDays(new Date("2026-11-20T15:00:00Z"), "Europe/Berlin", days)).toEqual({
    from: "2026-11-24",
    to: "2026-11-25",
  });
  expect(deliveryDays(new Date("2026-11-22T10:00:00Z"), "Asia/Tokyo", days)).toEqual({
    from: "2026-11-24",
    to: "2026-11-25",
  });
});

test("shipping is free from its threshold on", () => {
  const quote = {
    price: { amount: 595, currency: "USD" as const },
    freeFrom: { amount: 5_000, currency: "USD" as const },
  };
  expect(shippingAmount(quote, 4_999)).toBe(595);
  expect(shippingAmount(quote, 5_000)).toBe(0);
  expect(shippingAmount({ ...quote, freeFrom: null }, 5_000_000)).toBe(595);
});

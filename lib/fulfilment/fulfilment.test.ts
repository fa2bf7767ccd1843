import { expect, it } from "vitest";
import { statusesBefore } from "@/lib/orders/order";
import {
  carriers,
  carriersOf,
  fulfilmentStatuses,
  fulfilmentTransitions,
  shipmentStatuses,
  shipmentTransitions,
  shipSchema,
  statusOf,
  trackingUrl,
} from "./fulfilment";

const id = "01999999-0000-7000-8000-000000000000";
const allowed = new Set([
  "to_pack→partially_shipped",
  "to_pack→shipped",
  "to_pack→cancelled",
  "partially_shipped→shipped",
  "partially_shipped→delivered",
  "shipped→delivered",
]);

it.each(fulfilmentStatuses.flatMap((from) => fulfilmentStatuses.map((to) => [from, to] as const)))(
  "%s → %s is as the table says",
  (from, to) => {
    expect(fulfilmentTransitions[from].includes(to)).toBe(allowed.has(`${from}→${to}`));
    expect(statusesBefore(fulfilmentTransitions, to).includes(from)).toBe(allowed.has(`${from}→${to}`));
  },
);

it.each(shipmentStatuses.flatMap((from) => shipmentStatuses.map((to) => [from, to] as const)))(
  "a parcel's %s → %s is as the table says",
  (from, to) => {
    expect(shipmentTransitions[from].includes(to)).toBe(from === "shipped" && to === "delivered");
    expect(statusesBefore(shipmentTransitions, to).includes(from)).toBe(from === "shipped" && to === "delivered");
  },
);

it("is what its lines and parcels amount to", () => {
  const line = (quantity: number, shippedQuantity: number, cancelledQuantity = 0) => ({
    quantity,
    shippedQuantity,
    cancelledQuantity,
  });
  const [way, home] = [{ status: "shipped" }, { status: "delivered" }] as const;
  expect(statusOf([line(2, 0)], [])).toBe("to_pack");
  expect(statusOf([line(2, 0, 1)], [])).toBe("to_pack");
  expect(statusOf([line(2, 0, 2)], [])).toBe("cancelled");
  expect(statusOf([line(2, 2), line(1, 0)], [home])).toBe("partially_shipped");
  expect(statusOf([line(2, 1, 1)], [way])).toBe("shipped");
  expect(statusOf([line(2, 2)], [home, way])).toBe("shipped");
  expect(statusOf([line(2, 1, 1)], [home])).toBe("delivered");
});

it("links each carrier's parcels to where the carrier shows them, and no other's anywhere", () => {
  for (const carrier of carriers.filter((each) => each !== "other")) {
    const url = new URL(trackingUrl(carrier, "AB 1/2") ?? "");
    expect(url.protocol).toBe("https:");
    expect(url.href).toMatch(/AB(%20|\+)1%2F2/);
  }
  for (const unknown of ["other", "pigeon"]) expect(trackingUrl(unknown, "123456")).toBeNull();
});

it("takes a tracking number as labels print it, and nothing that is none", () => {
  const parse = (tracking: string) =>
    shipSchema.safeParse({ fulfilmentId: id, shipmentId: id, carrier: "ups", tracking });
  expect(parse(" 1z 999-aa1 0123456784 ").data?.tracking).toBe("1Z999AA10123456784");
  for (const wrong of ["", "abc", "<script>", "1".repeat(41)]) expect(parse(wrong).success).toBe(false);
});

it("offers every carrier once, the country's own first", () => {
  for (const country of ["US", "JP", "FR"]) expect(carriersOf(country).toSorted()).toEqual(carriers.toSorted());
  expect(carriersOf("JP")[0]).toBe("yamato");
});

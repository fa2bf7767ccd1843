import { expect, it } from "vitest";
import { statusesBefore } from "@/lib/orders/order";
import { carriers, carriersOf, fulfilmentStatuses, fulfilmentTransitions, shipSchema } from "./fulfilment";

const allowed = new Set(["to_pack→shipped", "to_pack→cancelled", "shipped→delivered"]);

it.each(fulfilmentStatuses.flatMap((from) => fulfilmentStatuses.map((to) => [from, to] as const)))(
  "%s → %s is as the table says",
  (from, to) => {
    expect(fulfilmentTransitions[from].includes(to)).toBe(allowed.has(`${from}→${to}`));
    expect(statusesBefore(fulfilmentTransitions, to).includes(from)).toBe(allowed.has(`${from}→${to}`));
  },
);

it("takes a tracking number as labels print it, and nothing that is none", () => {
  const parse = (tracking: string) =>
    shipSchema.safeParse({ fulfilmentId: "01999999-0000-7000-8000-000000000000", carrier: "ups", tracking });
  expect(parse(" 1z 999-aa1 0123456784 ").data?.tracking).toBe("1Z999AA10123456784");
  for (const wrong of ["", "abc", "<script>", "1".repeat(41)]) expect(parse(wrong).success).toBe(false);
});

it("offers every carrier once, the country's own first", () => {
  for (const country of ["US", "JP", "FR"]) expect(carriersOf(country).toSorted()).toEqual(carriers.toSorted());
  expect(carriersOf("JP")[0]).toBe("yamato");
});

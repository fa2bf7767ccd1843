import { vi } from "vitest";
import { has } from "./planted";

// As plant-bugs.ts: what an order costs, what is kept of it and what its history says, but for the guard that is taken out.

vi.mock("@/lib/pricing/totals", async (real) => {
  const totals = await real<typeof import("@/lib/pricing/totals")>();
  return {
    ...totals,
    totalsOf: (...args: Parameters<typeof totals.totalsOf>) => {
      const made = totals.totalsOf(...args);
      const [first, ...others] = made.lines;
      if (!first || !has("a cent too much")) return made;
      return {
        ...made,
        lines: [{ ...first, taxAmount: first.taxAmount + 1 }, ...others],
        taxAmount: made.taxAmount + 1,
        totalAmount: made.totalAmount + (made.taxIncluded ? 0 : 1),
      };
    },
  };
});
vi.mock("@/lib/orders/release-credits", async (real) => {
  const { releaseCredits } = await real<typeof import("@/lib/orders/release-credits")>();
  return {
    releaseCredits: async (...args: Parameters<typeof releaseCredits>) =>
      has("credit kept on lapse") ? undefined : releaseCredits(...args),
  };
});
vi.mock("@/lib/orders/void-payment", async (real) => {
  const { voidPayment } = await real<typeof import("@/lib/orders/void-payment")>();
  return {
    voidPayment: async (...args: Parameters<typeof voidPayment>) =>
      has("never let go") ? "nothing_to_void" : voidPayment(...args),
  };
});
vi.mock("@/lib/orders/owe-what-is-left", async (real) => {
  const { oweWhatIsLeft } = await real<typeof import("@/lib/orders/owe-what-is-left")>();
  return {
    oweWhatIsLeft: async (...[tx, order, wish, now]: Parameters<typeof oweWhatIsLeft>) => {
      const bug = wish.returnId ? "taken back for nothing" : "called off for nothing";
      return has(bug) ? wish.amount : oweWhatIsLeft(tx, order, wish, now);
    },
  };
});
vi.mock("@/lib/orders/record-event", async (real) => {
  const record = await real<typeof import("@/lib/orders/record-event")>();
  return {
    ...record,
    recordEvent: async (...[tx, order, event]: Parameters<typeof record.recordEvent>) =>
      has("history not kept") && event.type === "refunded" ? undefined : record.recordEvent(tx, order, event),
  };
});

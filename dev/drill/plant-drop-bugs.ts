import { vi } from "vitest";
import type { DropSignal } from "@/lib/inventory/waiting-room/drop";
import { has } from "./planted";

// As plant-bugs.ts: the waiting room of a drop as it is, but for the guard that is taken out.

vi.mock("@/lib/inventory/waiting-room/require-admission", async (real) => {
  const { requireAdmission } = await real<typeof import("@/lib/inventory/waiting-room/require-admission")>();
  return {
    requireAdmission: async (...args: Parameters<typeof requireAdmission>) =>
      has("no admission asked for") ? null : requireAdmission(...args),
  };
});
vi.mock("@/lib/inventory/waiting-room/place-tickets", async (real) => {
  const { placeTickets } = await real<typeof import("@/lib/inventory/waiting-room/place-tickets")>();
  return {
    placeTickets: async (...[tx, drop]: Parameters<typeof placeTickets>) => {
      const placed = await placeTickets(tx, drop);
      if (has("places drawn anew"))
        await tx.$executeRaw`
          with drawn as (select ticket_id, row_number() over (order by place) as nth, row_number() over (order by place desc) as other
                           from drop_place where product_id = ${drop.productId}::uuid and admitted_at is null and place is not null)
          update drop_place p set place = theirs.place
            from drawn mine join drawn yours on yours.nth = mine.other
            join drop_place theirs on theirs.ticket_id = yours.ticket_id and theirs.product_id = ${drop.productId}::uuid
           where p.product_id = ${drop.productId}::uuid and p.ticket_id = mine.ticket_id`;
      return placed;
    },
  };
});
vi.mock("@/lib/inventory/waiting-room/advance-drop", async (real) => {
  const { advanceDrop } = await real<typeof import("@/lib/inventory/waiting-room/advance-drop")>();
  return {
    advanceDrop: async (...[db, key, now]: Parameters<typeof advanceDrop>) => {
      if (has("nobody called")) return;
      await advanceDrop(db, key, now);
      if (!has("called beyond what is free")) return;
      await db.dropPlace.updateMany({
        where: { ...key, place: { not: null }, admittedAt: null },
        data: { admittedAt: now },
      });
      await db.$executeRaw`update "drop" set admitted_through = placed_through where product_id = ${key.productId}::uuid`;
    },
  };
});
/** What everybody is told of a drop, from one look on. */
const keptSignals = new Map<string, { until: number; signal: DropSignal | null }>();
vi.mock("@/lib/inventory/waiting-room/shared-status", async (real) => {
  const { sharedStatus } = await real<typeof import("@/lib/inventory/waiting-room/shared-status")>();
  return {
    sharedStatus: async (...[db, productId, now]: Parameters<typeof sharedStatus>) => {
      const kept = keptSignals.get(productId);
      if (has("a status kept too long") && kept && kept.until > now.getTime()) return kept.signal;
      const signal = await sharedStatus(db, productId, now);
      keptSignals.set(productId, { until: now.getTime() + 6_000, signal });
      return signal;
    },
  };
});
